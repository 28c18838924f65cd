package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * Comparisons of values held as longs whose order is that of the longs: integers, booleans, and dates and timestamps among themselves. A
 * loop each. Immutable.
 */
public enum LongComparison implements StrictBinary.Kernel<LongVector, LongVector, LongVector> {
    EQUAL("=") {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                out[i] = a[i] == b[i] ? 1 : 0;
            }
        }
    },
    NOT_EQUAL("<>") {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                out[i] = a[i] != b[i] ? 1 : 0;
            }
        }
    },
    LESS("<") {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                out[i] = a[i] < b[i] ? 1 : 0;
            }
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                out[i] = a[i] <= b[i] ? 1 : 0;
            }
        }
    },
    GREATER(">") {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                out[i] = a[i] > b[i] ? 1 : 0;
            }
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                out[i] = a[i] >= b[i] ? 1 : 0;
            }
        }
    };

    private final String symbol;

    LongComparison(String symbol) {
        this.symbol = symbol;
    }

    /** The comparison as a function. */
    public ScalarFunction function() {
        return StrictBinary.function(symbol, this);
    }
}
