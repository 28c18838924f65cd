package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** {@code +}, {@code −}, {@code *} of {@code bigint}: the signs that tell an overflow (Hacker's Delight, 2-13) are gathered. */
final class WideArithmetic {
    private WideArithmetic() {}

    enum Add implements LongKernel {
        INT8;

        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            long overflow = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = a[i] + b[i];
                out[i] = v;
                overflow |= (a[i] ^ v) & (b[i] ^ v);
            }
            if (overflow < 0) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    if (((a[r] ^ out[r]) & (b[r] ^ out[r])) < 0) {
                        rows.fail(r, EvaluationError.BIGINT_RANGE);
                    }
                }
            }
        }
    }

    enum Subtract implements LongKernel {
        INT8;

        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            long overflow = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = a[i] - b[i];
                out[i] = v;
                overflow |= (a[i] ^ b[i]) & (a[i] ^ v);
            }
            if (overflow < 0) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    if (((a[r] ^ b[r]) & (a[r] ^ out[r])) < 0) {
                        rows.fail(r, EvaluationError.BIGINT_RANGE);
                    }
                }
            }
        }
    }

    enum Multiply implements LongKernel {
        INT8;

        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            long overflow = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = a[i] * b[i];
                out[i] = v;
                overflow |= Math.multiplyHigh(a[i], b[i]) ^ (v >> 63);
            }
            if (overflow != 0) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    if (Math.multiplyHigh(a[r], b[r]) != out[r] >> 63) {
                        rows.fail(r, EvaluationError.BIGINT_RANGE);
                    }
                }
            }
        }
    }
}
