package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictCall;

/** Strings put together from others. */
final class Composition {
    private Composition() {}

    /** {@code left || right}. */
    static void concatenate(BytesVector left, BytesVector right, int row, TextArena out, Rows rows) {
        long length = (long) left.length[row] + right.length[row];
        if (!TextErrors.fits(length)) {
            rows.fail(row, TextErrors.allocation(length));
            return;
        }
        out.open((int) length);
        out.put(left.base[row], left.from[row], left.length[row]);
        out.put(right.base[row], right.from[row], right.length[row]);
    }

    /** {@code repeat(text, count)}; nothing where the count is negative. */
    static void repeat(BytesVector text, LongVector count, int row, TextArena out, Rows rows) {
        long times = Math.max(count.values[row], 0);
        long length = times * text.length[row];
        if (!TextErrors.fits(length)) {
            rows.fail(row, TextErrors.TOO_LARGE);
            return;
        }
        out.open((int) length);
        for (long i = 0; i < times && length > 0; i++) {
            out.put(text.base[row], text.from[row], text.length[row]);
        }
    }

    /** {@code reverse(text)}, by characters. */
    static void reverse(BytesVector text, int row, TextArena out, Rows rows) {
        byte[] bytes = text.base[row];
        out.open(text.length[row]);
        int end = text.from[row] + text.length[row];
        while (end > text.from[row]) {
            int at = end - 1;
            while (!Utf8.begins(bytes[at])) {
                at--;
            }
            out.put(bytes, at, end - at);
            end = at;
        }
    }

    /** {@code overlay(text, substitute, start)}: over as many characters as the substitute has. */
    static void overlay(BytesVector text, BytesVector substitute, LongVector start, int row, TextArena out, Rows rows) {
        int characters = Utf8.count(substitute.base[row], substitute.from[row], substitute.length[row]);
        overlay(text, substitute, start.values[row], characters, row, out, rows);
    }

    /** {@code overlay(text, substitute, start, length)}; made anew for each call. */
    static StrictCall.Kernel<BytesVector> overlay() {
        TextArena out = new TextArena();
        return (arguments, result, rows) -> {
            BytesVector text = (BytesVector) arguments.get(0);
            BytesVector substitute = (BytesVector) arguments.get(1);
            long[] starts = ((LongVector) arguments.get(2)).values;
            long[] lengths = ((LongVector) arguments.get(3)).values;
            out.begin();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                out.open(0);
                overlay(text, substitute, starts[r], lengths[r], r, out, rows);
                out.close(result, r);
            }
        };
    }

    /** {@code overlay(text, substitute, start, length)}; a negative length repeats what stands before. */
    private static void overlay(
            BytesVector text, BytesVector substitute, long start, long length, int row, TextArena out, Rows rows) {
        if (start <= 0) {
            rows.fail(row, TextErrors.NEGATIVE_LENGTH);
            return;
        }
        if (start + length != (int) (start + length)) {
            rows.fail(row, EvaluationError.INTEGER_RANGE);
            return;
        }
        byte[] bytes = text.base[row];
        int from = text.from[row];
        int before = Utf8.prefix(bytes, from, text.length[row], start - 1);
        int skipped = Utf8.prefix(bytes, from, text.length[row], start + length - 1);
        int after = text.length[row] - skipped;
        long total = (long) before + substitute.length[row] + after;
        if (!TextErrors.fits(total)) {
            // put together in two steps: which of them fails is told by the size
            long first = (long) before + substitute.length[row];
            rows.fail(row, TextErrors.allocation(TextErrors.fits(first) ? total : first));
            return;
        }
        out.open((int) total);
        out.put(bytes, from, before);
        out.put(substitute.base[row], substitute.from[row], substitute.length[row]);
        out.put(bytes, from + skipped, after);
    }

    /** {@code quote_literal(text)}. */
    static void quoted(BytesVector text, int row, TextArena out, Rows rows) {
        long most = 2L * text.length[row] + 3;
        if (!TextErrors.fits(most)) {
            rows.fail(row, TextErrors.allocation(most));
            return;
        }
        byte[] bytes = text.base[row];
        int end = text.from[row] + text.length[row];
        out.open((int) most);
        for (int at = text.from[row]; at < end; at++) {
            if (bytes[at] == '\\') {
                out.put((byte) 'E');
                break;
            }
        }
        out.put((byte) '\'');
        for (int at = text.from[row]; at < end; at++) {
            if (bytes[at] == '\'' || bytes[at] == '\\') {
                out.put(bytes[at]);
            }
            out.put(bytes[at]);
        }
        out.put((byte) '\'');
    }
}
