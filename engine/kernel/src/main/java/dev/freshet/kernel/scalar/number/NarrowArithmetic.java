package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/**
 * {@code +}, {@code −}, {@code *} of {@code smallint} and {@code integer}: computed in a long, where they are exact, then held against the
 * range of the result. For a value in range neither {@code v − min} nor {@code max − v} is negative, so their signs are gathered.
 */
final class NarrowArithmetic {
    private NarrowArithmetic() {}

    record Add(IntegerRange range) implements LongKernel {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            long min = range.min;
            long max = range.max;
            long excess = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = a[i] + b[i];
                out[i] = v;
                excess |= (v - min) | (max - v);
            }
            if (excess < 0) {
                range.check(result, rows);
            }
        }
    }

    record Subtract(IntegerRange range) implements LongKernel {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            long min = range.min;
            long max = range.max;
            long excess = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = a[i] - b[i];
                out[i] = v;
                excess |= (v - min) | (max - v);
            }
            if (excess < 0) {
                range.check(result, rows);
            }
        }
    }

    record Multiply(IntegerRange range) implements LongKernel {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            long min = range.min;
            long max = range.max;
            long excess = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = a[i] * b[i];
                out[i] = v;
                excess |= (v - min) | (max - v);
            }
            if (excess < 0) {
                range.check(result, rows);
            }
        }
    }
}
