package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** What an integer type can hold, and the error of a result that it cannot. Immutable. */
enum IntegerRange {
    INT2(Short.MIN_VALUE, Short.MAX_VALUE, EvaluationError.SMALLINT_RANGE),
    INT4(Integer.MIN_VALUE, Integer.MAX_VALUE, EvaluationError.INTEGER_RANGE),
    INT8(Long.MIN_VALUE, Long.MAX_VALUE, EvaluationError.BIGINT_RANGE);

    final long min;
    final long max;
    final EvaluationError error;

    IntegerRange(long min, long max, EvaluationError error) {
        this.min = min;
        this.max = max;
        this.error = error;
    }

    boolean holds(long value) {
        return value >= min && value <= max;
    }

    /** Marks the active rows whose value is out of range; the slow path of dense loops. */
    void check(LongVector values, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (!holds(values.values[r])) {
                rows.fail(r, error);
            }
        }
    }
}
