package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** Parts of a string, by the number of characters: where the string itself stands, nothing is copied. */
final class Part {
    private Part() {}

    /** Sets a row of the result to a range of the string. */
    static void take(BytesVector text, int row, int offset, int length, BytesVector result) {
        result.base[row] = text.base[row];
        result.from[row] = text.from[row] + offset;
        result.length[row] = length;
    }

    /** {@code substr(text, start)}. */
    static void from(BytesVector text, LongVector start, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            int skipped = prefix(text, r, start.values[r] - 1);
            take(text, r, skipped, text.length[r] - skipped, result);
        }
    }

    /** {@code substr(text, start, length)}; what is before the first character counts. */
    static void between(BytesVector text, LongVector start, LongVector length, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (length.values[r] < 0) {
                rows.fail(r, TextErrors.NEGATIVE_LENGTH);
                continue;
            }
            int skipped = prefix(text, r, start.values[r] - 1);
            long end = start.values[r] + length.values[r];
            long characters = end - Math.max(start.values[r], 1);
            int taken = Utf8.prefix(text.base[r], text.from[r] + skipped, text.length[r] - skipped, characters);
            take(text, r, skipped, taken, result);
        }
    }

    /** {@code left(text, n)}: all but the last −n where n is negative. */
    static void left(BytesVector text, LongVector count, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long n = count.values[r];
            take(text, r, 0, prefix(text, r, n < 0 ? characters(text, r) + n : n), result);
        }
    }

    /** {@code right(text, n)}: all but the first −n where n is negative; all where −n is no integer. */
    static void right(BytesVector text, LongVector count, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long n = count.values[r];
            int skipped = prefix(text, r, n < 0 ? -(int) n : characters(text, r) - n);
            take(text, r, skipped, text.length[r] - skipped, result);
        }
    }

    private static int prefix(BytesVector text, int row, long characters) {
        return Utf8.prefix(text.base[row], text.from[row], text.length[row], characters);
    }

    private static int characters(BytesVector text, int row) {
        return Utf8.count(text.base[row], text.from[row], text.length[row]);
    }
}
