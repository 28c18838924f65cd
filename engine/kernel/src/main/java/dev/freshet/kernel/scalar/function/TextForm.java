package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Vector;
import java.util.Optional;

/**
 * The output and the input function of a type: how its values become text and how text becomes a value, with all PostgreSQL accepts and its
 * errors. What crosses to PostgreSQL is another matter ({@link dev.freshet.kernel.codec}). Immutable; safe for all threads.
 */
public interface TextForm {
    /** The text of a row that is not NULL, in UTF-8. The array is the caller's. */
    byte[] output(Vector values, int row);

    /** Sets a row of {@code result} to what a text says, or tells what PostgreSQL would raise. */
    Optional<EvaluationError> input(String text, Vector result, int row);
}
