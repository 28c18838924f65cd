package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** {@code /} and {@code %} of integers: truncating, an error at zero; the only quotient out of range is the least value by −1. */
final class IntegerDivision {
    private IntegerDivision() {}

    record Divide(IntegerRange range) implements LongKernel {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            boolean suspect = false;
            for (int i = 0; i < rows.count(); i++) {
                long divisor = b[i];
                suspect |= divisor == 0 | divisor == -1;
                out[i] = a[i] / (divisor == 0 ? 1 : divisor);
            }
            if (suspect) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    if (b[r] == 0) {
                        rows.fail(r, EvaluationError.DIVISION_BY_ZERO);
                    } else if (b[r] == -1 && a[r] == range.min) {
                        rows.fail(r, range.error);
                    }
                }
            }
        }
    }

    enum Remainder implements LongKernel {
        ANY;

        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            long[] a = left.values;
            long[] b = right.values;
            long[] out = result.values;
            boolean zero = false;
            for (int i = 0; i < rows.count(); i++) {
                long divisor = b[i];
                zero |= divisor == 0;
                out[i] = a[i] % (divisor == 0 ? 1 : divisor);
            }
            if (zero) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    if (b[r] == 0) {
                        rows.fail(r, EvaluationError.DIVISION_BY_ZERO);
                    }
                }
            }
        }
    }
}
