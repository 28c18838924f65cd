package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import java.math.BigInteger;

/** What a {@code numeric} can hold (numeric.c, {@code make_result}). */
final class NumericLimits {
    /** Digits after the point, at most (NUMERIC_DSCALE_MAX). */
    static final int MAX_SCALE = 16383;
    /** Digits before the point, at most: a weight of 32767 and four digits a group. */
    static final int MAX_WHOLE_DIGITS = 131072;

    private NumericLimits() {}

    /** Sets a finite result, or marks the row if it has too many digits before the point. */
    static void set(NumericVector result, int row, int scale, BigInteger unscaled, Rows rows) {
        // a decimal digit takes more than three bits: most results need no count
        if (unscaled.bitLength() > 3 * MAX_WHOLE_DIGITS && PowersOfTen.digits(unscaled) - scale > MAX_WHOLE_DIGITS) {
            rows.fail(row, NumericErrors.OVERFLOW);
            result.set(row, 0, 0);
        } else {
            result.set(row, scale, unscaled);
        }
    }
}
