package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;
import java.math.BigInteger;

/** {@code /}, {@code %} and {@code div} of numerics: NaN goes before all, then the infinities, then zero. */
enum NumericQuotients implements StrictBinary.Kernel<NumericVector, NumericVector, NumericVector> {
    /** {@code /}. */
    DIVIDE {
        @Override
        void finite(NumericVector left, NumericVector right, NumericVector result, int row, Rows rows) {
            if (Alignment.isNarrow(left, row) && Alignment.isNarrow(right, row)) {
                long dividend = left.unscaled[row];
                long divisor = right.unscaled[row];
                int scale = NumericDivision.scale(dividend, left.scale[row], divisor, right.scale[row]);
                long quotient = NumericDivision.narrow(dividend, left.scale[row], divisor, right.scale[row], scale);
                if (quotient != NumericDivision.NOT_NARROW) {
                    result.set(row, scale, quotient);
                    return;
                }
            }
            BigInteger dividend = left.big(row);
            BigInteger divisor = right.big(row);
            int scale = NumericDivision.scale(dividend, left.scale[row], divisor, right.scale[row]);
            BigInteger quotient = NumericDivision.divide(dividend, left.scale[row], divisor, right.scale[row], scale);
            NumericLimits.set(result, row, scale, quotient, rows);
        }
    },
    /** {@code div}: the quotient without its fraction. */
    WHOLE {
        @Override
        void finite(NumericVector left, NumericVector right, NumericVector result, int row, Rows rows) {
            int scale = Math.max(left.scale[row], right.scale[row]);
            BigInteger quotient = Alignment.at(scale, left, row).divide(Alignment.at(scale, right, row));
            NumericLimits.set(result, row, 0, quotient, rows);
        }
    },
    /** {@code %}: has the sign of the dividend and the greater of the two scales. */
    REMAINDER {
        @Override
        void finite(NumericVector left, NumericVector right, NumericVector result, int row, Rows rows) {
            int scale = Math.max(left.scale[row], right.scale[row]);
            int leftUp = scale - left.scale[row];
            int rightUp = scale - right.scale[row];
            if (Alignment.isNarrow(left, row)
                    && Alignment.isNarrow(right, row)
                    && Alignment.scalesUp(left.unscaled[row], leftUp)
                    && Alignment.scalesUp(right.unscaled[row], rightUp)) {
                long dividend = Alignment.scaledUp(left.unscaled[row], leftUp);
                result.set(row, scale, dividend % Alignment.scaledUp(right.unscaled[row], rightUp));
            } else {
                result.set(row, scale, Alignment.at(scale, left, row).remainder(Alignment.at(scale, right, row)));
            }
        }
    };

    /** A row of two finite values, the right one not zero. */
    abstract void finite(NumericVector left, NumericVector right, NumericVector result, int row, Rows rows);

    @Override
    public void run(NumericVector left, NumericVector right, NumericVector result, Rows rows) {
        result.reset();
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (Specials.isNaN(left, r) || Specials.isNaN(right, r)) {
                result.setSpecial(r, Specials.NAN);
            } else if (Specials.isInfinite(left, r)) {
                infiniteDividend(left, right, result, r, rows);
            } else if (Specials.isInfinite(right, r)) {
                infiniteDivisor(left, result, r);
            } else if (Specials.signum(right, r) == 0) {
                rows.fail(r, EvaluationError.DIVISION_BY_ZERO);
            } else {
                finite(left, right, result, r, rows);
            }
        }
    }

    private void infiniteDividend(NumericVector left, NumericVector right, NumericVector result, int row, Rows rows) {
        int sign = Specials.signum(right, row);
        if (sign == 0) {
            rows.fail(row, EvaluationError.DIVISION_BY_ZERO);
        } else if (this == REMAINDER || Specials.isInfinite(right, row)) {
            result.setSpecial(row, Specials.NAN);
        } else {
            result.setSpecial(row, Specials.infinity(sign * Specials.signum(left, row)));
        }
    }

    private void infiniteDivisor(NumericVector left, NumericVector result, int row) {
        if (this == REMAINDER) {
            result.set(row, left.scale[row], left.big(row));
        } else {
            result.set(row, 0, 0);
        }
    }
}
