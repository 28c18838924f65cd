package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.function.Rows;

/** Strings as {@code name}: the characters that stand in the first 63 bytes, where they stand. */
final class NameCoercion {
    private static final int MOST = 63;

    private NameCoercion() {}

    /** {@code name(text)}. */
    static void ofText(BytesVector text, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Part.take(text, r, 0, kept(text, r), result);
        }
    }

    /** {@code name(character)}: without trailing blanks. */
    static void ofPadded(BytesVector text, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Part.take(text, r, 0, Unpadded.length(text.base[r], text.from[r], kept(text, r)), result);
        }
    }

    private static int kept(BytesVector text, int row) {
        if (text.length[row] <= MOST) {
            return text.length[row];
        }
        int kept = MOST;
        while (!Utf8.begins(text.base[row][text.from[row] + kept])) {
            kept--;
        }
        return kept;
    }
}
