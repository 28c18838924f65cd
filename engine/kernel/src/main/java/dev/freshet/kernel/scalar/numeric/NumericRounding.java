package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.math.BigInteger;

/** {@code round}, {@code trunc}, {@code ceil}, {@code floor}, and the value brought to a scale that they have in common. */
final class NumericRounding {
    private NumericRounding() {}

    /** To a whole number: {@code round(n)}, {@code ceil(n)} and so on. */
    record ToWhole(Rounding rounding) implements StrictUnary.Kernel<NumericVector, NumericVector> {
        @Override
        public void run(NumericVector argument, NumericVector result, Rows rows) {
            result.reset();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                toScale(argument, r, 0, rounding, result, rows);
            }
        }
    }

    /** To a scale, which may be negative: {@code round(n, s)}, {@code trunc(n, s)}. */
    record ToScale(Rounding rounding) implements StrictBinary.Kernel<NumericVector, LongVector, NumericVector> {
        @Override
        public void run(NumericVector value, LongVector scale, NumericVector result, Rows rows) {
            result.reset();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                long bounded =
                        Math.clamp(scale.values[r], -NumericLimits.MAX_WHOLE_DIGITS - 1L, NumericLimits.MAX_SCALE);
                toScale(value, r, (int) bounded, rounding, result, rows);
            }
        }
    }

    /** Sets {@code result} to the value at a scale; if that is negative, to a whole number with so many zeros. */
    static void toScale(NumericVector values, int row, int target, Rounding rounding, NumericVector result, Rows rows) {
        int scale = values.scale[row];
        if (scale < 0) {
            result.setSpecial(row, scale);
        } else if (target >= scale) {
            extend(values, row, target, result, rows);
        } else if (target >= 0 && scale - target <= PowersOfTen.LONG_MAX && Alignment.isNarrow(values, row)) {
            result.set(row, target, rounding.divide(values.unscaled[row], PowersOfTen.of(scale - target)));
        } else {
            shorten(values, row, target, rounding, result, rows);
        }
    }

    private static void extend(NumericVector values, int row, int target, NumericVector result, Rows rows) {
        int up = target - values.scale[row];
        if (Alignment.isNarrow(values, row) && Alignment.scalesUp(values.unscaled[row], up)) {
            result.set(row, target, Alignment.scaledUp(values.unscaled[row], up));
        } else {
            NumericLimits.set(result, row, target, Alignment.at(target, values, row), rows);
        }
    }

    private static void shorten(
            NumericVector values, int row, int target, Rounding rounding, NumericVector result, Rows rows) {
        BigInteger unscaled = values.big(row);
        int drop = values.scale[row] - target;
        if (drop > PowersOfTen.digits(unscaled) + 1 && (rounding == Rounding.HALF_AWAY || rounding == Rounding.DOWN)) {
            result.set(row, Math.max(target, 0), 0);
            return;
        }
        BigInteger rounded = rounding.divide(unscaled, PowersOfTen.big(drop));
        NumericLimits.set(
                result,
                row,
                Math.max(target, 0),
                target >= 0 ? rounded : rounded.multiply(PowersOfTen.big(-target)),
                rows);
    }
}
