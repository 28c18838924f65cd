package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code +}, {@code −}, {@code *}, {@code /} of {@code real} and {@code double precision} (float.h): an infinity out of finite values is an
 * overflow, a zero out of values that are not is an underflow. A {@code real} is computed as a double and rounded once more, which gives
 * what computing in floats does (a double has more than twice a float's bits and two).
 */
final class DoubleArithmetic {
    static final EvaluationError OVERFLOW = new EvaluationError("22003", "value out of range: overflow");
    static final EvaluationError UNDERFLOW = new EvaluationError("22003", "value out of range: underflow");

    private DoubleArithmetic() {}

    /** Which of the two types. */
    enum Precision {
        SINGLE,
        DOUBLE;

        double round(double v) {
            return this == SINGLE ? (float) v : v;
        }
    }

    /** One operation: a dense loop that tells whether any row needs a second look, and what is wrong with a row. */
    private interface Operation extends StrictBinary.Kernel<DoubleVector, DoubleVector, DoubleVector> {
        boolean compute(double[] a, double[] b, double[] out, int count);

        boolean underflows(double a, double b);

        @Override
        default void run(DoubleVector left, DoubleVector right, DoubleVector result, Rows rows) {
            if (compute(left.values, right.values, result.values, rows.count())) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    check(left.values[r], right.values[r], result.values[r], r, rows);
                }
            }
        }

        default void check(double a, double b, double v, int row, Rows rows) {
            if (Double.isInfinite(v) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
                rows.fail(row, OVERFLOW);
            } else if (v == 0 && underflows(a, b)) {
                rows.fail(row, UNDERFLOW);
            }
        }
    }

    record Add(Precision precision) implements Operation {
        @Override
        public boolean compute(double[] a, double[] b, double[] out, int count) {
            boolean suspect = false;
            for (int i = 0; i < count; i++) {
                double v = precision.round(a[i] + b[i]);
                out[i] = v;
                suspect |= Math.abs(v) == Double.POSITIVE_INFINITY;
            }
            return suspect;
        }

        @Override
        public boolean underflows(double a, double b) {
            return false;
        }
    }

    record Subtract(Precision precision) implements Operation {
        @Override
        public boolean compute(double[] a, double[] b, double[] out, int count) {
            boolean suspect = false;
            for (int i = 0; i < count; i++) {
                double v = precision.round(a[i] - b[i]);
                out[i] = v;
                suspect |= Math.abs(v) == Double.POSITIVE_INFINITY;
            }
            return suspect;
        }

        @Override
        public boolean underflows(double a, double b) {
            return false;
        }
    }

    record Multiply(Precision precision) implements Operation {
        @Override
        public boolean compute(double[] a, double[] b, double[] out, int count) {
            boolean suspect = false;
            for (int i = 0; i < count; i++) {
                double v = precision.round(a[i] * b[i]);
                out[i] = v;
                suspect |= v == 0 | Math.abs(v) == Double.POSITIVE_INFINITY;
            }
            return suspect;
        }

        @Override
        public boolean underflows(double a, double b) {
            return a != 0 && b != 0;
        }
    }

    record Divide(Precision precision) implements Operation {
        @Override
        public boolean compute(double[] a, double[] b, double[] out, int count) {
            boolean suspect = false;
            for (int i = 0; i < count; i++) {
                double v = precision.round(a[i] / b[i]);
                out[i] = v;
                suspect |= b[i] == 0 | v == 0 | Math.abs(v) == Double.POSITIVE_INFINITY;
            }
            return suspect;
        }

        @Override
        public boolean underflows(double a, double b) {
            return a != 0 && !Double.isInfinite(b);
        }

        @Override
        public void check(double a, double b, double v, int row, Rows rows) {
            if (b == 0 && !Double.isNaN(a)) {
                rows.fail(row, EvaluationError.DIVISION_BY_ZERO);
            } else {
                Operation.super.check(a, b, v, row, rows);
            }
        }
    }
}
