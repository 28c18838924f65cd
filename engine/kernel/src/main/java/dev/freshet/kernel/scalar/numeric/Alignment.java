package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.NumericVector;
import java.math.BigInteger;

/** Brings finite values to a common scale. */
final class Alignment {
    private Alignment() {}

    /** Whether the row's unscaled value stands in the long. */
    static boolean isNarrow(NumericVector values, int row) {
        return !values.hasWide || values.wide[row] == null;
    }

    /** Whether {@code unscaled × 10^up} fits a long. */
    static boolean scalesUp(long unscaled, int up) {
        if (up > PowersOfTen.LONG_MAX) {
            return unscaled == 0;
        }
        long power = PowersOfTen.of(up);
        return Math.multiplyHigh(unscaled, power) == (unscaled * power) >> 63;
    }

    /** {@code unscaled × 10^up}, where {@link #scalesUp}. */
    static long scaledUp(long unscaled, int up) {
        return up > PowersOfTen.LONG_MAX ? 0 : unscaled * PowersOfTen.of(up);
    }

    /** The unscaled value of a finite row at a scale that is not less than its own. */
    static BigInteger at(int scale, NumericVector values, int row) {
        int up = scale - values.scale[row];
        BigInteger unscaled = values.big(row);
        return up == 0 ? unscaled : unscaled.multiply(PowersOfTen.big(up));
    }
}
