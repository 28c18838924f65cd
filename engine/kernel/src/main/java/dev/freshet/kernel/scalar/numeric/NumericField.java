package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import dev.freshet.kernel.type.Oids;

/** A value brought to {@code numeric(p,s)}: rounded to the scale, an error if it has more digits then (numeric.c, {@code apply_typmod}). */
enum NumericField implements StrictBinary.Kernel<NumericVector, LongVector, NumericVector> {
    NUMERIC;

    /** The first bytes of a typmod are the header's size: less is no typmod. */
    private static final int NO_TYPMOD = 4;

    @Override
    public void run(NumericVector value, LongVector typmod, NumericVector result, Rows rows) {
        result.reset();
        int known = 0;
        int precision = 0;
        int scale = 0;
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            int wanted = (int) typmod.values[r];
            if (wanted < NO_TYPMOD) {
                copy(value, r, result);
                continue;
            }
            if (wanted != known) {
                ColumnType type = new ColumnType(Kind.NUMERIC, Oids.NUMERIC, wanted, 0);
                precision = type.numericPrecision();
                scale = type.numericScale();
                known = wanted;
            }
            if (Specials.isInfinite(value, r)) {
                rows.fail(r, NumericErrors.infiniteField(precision, scale));
                continue;
            }
            NumericRounding.toScale(value, r, scale, Rounding.HALF_AWAY, result, rows);
            if (wholeDigits(result, r) > precision - scale) {
                EvaluationError error = NumericErrors.fieldOverflow(precision, scale);
                rows.fail(r, error);
            }
        }
    }

    /** Digits before the point; negative if zeros follow it. Of zero and NaN: fewer than any limit. */
    private static int wholeDigits(NumericVector values, int row) {
        if (!values.isFinite(row) || Specials.signum(values, row) == 0) {
            return Integer.MIN_VALUE;
        }
        int digits = Alignment.isNarrow(values, row)
                ? PowersOfTen.digits(values.unscaled[row])
                : PowersOfTen.digits(values.big(row));
        return digits - values.scale[row];
    }

    private static void copy(NumericVector value, int row, NumericVector result) {
        if (value.isFinite(row)) {
            result.set(row, value.scale[row], value.big(row));
        } else {
            result.setSpecial(row, value.scale[row]);
        }
    }
}
