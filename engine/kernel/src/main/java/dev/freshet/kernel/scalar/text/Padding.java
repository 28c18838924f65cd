package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/**
 * {@code lpad} and {@code rpad}: to so many characters, by characters of a string again and again; a longer text is cut at its end. Immutable.
 */
enum Padding {
    LEFT,
    RIGHT;

    private static final byte[] BLANK = {' '};
    /** The bytes PostgreSQL reckons with for a character. */
    private static final int WIDEST = 4;

    /** With a string to fill up. */
    void pad(BytesVector text, LongVector length, BytesVector fill, int row, TextArena out, Rows rows) {
        pad(text, length, fill.base[row], fill.from[row], fill.length[row], row, out, rows);
    }

    /** With blanks. */
    void pad(BytesVector text, LongVector length, int row, TextArena out, Rows rows) {
        pad(text, length, BLANK, 0, BLANK.length, row, out, rows);
    }

    private void pad(
            BytesVector text,
            LongVector length,
            byte[] fill,
            int from,
            int fillLength,
            int row,
            TextArena out,
            Rows rows) {
        long wanted = Math.max(length.values[row], 0);
        byte[] bytes = text.base[row];
        int kept = Utf8.prefix(bytes, text.from[row], text.length[row], wanted);
        int characters = Utf8.count(bytes, text.from[row], kept);
        long missing = fillLength == 0 ? 0 : wanted - characters;
        if (!TextErrors.fits(WIDEST * (characters + missing))) {
            rows.fail(row, TextErrors.TOO_LARGE);
            return;
        }
        long rounds = missing == 0 ? 0 : missing / Utf8.count(fill, from, fillLength);
        int rest = missing == 0 ? 0 : Utf8.prefix(fill, from, fillLength, missing % Utf8.count(fill, from, fillLength));
        out.open((int) (kept + rounds * fillLength + rest));
        if (this == RIGHT) {
            out.put(bytes, text.from[row], kept);
        }
        for (long i = 0; i < rounds; i++) {
            out.put(fill, from, fillLength);
        }
        out.put(fill, from, rest);
        if (this == LEFT) {
            out.put(bytes, text.from[row], kept);
        }
    }
}
