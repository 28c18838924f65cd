package dev.freshet.kernel.scalar.oracle;

import dev.freshet.kernel.scalar.EvaluationError;

/** What an expression came to for a row. */
sealed interface Outcome {
    record Null() implements Outcome {}

    /** A value, described so that different values have different descriptions. */
    record Value(String description) implements Outcome {}

    record Failure(EvaluationError error) implements Outcome {}
}
