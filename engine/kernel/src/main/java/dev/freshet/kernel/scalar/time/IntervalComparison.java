package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * Comparisons of intervals as if a month had 30 days and a day 24 hours (timestamp.c, {@code interval_cmp_value}). That span takes more
 * than 64 bits, so whole days are compared first, then what is left of a day. Immutable.
 */
enum IntervalComparison implements StrictBinary.Kernel<IntervalVector, IntervalVector, LongVector> {
    EQUAL("=") {
        @Override
        boolean holds(int order) {
            return order == 0;
        }
    },
    NOT_EQUAL("<>") {
        @Override
        boolean holds(int order) {
            return order != 0;
        }
    },
    LESS("<") {
        @Override
        boolean holds(int order) {
            return order < 0;
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        boolean holds(int order) {
            return order <= 0;
        }
    },
    GREATER(">") {
        @Override
        boolean holds(int order) {
            return order > 0;
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        boolean holds(int order) {
            return order >= 0;
        }
    };

    private final String symbol;

    IntervalComparison(String symbol) {
        this.symbol = symbol;
    }

    abstract boolean holds(int order);

    @Override
    public void run(IntervalVector left, IntervalVector right, LongVector result, Rows rows) {
        for (int i = 0; i < rows.count(); i++) {
            result.values[i] = holds(compare(left, right, i)) ? 1 : 0;
        }
    }

    ScalarFunction function() {
        return StrictBinary.function(symbol, this);
    }

    /** The order of two intervals of a row: negative, zero, positive. */
    static int compare(IntervalVector left, IntervalVector right, int row) {
        int order = Long.compare(days(left, row), days(right, row));
        return order != 0
                ? order
                : Long.compare(
                        Math.floorMod(left.micros[row], TimeRange.DAY),
                        Math.floorMod(right.micros[row], TimeRange.DAY));
    }

    /** The sign of the span of a row. */
    static int signum(IntervalVector value, int row) {
        long days = days(value, row);
        return days != 0 ? Long.signum(days) : Long.signum(Math.floorMod(value.micros[row], TimeRange.DAY));
    }

    private static long days(IntervalVector v, int row) {
        return v.months[row] * 30L + v.days[row] + Math.floorDiv(v.micros[row], TimeRange.DAY);
    }
}
