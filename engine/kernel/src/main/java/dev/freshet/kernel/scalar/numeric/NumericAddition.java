package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;
import java.math.BigInteger;

/** {@code +} and {@code −} of numerics: the scale of the result is the greater of the two. A loop each for narrow values of one scale. */
final class NumericAddition {
    private NumericAddition() {}

    enum Add implements StrictBinary.Kernel<NumericVector, NumericVector, NumericVector> {
        NUMERIC;

        @Override
        public void run(NumericVector left, NumericVector right, NumericVector result, Rows rows) {
            result.reset();
            boolean narrow = !left.hasWide && !right.hasWide;
            for (int i = 0; i < rows.count(); i++) {
                long a = left.unscaled[i];
                long b = right.unscaled[i];
                long sum = a + b;
                int scale = left.scale[i];
                if (narrow && scale == right.scale[i] && scale >= 0 && ((a ^ sum) & (b ^ sum)) >= 0) {
                    result.scale[i] = scale;
                    result.unscaled[i] = sum;
                } else if (rows.active().get(i)) {
                    slow(left, right, 1, result, i, rows);
                }
            }
        }
    }

    enum Subtract implements StrictBinary.Kernel<NumericVector, NumericVector, NumericVector> {
        NUMERIC;

        @Override
        public void run(NumericVector left, NumericVector right, NumericVector result, Rows rows) {
            result.reset();
            boolean narrow = !left.hasWide && !right.hasWide;
            for (int i = 0; i < rows.count(); i++) {
                long a = left.unscaled[i];
                long b = right.unscaled[i];
                long difference = a - b;
                int scale = left.scale[i];
                if (narrow && scale == right.scale[i] && scale >= 0 && ((a ^ b) & (a ^ difference)) >= 0) {
                    result.scale[i] = scale;
                    result.unscaled[i] = difference;
                } else if (rows.active().get(i)) {
                    slow(left, right, -1, result, i, rows);
                }
            }
        }
    }

    /** {@code left + sign × right} of one row, whatever the values are. */
    private static void slow(
            NumericVector left, NumericVector right, int sign, NumericVector result, int row, Rows rows) {
        if (!left.isFinite(row) || !right.isFinite(row)) {
            special(left, right, sign, result, row);
            return;
        }
        int scale = Math.max(left.scale[row], right.scale[row]);
        int leftUp = scale - left.scale[row];
        int rightUp = scale - right.scale[row];
        if (Alignment.isNarrow(left, row)
                && Alignment.isNarrow(right, row)
                && Alignment.scalesUp(left.unscaled[row], leftUp)
                && Alignment.scalesUp(right.unscaled[row], rightUp)) {
            long a = Alignment.scaledUp(left.unscaled[row], leftUp);
            long b = Alignment.scaledUp(right.unscaled[row], rightUp);
            // −2^63 has no negative in a long, but then the sum is of no use either
            long addend = sign * b;
            long sum = a + addend;
            if (b != Long.MIN_VALUE && ((a ^ sum) & (addend ^ sum)) >= 0) {
                result.set(row, scale, sum);
                return;
            }
        }
        BigInteger a = Alignment.at(scale, left, row);
        BigInteger b = Alignment.at(scale, right, row);
        NumericLimits.set(result, row, scale, sign > 0 ? a.add(b) : a.subtract(b), rows);
    }

    private static void special(NumericVector left, NumericVector right, int sign, NumericVector result, int row) {
        if (Specials.isNaN(left, row) || Specials.isNaN(right, row)) {
            result.setSpecial(row, Specials.NAN);
        } else if (left.isFinite(row)) {
            result.setSpecial(row, Specials.infinity(sign * Specials.signum(right, row)));
        } else if (right.isFinite(row)) {
            result.setSpecial(row, left.scale[row]);
        } else {
            int leftSign = Specials.signum(left, row);
            boolean same = leftSign == sign * Specials.signum(right, row);
            result.setSpecial(row, same ? Specials.infinity(leftSign) : Specials.NAN);
        }
    }
}
