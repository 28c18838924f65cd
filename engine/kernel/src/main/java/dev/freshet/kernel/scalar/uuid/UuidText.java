package dev.freshet.kernel.scalar.uuid;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.InputErrors;
import dev.freshet.kernel.scalar.function.TextForm;
import java.util.Optional;

/**
 * {@code uuid} (uuid.c, {@code uuid_out}, {@code string_to_uuid}): read in braces or without, with a hyphen or none after each two bytes.
 * Blanks around it are errors.
 */
public enum UuidText implements TextForm {
    UUID;

    private static final int BYTES = 16;

    @Override
    public void write(Vector values, int row, ByteSink out) {
        BytesVector uuids = (BytesVector) values;
        for (int i = 0; i < BYTES; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                out.put('-');
            }
            byte b = uuids.base[row][uuids.from[row] + i];
            out.put(Character.forDigit(b >> 4 & 15, 16)).put(Character.forDigit(b & 15, 16));
        }
    }

    @Override
    public Optional<EvaluationError> input(String text, Vector result, int row) {
        boolean braces = text.startsWith("{");
        int at = braces ? 1 : 0;
        byte[] value = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            int high = digit(text, at);
            int low = digit(text, at + 1);
            if (high < 0 || low < 0) {
                return InputErrors.syntax("uuid", text);
            }
            value[i] = (byte) (high << 4 | low);
            at += 2;
            if (i % 2 == 1 && i < BYTES - 1 && at < text.length() && text.charAt(at) == '-') {
                at++;
            }
        }
        if (braces) {
            if (at >= text.length() || text.charAt(at) != '}') {
                return InputErrors.syntax("uuid", text);
            }
            at++;
        }
        if (at < text.length()) {
            return InputErrors.syntax("uuid", text);
        }
        ((BytesVector) result).set(row, value);
        return Optional.empty();
    }

    private static int digit(String text, int at) {
        // Character.digit knows digits of other scripts too
        return at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
    }
}
