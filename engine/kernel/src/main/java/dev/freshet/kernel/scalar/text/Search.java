package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** Finds strings in strings, from the left, byte by byte: that is character by character in UTF-8. */
final class Search {
    private static final EvaluationError FIELD_ZERO = new EvaluationError("22023", "field position must not be zero");

    private Search() {}

    /** {@code strpos(text, sought)}: the number of the character where it begins, 0 if nowhere. */
    static void position(BytesVector text, BytesVector sought, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            byte[] bytes = text.base[r];
            int from = text.from[r];
            int at = next(text, from, sought, r);
            result.values[r] = at < 0 ? 0 : Utf8.count(bytes, from, at - from) + 1;
        }
    }

    /** {@code split_part(text, separator, number)}; fields are counted from the end where the number is negative. */
    static void field(BytesVector text, BytesVector separator, LongVector number, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long wanted = number.values[r];
            if (wanted == 0) {
                rows.fail(r, FIELD_ZERO);
                continue;
            }
            if (separator.length[r] == 0) {
                Part.take(text, r, 0, Math.abs(wanted) == 1 ? text.length[r] : 0, result);
                continue;
            }
            if (wanted < 0) {
                wanted += fields(text, separator, r) + 1;
            }
            field(text, separator, wanted, r, result);
        }
    }

    private static void field(BytesVector text, BytesVector separator, long wanted, int row, BytesVector result) {
        int last = text.from[row] + text.length[row];
        int begin = wanted > 0 ? text.from[row] : -1;
        for (long number = 1; number < wanted && begin >= 0; number++) {
            int at = next(text, begin, separator, row);
            begin = at < 0 ? -1 : at + separator.length[row];
        }
        if (begin < 0) {
            Part.take(text, row, 0, 0, result);
            return;
        }
        int end = next(text, begin, separator, row);
        Part.take(text, row, begin - text.from[row], (end < 0 ? last : end) - begin, result);
    }

    private static long fields(BytesVector text, BytesVector separator, int row) {
        long fields = 1;
        int at = next(text, text.from[row], separator, row);
        while (at >= 0) {
            fields++;
            at = next(text, at + separator.length[row], separator, row);
        }
        return fields;
    }

    /** Where the sought string begins next in the text, or −1. */
    static int next(BytesVector text, int from, BytesVector sought, int row) {
        int end = text.from[row] + text.length[row];
        return Utf8.find(text.base[row], from, end, sought.base[row], sought.from[row], sought.length[row]);
    }
}
