package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code interval * double precision} and {@code /}: months and days are cut to whole ones and what is left of them goes down, a month as 30
 * days, a day as 24 hours, rounded to a microsecond (timestamp.c, {@code interval_mul}, {@code interval_div}). The steps are those of the
 * source, as each rounds.
 */
enum IntervalScaling implements StrictBinary.Kernel<IntervalVector, DoubleVector, IntervalVector> {
    MULTIPLY {
        @Override
        double scaled(double part, double factor) {
            return part * factor;
        }

        @Override
        boolean infinite(IntervalVector value, double factor, int row, IntervalVector result) {
            int sign = Intervals.isFinite(value, row)
                    ? IntervalComparison.signum(value, row)
                    : Intervals.infinity(value, row);
            if (factor == 0 || sign == 0) {
                return false;
            }
            Intervals.setInfinity(result, row, factor < 0 ? -sign : sign);
            return true;
        }

        @Override
        boolean isInfinite(IntervalVector value, double factor, int row) {
            return Double.isInfinite(factor) || !Intervals.isFinite(value, row);
        }
    },
    DIVIDE {
        @Override
        double scaled(double part, double factor) {
            return part / factor;
        }

        @Override
        boolean infinite(IntervalVector value, double factor, int row, IntervalVector result) {
            if (Double.isInfinite(factor)) {
                return false;
            }
            Intervals.setInfinity(
                    result, row, factor < 0 ? -Intervals.infinity(value, row) : Intervals.infinity(value, row));
            return true;
        }

        @Override
        boolean isInfinite(IntervalVector value, double factor, int row) {
            return !Intervals.isFinite(value, row);
        }
    };

    private static final double DAYS_PER_MONTH = 30;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MICROS_PER_SECOND = 1_000_000;
    /** 2^31 and 2^63. */
    private static final double INT_LIMIT = -(double) Integer.MIN_VALUE;

    private static final double LONG_LIMIT = -(double) Long.MIN_VALUE;

    abstract double scaled(double part, double factor);

    /** Whether the result is infinite or undefined. */
    abstract boolean isInfinite(IntervalVector value, double factor, int row);

    /** Sets an infinite result; false if it is undefined. */
    abstract boolean infinite(IntervalVector value, double factor, int row, IntervalVector result);

    @Override
    public void run(IntervalVector value, DoubleVector factors, IntervalVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            double factor = factors.values[r];
            if (this == DIVIDE && factor == 0) {
                rows.fail(r, EvaluationError.DIVISION_BY_ZERO);
            } else if (Double.isNaN(factor) || !scale(value, factor, r, result)) {
                rows.fail(r, TimeRange.INTERVAL);
            }
        }
    }

    /** Sets the result; false if it is out of range. */
    boolean scale(IntervalVector value, double factor, int row, IntervalVector result) {
        if (isInfinite(value, factor, row)) {
            return infinite(value, factor, row, result);
        }
        double scaledMonths = scaled(value.months[row], factor);
        double scaledDays = scaled(value.days[row], factor);
        if (!fitsInt(scaledMonths) || !fitsInt(scaledDays)) {
            return false;
        }
        int months = (int) scaledMonths;
        long days = (int) scaledDays;
        double daysOfMonths = rounded((scaledMonths - months) * DAYS_PER_MONTH);
        double seconds = rounded((scaledDays - days + daysOfMonths - (int) daysOfMonths) * SECONDS_PER_DAY);
        if (Math.abs(seconds) >= SECONDS_PER_DAY) {
            int whole = (int) (seconds / SECONDS_PER_DAY);
            days += whole;
            seconds -= whole * SECONDS_PER_DAY;
        }
        if (days != (int) days) {
            return false;
        }
        days += (int) daysOfMonths;
        double micros = Math.rint(scaled(value.micros[row], factor) + seconds * MICROS_PER_SECOND);
        return micros >= -LONG_LIMIT && micros < LONG_LIMIT && Intervals.set(result, row, months, days, (long) micros);
    }

    /** NaN does not. */
    private static boolean fitsInt(double v) {
        return v >= -INT_LIMIT && v < INT_LIMIT;
    }

    /** To a millionth. */
    private static double rounded(double v) {
        return Math.rint(v * MICROS_PER_SECOND) / MICROS_PER_SECOND;
    }
}
