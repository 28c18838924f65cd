package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** Comparisons of {@code real} and {@code double precision}: NaN equals NaN and is greater than all else; −0 equals 0. Immutable. */
enum DoubleComparison implements StrictBinary.Kernel<DoubleVector, DoubleVector, LongVector> {
    EQUAL("=") {
        @Override
        public void run(DoubleVector left, DoubleVector right, LongVector result, Rows rows) {
            double[] a = left.values;
            double[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                double x = a[i];
                double y = b[i];
                out[i] = x == y || (Double.isNaN(x) && Double.isNaN(y)) ? 1 : 0;
            }
        }
    },
    NOT_EQUAL("<>") {
        @Override
        public void run(DoubleVector left, DoubleVector right, LongVector result, Rows rows) {
            double[] a = left.values;
            double[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                double x = a[i];
                double y = b[i];
                out[i] = x != y && (!Double.isNaN(x) || !Double.isNaN(y)) ? 1 : 0;
            }
        }
    },
    LESS("<") {
        @Override
        public void run(DoubleVector left, DoubleVector right, LongVector result, Rows rows) {
            double[] a = left.values;
            double[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                double x = a[i];
                double y = b[i];
                out[i] = x < y || (!Double.isNaN(x) && Double.isNaN(y)) ? 1 : 0;
            }
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        public void run(DoubleVector left, DoubleVector right, LongVector result, Rows rows) {
            double[] a = left.values;
            double[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                double x = a[i];
                double y = b[i];
                out[i] = x <= y || Double.isNaN(y) ? 1 : 0;
            }
        }
    },
    GREATER(">") {
        @Override
        public void run(DoubleVector left, DoubleVector right, LongVector result, Rows rows) {
            double[] a = left.values;
            double[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                double x = a[i];
                double y = b[i];
                out[i] = x > y || (Double.isNaN(x) && !Double.isNaN(y)) ? 1 : 0;
            }
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        public void run(DoubleVector left, DoubleVector right, LongVector result, Rows rows) {
            double[] a = left.values;
            double[] b = right.values;
            long[] out = result.values;
            for (int i = 0; i < rows.count(); i++) {
                double x = a[i];
                double y = b[i];
                out[i] = x >= y || Double.isNaN(x) ? 1 : 0;
            }
        }
    };

    private final String symbol;

    DoubleComparison(String symbol) {
        this.symbol = symbol;
    }

    /** The comparison as a function. */
    ScalarFunction function() {
        return StrictBinary.function(symbol, this);
    }
}
