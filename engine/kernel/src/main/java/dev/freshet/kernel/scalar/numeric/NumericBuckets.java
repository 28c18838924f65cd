package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Rows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** {@code width_bucket} of numerics (numeric.c, {@code width_bucket_numeric}): exact. */
final class NumericBuckets {
    private static final EvaluationError COUNT = error("count must be greater than zero");
    private static final EvaluationError NOT_A_NUMBER = error("operand, lower bound, and upper bound cannot be NaN");
    private static final EvaluationError INFINITE = error("lower and upper bounds must be finite");
    private static final EvaluationError EMPTY = error("lower bound cannot equal upper bound");

    private NumericBuckets() {}

    static void run(List<Vector> arguments, LongVector result, Rows rows) {
        NumericVector values = (NumericVector) arguments.get(0);
        NumericVector lows = (NumericVector) arguments.get(1);
        NumericVector highs = (NumericVector) arguments.get(2);
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long count = ((LongVector) arguments.get(3)).values[r];
            if (count <= 0) {
                rows.fail(r, COUNT);
            } else if (Specials.isNaN(values, r) || Specials.isNaN(lows, r) || Specials.isNaN(highs, r)) {
                rows.fail(r, NOT_A_NUMBER);
            } else if (!lows.isFinite(r) || !highs.isFinite(r)) {
                rows.fail(r, INFINITE);
            } else {
                int direction = NumericComparison.compare(highs, r, lows, r);
                if (direction == 0) {
                    rows.fail(r, EMPTY);
                    continue;
                }
                long bucket = bucket(values, lows, highs, direction, count, r);
                result.values[r] = bucket;
                if (bucket > Integer.MAX_VALUE) {
                    rows.fail(r, EvaluationError.INTEGER_RANGE);
                }
            }
        }
    }

    private static long bucket(
            NumericVector values, NumericVector lows, NumericVector highs, int direction, long count, int row) {
        if (NumericComparison.compare(values, row, lows, row) * direction < 0) {
            return 0;
        }
        if (NumericComparison.compare(values, row, highs, row) * direction >= 0) {
            return count + 1;
        }
        BigDecimal low = lows.decimal(row);
        BigDecimal over = values.decimal(row).subtract(low).multiply(BigDecimal.valueOf(count));
        BigInteger whole =
                over.divideToIntegralValue(highs.decimal(row).subtract(low)).toBigInteger();
        return whole.longValue() + 1;
    }

    private static EvaluationError error(String message) {
        return new EvaluationError("2201G", message);
    }
}
