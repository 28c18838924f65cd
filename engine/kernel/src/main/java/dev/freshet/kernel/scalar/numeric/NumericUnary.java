package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.math.BigInteger;

/** Functions of one numeric that need no rounding. */
enum NumericUnary implements StrictUnary.Kernel<NumericVector, NumericVector> {
    NEGATE {
        @Override
        void row(NumericVector argument, NumericVector result, int row) {
            if (!argument.isFinite(row)) {
                boolean nan = Specials.isNaN(argument, row);
                result.setSpecial(row, nan ? Specials.NAN : Specials.infinity(-Specials.signum(argument, row)));
            } else if (Alignment.isNarrow(argument, row) && argument.unscaled[row] != Long.MIN_VALUE) {
                result.set(row, argument.scale[row], -argument.unscaled[row]);
            } else {
                result.set(row, argument.scale[row], argument.big(row).negate());
            }
        }
    },
    ABSOLUTE {
        @Override
        void row(NumericVector argument, NumericVector result, int row) {
            if (!argument.isFinite(row)) {
                boolean nan = Specials.isNaN(argument, row);
                result.setSpecial(row, nan ? Specials.NAN : PackedNumeric.POSITIVE_INFINITY);
            } else if (Alignment.isNarrow(argument, row) && argument.unscaled[row] != Long.MIN_VALUE) {
                result.set(row, argument.scale[row], Math.abs(argument.unscaled[row]));
            } else {
                result.set(row, argument.scale[row], argument.big(row).abs());
            }
        }
    },
    SIGN {
        @Override
        void row(NumericVector argument, NumericVector result, int row) {
            if (Specials.isNaN(argument, row)) {
                result.setSpecial(row, Specials.NAN);
            } else {
                result.set(row, 0, Specials.signum(argument, row));
            }
        }
    },
    TRIM_SCALE {
        @Override
        void row(NumericVector argument, NumericVector result, int row) {
            if (!argument.isFinite(row)) {
                result.setSpecial(row, argument.scale[row]);
                return;
            }
            int least = trimmedScale(argument, row);
            result.set(row, least, argument.big(row).divide(PowersOfTen.big(argument.scale[row] - least)));
        }
    };

    abstract void row(NumericVector argument, NumericVector result, int row);

    @Override
    public void run(NumericVector argument, NumericVector result, Rows rows) {
        result.reset();
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            row(argument, result, r);
        }
    }

    /** {@code scale(n)}; NULL of what is not finite. */
    static void scale(NumericVector argument, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            result.values[r] = argument.scale[r];
            if (!argument.isFinite(r)) {
                result.nulls().set(r);
            }
        }
    }

    /** {@code min_scale(n)}; NULL of what is not finite. */
    static void leastScale(NumericVector argument, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (argument.isFinite(r)) {
                result.values[r] = trimmedScale(argument, r);
            } else {
                result.nulls().set(r);
            }
        }
    }

    static int trimmedScale(NumericVector values, int row) {
        int scale = values.scale[row];
        if (Alignment.isNarrow(values, row)) {
            long rest = values.unscaled[row];
            if (rest == 0) {
                return 0;
            }
            while (scale > 0 && rest % 10 == 0) {
                rest /= 10;
                scale--;
            }
            return scale;
        }
        BigInteger rest = values.big(row);
        while (scale > 0) {
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.TEN);
            if (parts[1].signum() != 0) {
                break;
            }
            rest = parts[0];
            scale--;
        }
        return scale;
    }
}
