package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.EvaluationError;
import java.util.Optional;

/** What input functions raise, and what they take for blank. */
public final class InputErrors {
    private InputErrors() {}

    /** {@code invalid input syntax for type integer: "abc"}. */
    public static Optional<EvaluationError> syntax(String type, String text) {
        return Optional.of(
                new EvaluationError("22P02", "invalid input syntax for type " + type + ": \"" + text + "\""));
    }

    /** {@code value "99999" is out of range for type smallint}. */
    public static Optional<EvaluationError> range(String type, String text) {
        return Optional.of(new EvaluationError("22003", "value \"" + text + "\" is out of range for type " + type));
    }

    /** C's isspace. */
    public static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** The first index at or after {@code from} that is no space, at most the length. */
    public static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
