package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** How long a string is. */
final class TextLength {
    private TextLength() {}

    /** {@code length(text)}: in characters. */
    static void characters(BytesVector text, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            result.values[r] = Utf8.count(text.base[r], text.from[r], text.length[r]);
        }
    }

    /** {@code length(character)}: in characters, without the padding. */
    static void unpadded(BytesVector text, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            int length = Unpadded.length(text.base[r], text.from[r], text.length[r]);
            result.values[r] = Utf8.count(text.base[r], text.from[r], length);
        }
    }

    /** {@code octet_length}: in bytes, with the padding. */
    static void bytes(BytesVector text, LongVector result, Rows rows) {
        for (int i = 0; i < rows.count(); i++) {
            result.values[i] = text.length[i];
        }
    }

    /** {@code bit_length(text)}. */
    static void bits(BytesVector text, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            result.values[r] = 8L * text.length[r];
            if (result.values[r] > Integer.MAX_VALUE) {
                rows.fail(r, EvaluationError.INTEGER_RANGE);
            }
        }
    }
}
