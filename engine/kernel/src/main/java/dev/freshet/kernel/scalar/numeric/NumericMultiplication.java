package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;
import java.math.BigInteger;

/** {@code *} of numerics: exact, the scale of the result is the sum of the two, rounded only where that is past the limit. */
enum NumericMultiplication implements StrictBinary.Kernel<NumericVector, NumericVector, NumericVector> {
    NUMERIC;

    @Override
    public void run(NumericVector left, NumericVector right, NumericVector result, Rows rows) {
        result.reset();
        boolean narrow = !left.hasWide && !right.hasWide;
        for (int i = 0; i < rows.count(); i++) {
            long a = left.unscaled[i];
            long b = right.unscaled[i];
            long product = a * b;
            int scale = left.scale[i] + right.scale[i];
            if (narrow
                    && (left.scale[i] | right.scale[i]) >= 0
                    && scale <= NumericLimits.MAX_SCALE
                    && Math.multiplyHigh(a, b) == product >> 63) {
                result.scale[i] = scale;
                result.unscaled[i] = product;
            } else if (rows.active().get(i)) {
                slow(left, right, result, i, rows);
            }
        }
    }

    private static void slow(NumericVector left, NumericVector right, NumericVector result, int row, Rows rows) {
        if (Specials.isNaN(left, row) || Specials.isNaN(right, row)) {
            result.setSpecial(row, Specials.NAN);
        } else if (!left.isFinite(row) || !right.isFinite(row)) {
            result.setSpecial(row, Specials.infinity(Specials.signum(left, row) * Specials.signum(right, row)));
        } else {
            BigInteger product = left.big(row).multiply(right.big(row));
            int scale = left.scale[row] + right.scale[row];
            int most = Math.min(scale, NumericLimits.MAX_SCALE);
            NumericLimits.set(
                    result, row, most, Rounding.HALF_AWAY.divide(product, PowersOfTen.big(scale - most)), rows);
        }
    }
}
