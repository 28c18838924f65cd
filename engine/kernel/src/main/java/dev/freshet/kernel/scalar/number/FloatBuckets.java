package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictCall;
import java.util.List;

/** {@code width_bucket} of floats (float.c, {@code width_bucket_float8}): 0 below the first bucket, one more than there are above the last. */
final class FloatBuckets {
    private static final EvaluationError COUNT = error("count must be greater than zero");
    private static final EvaluationError NOT_A_NUMBER = error("operand, lower bound, and upper bound cannot be NaN");
    private static final EvaluationError INFINITE = error("lower and upper bounds must be finite");
    private static final EvaluationError EMPTY = error("lower bound cannot equal upper bound");

    private FloatBuckets() {}

    static void register(Registry registry) {
        registry.add(
                320,
                "width_bucket(double precision,double precision,double precision,integer)",
                StrictCall.<LongVector>function("width_bucket", FloatBuckets::run));
    }

    private static void run(List<Vector> arguments, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            double value = ((DoubleVector) arguments.get(0)).values[r];
            double low = ((DoubleVector) arguments.get(1)).values[r];
            double high = ((DoubleVector) arguments.get(2)).values[r];
            long count = ((LongVector) arguments.get(3)).values[r];
            if (count <= 0) {
                rows.fail(r, COUNT);
            } else if (Double.isNaN(value) || Double.isNaN(low) || Double.isNaN(high)) {
                rows.fail(r, NOT_A_NUMBER);
            } else if (Double.isInfinite(low) || Double.isInfinite(high)) {
                rows.fail(r, INFINITE);
            } else if (low == high) {
                rows.fail(r, EMPTY);
            } else {
                // from high to low all is mirrored, which rounds nothing
                long bucket = low < high ? bucket(value, low, high, count) : bucket(-value, -low, -high, count);
                result.values[r] = bucket;
                if (bucket > Integer.MAX_VALUE) {
                    rows.fail(r, EvaluationError.INTEGER_RANGE);
                }
            }
        }
    }

    private static long bucket(double value, double low, double high, long count) {
        if (value < low) {
            return 0;
        }
        if (value >= high) {
            return count + 1;
        }
        double part = Double.isInfinite(high - low)
                ? (value / 2 - low / 2) / (high / 2 - low / 2)
                : (value - low) / (high - low);
        // the quotient may have been rounded to 1
        return Math.min((long) (count * part), count - 1) + 1;
    }

    private static EvaluationError error(String message) {
        return new EvaluationError("2201G", message);
    }
}
