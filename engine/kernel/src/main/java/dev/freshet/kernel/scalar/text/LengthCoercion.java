package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictTernary;

/**
 * {@code varchar(n)} and {@code char(n)} (varchar.c): what is too long is cut by an explicit cast, is an error in an implicit one unless
 * only blanks go. Where a value is not padded it stays where it stands.
 */
final class LengthCoercion {
    /** What a typmod is more than the length (VARHDRSZ). */
    private static final int HEADER = 4;

    private static final int MOST = 0x3fffffff;

    private LengthCoercion() {}

    /** {@code varchar(text, typmod, explicit)}. */
    static void varying(BytesVector text, LongVector typmod, LongVector explicit, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            int most = (int) typmod.values[r] - HEADER;
            if (most < 0 || text.length[r] <= most) {
                Part.take(text, r, 0, text.length[r], result);
            } else {
                cut(text, most, explicit.values[r] != 0, r, result, rows, "type character varying(");
            }
        }
    }

    /** {@code bpchar(character, typmod, explicit)}; made anew for each call. */
    static StrictTernary.Kernel<BytesVector, LongVector, LongVector, BytesVector> padded() {
        TextArena out = new TextArena();
        return (text, typmod, explicit, result, rows) -> {
            out.begin();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                int wanted = (int) typmod.values[r] - HEADER;
                int characters = Utf8.count(text.base[r], text.from[r], text.length[r]);
                if (typmod.values[r] < HEADER || characters == wanted) {
                    Part.take(text, r, 0, text.length[r], result);
                } else if (characters > wanted) {
                    cut(text, wanted, explicit.values[r] != 0, r, result, rows, "type character(");
                } else {
                    pad(text, wanted - characters, r, out, result, rows);
                }
            }
        };
    }

    private static void cut(
            BytesVector text, int most, boolean explicit, int row, BytesVector result, Rows rows, String type) {
        byte[] bytes = text.base[row];
        int kept = Utf8.prefix(bytes, text.from[row], text.length[row], most);
        int end = text.from[row] + text.length[row];
        for (int at = text.from[row] + kept; at < end && !explicit; at++) {
            if (bytes[at] != ' ') {
                rows.fail(row, new EvaluationError("22001", "value too long for " + type + most + ")"));
                return;
            }
        }
        Part.take(text, row, 0, kept, result);
    }

    private static void pad(BytesVector text, int missing, int row, TextArena out, BytesVector result, Rows rows) {
        // the size PostgreSQL asks for, a 32-bit number there too
        int size = text.length[row] + missing + HEADER;
        if (size < 0 || size > MOST) {
            rows.fail(
                    row,
                    new EvaluationError(
                            "XX000", "invalid memory alloc request size " + Long.toUnsignedString((long) size)));
            return;
        }
        out.open(size);
        out.put(text.base[row], text.from[row], text.length[row]);
        out.fill((byte) ' ', missing);
        out.close(result, row);
    }
}
