package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Vector;
import java.util.Optional;

/** The input function of a type: how text becomes a value, with all PostgreSQL accepts and its errors. Immutable,
 * unless made anew for each call. */
@FunctionalInterface
public interface TextInput {
    /** Sets a row of {@code result} to what a text says, or tells what PostgreSQL would raise. */
    Optional<EvaluationError> input(String text, Vector result, int row);
}
