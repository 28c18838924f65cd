package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictUnary;

/**
 * Whole days out of the hours, whole months of 30 days out of the days, and parts of one sign (timestamp.c, {@code interval_justify_hours}
 * and its kin). Infinities stay.
 */
enum Justification implements StrictUnary.Kernel<IntervalVector, IntervalVector> {
    HOURS {
        @Override
        boolean justify(IntervalVector v, int row, IntervalVector out) {
            long days = v.days[row] + v.micros[row] / TimeRange.DAY;
            long micros = v.micros[row] % TimeRange.DAY;
            if (days != (int) days) {
                return false;
            }
            long carry = carry(days, micros);
            return Intervals.set(out, row, v.months[row], days - carry, micros + carry * TimeRange.DAY);
        }
    },
    DAYS {
        @Override
        boolean justify(IntervalVector v, int row, IntervalVector out) {
            long months = (long) v.months[row] + v.days[row] / DAYS_PER_MONTH;
            long days = v.days[row] % DAYS_PER_MONTH;
            if (months != (int) months) {
                return false;
            }
            long carry = carry(months, days);
            return Intervals.set(out, row, months - carry, days + carry * DAYS_PER_MONTH, v.micros[row]);
        }
    },
    INTERVAL {
        @Override
        boolean justify(IntervalVector v, int row, IntervalVector out) {
            long micros = v.micros[row] % TimeRange.DAY;
            long whole = v.micros[row] / TimeRange.DAY;
            long days = v.days[row];
            long months = v.months[row];
            // in two steps where both have one sign, as the months may be out of range after the first
            if ((days > 0 && v.micros[row] > 0) || (days < 0 && v.micros[row] < 0)) {
                months += days / DAYS_PER_MONTH;
                days %= DAYS_PER_MONTH;
            }
            if (months != (int) months) {
                return false;
            }
            days += whole;
            months += days / DAYS_PER_MONTH;
            days %= DAYS_PER_MONTH;
            if (months != (int) months) {
                return false;
            }
            if (months > 0 && (days < 0 || (days == 0 && micros < 0))) {
                days += DAYS_PER_MONTH;
                months--;
            } else if (months < 0 && (days > 0 || (days == 0 && micros > 0))) {
                days -= DAYS_PER_MONTH;
                months++;
            }
            long carry = carry(days, micros);
            return Intervals.set(out, row, months, days - carry, micros + carry * TimeRange.DAY);
        }
    };

    private static final int DAYS_PER_MONTH = 30;

    abstract boolean justify(IntervalVector v, int row, IntervalVector out);

    @Override
    public void run(IntervalVector argument, IntervalVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (!Intervals.isFinite(argument, r)) {
                Intervals.copy(argument, r, result);
            } else if (!justify(argument, r, result)) {
                rows.fail(r, TimeRange.INTERVAL);
            }
        }
    }

    /** How many of the larger unit go down so that both have one sign. */
    private static long carry(long larger, long smaller) {
        if (larger > 0 && smaller < 0) {
            return 1;
        }
        return larger < 0 && smaller > 0 ? -1 : 0;
    }
}
