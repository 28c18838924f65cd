package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** {@code ascii} and {@code chr}: a character and its code point. */
final class CharacterCodes {
    private static final EvaluationError NEGATIVE = new EvaluationError("22023", "character number must be positive");
    private static final EvaluationError ZERO = new EvaluationError("54000", "null character not permitted");

    private CharacterCodes() {}

    /** {@code ascii(text)}: of the first character, 0 of the empty string. */
    static void first(BytesVector text, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            result.values[r] = text.length[r] == 0 ? 0 : Utf8.decode(text.base[r], text.from[r]);
        }
    }

    /** {@code chr(integer)}. */
    static void character(LongVector code, int row, TextArena out, Rows rows) {
        int codePoint = (int) code.values[row];
        if (codePoint < 0) {
            rows.fail(row, NEGATIVE);
        } else if (codePoint == 0) {
            rows.fail(row, ZERO);
        } else if (codePoint > Character.MAX_CODE_POINT) {
            rows.fail(row, new EvaluationError("54000", "requested character too large for encoding: " + codePoint));
        } else if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            rows.fail(row, new EvaluationError("54000", "requested character not valid for encoding: " + codePoint));
        } else {
            out.open(4);
            out.putCodePoint(codePoint);
        }
    }
}
