package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import java.math.BigInteger;
import java.util.Optional;

/** What a {@code numeric} can hold (numeric.c, {@code make_result}). */
public final class NumericLimits {
    /** Digits after the point, at most (NUMERIC_DSCALE_MAX). */
    static final int MAX_SCALE = 16383;
    /** Digits before the point, at most: a weight of 32767 and four digits a group. */
    static final int MAX_WHOLE_DIGITS = 131072;

    private NumericLimits() {}

    /** Sets a finite result, or marks the row if it has too many digits before the point. */
    static void set(NumericVector result, int row, int scale, BigInteger unscaled, Rows rows) {
        if (fits(scale, unscaled)) {
            result.set(row, scale, unscaled);
        } else {
            rows.fail(row, NumericErrors.OVERFLOW);
            result.set(row, 0, 0);
        }
    }

    /** What PostgreSQL raises for a result with too many digits before the point. */
    public static Optional<EvaluationError> overflow(int scale, BigInteger unscaled) {
        return fits(scale, unscaled) ? Optional.empty() : Optional.of(NumericErrors.OVERFLOW);
    }

    private static boolean fits(int scale, BigInteger unscaled) {
        // a decimal digit takes more than three bits: most results need no count
        return unscaled.bitLength() <= 3 * MAX_WHOLE_DIGITS || PowersOfTen.digits(unscaled) - scale <= MAX_WHOLE_DIGITS;
    }
}
