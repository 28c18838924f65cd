package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.math.BigInteger;

/**
 * {@code sqrt} of numerics (numeric.c, {@code numeric_sqrt}): at least sixteen significant digits, no fewer digits after the point than
 * the argument, rounded to the nearest.
 */
public enum NumericRoot implements StrictUnary.Kernel<NumericVector, NumericVector> {
    SQUARE;

    private static final int SIGNIFICANT_DIGITS = 16;
    private static final int MAX_DISPLAY_SCALE = 1000;

    @Override
    public void run(NumericVector argument, NumericVector result, Rows rows) {
        result.reset();
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (Specials.isNaN(argument, r)) {
                result.setSpecial(r, Specials.NAN);
            } else if (Specials.signum(argument, r) < 0) {
                rows.fail(r, NumericErrors.NEGATIVE_ROOT);
            } else if (!argument.isFinite(r)) {
                result.setSpecial(r, argument.scale[r]);
            } else {
                root(argument.big(r), argument.scale[r], result, r);
            }
        }
    }

    private static void root(BigInteger unscaled, int scale, NumericVector result, int row) {
        int weight = unscaled.signum() == 0 ? 0 : Math.floorDiv(PowersOfTen.digits(unscaled) - 1 - scale, 4);
        int resultScale =
                Math.min(Math.max(SIGNIFICANT_DIGITS - (weight * 2 + 1), Math.max(scale, 0)), MAX_DISPLAY_SCALE);
        result.set(row, resultScale, root(unscaled, scale, resultScale));
    }

    /** The unscaled root, at a scale, of a finite value that is not negative; rounded to the nearest (numeric.c, {@code sqrt_var}). */
    public static BigInteger root(BigInteger unscaled, int scale, int resultScale) {
        // the root of unscaled × 10^up / 10^down is the unscaled result
        int shift = 2 * resultScale - scale;
        BigInteger dividend = unscaled.multiply(PowersOfTen.big(Math.max(shift, 0)));
        BigInteger divisor = PowersOfTen.big(Math.max(-shift, 0));
        BigInteger root = dividend.divide(divisor).sqrt();
        // (root + ½)² = root² + root + ¼
        BigInteger fourMiddles =
                root.multiply(root.add(BigInteger.ONE)).shiftLeft(2).add(BigInteger.ONE);
        boolean up = dividend.shiftLeft(2).compareTo(fourMiddles.multiply(divisor)) >= 0;
        return up ? root.add(BigInteger.ONE) : root;
    }
}
