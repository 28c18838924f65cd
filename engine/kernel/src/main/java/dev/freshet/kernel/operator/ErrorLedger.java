package dev.freshet.kernel.operator;

import dev.freshet.kernel.scalar.EvaluationError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Z-set of errors of a circuit. A row that errs is entered here with its weight instead of reaching the output; when it is retracted, so
 * is its error. While any error stands the result is incomplete; when the last is gone the output is right again without a rebuild.
 *
 * <p>Confined to its circuit's thread.
 */
public final class ErrorLedger {
    private final Map<EvaluationError, Long> weights = new LinkedHashMap<>();

    /** Enters an error with the weight of the row that raised it. */
    public void add(EvaluationError error, long weight) {
        long sum = weights.getOrDefault(error, 0L) + weight;
        if (sum == 0) {
            weights.remove(error);
        } else {
            weights.put(error, sum);
        }
    }

    /** Whether no error stands. */
    public boolean isEmpty() {
        return weights.isEmpty();
    }

    /** The errors that stand, with the weights of the rows that raised them. */
    public Map<EvaluationError, Long> weights() {
        return Collections.unmodifiableMap(weights);
    }

    /** The error that was entered first of those that stand. */
    public Optional<EvaluationError> first() {
        return weights.keySet().stream().findFirst();
    }
}
