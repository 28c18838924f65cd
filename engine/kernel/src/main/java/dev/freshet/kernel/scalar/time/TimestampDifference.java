package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * The time between two timestamps in days of 24 hours and microseconds (timestamp.c, {@code timestamp_mi}): what {@code +} gives back of it
 * in a zone may be another hour.
 */
enum TimestampDifference implements StrictBinary.Kernel<LongVector, LongVector, IntervalVector> {
    DAYS_AND_TIME;

    @Override
    public void run(LongVector left, LongVector right, IntervalVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long a = left.values[r];
            long b = right.values[r];
            if (infinite(a, b, r, result, rows)) {
                continue;
            }
            long micros = a - b;
            if (((a ^ b) & (a ^ micros)) < 0) {
                rows.fail(r, TimeRange.INTERVAL);
            }
            result.months[r] = 0;
            result.days[r] = (int) (micros / TimeRange.DAY);
            result.micros[r] = micros % TimeRange.DAY;
        }
    }

    /** The difference where one of the two is infinite; two infinities of one sign have none. */
    static boolean infinite(long a, long b, int row, IntervalVector result, Rows rows) {
        int sign = infinity(a) - infinity(b);
        if (sign == 0) {
            if (infinity(a) == 0) {
                return false;
            }
            rows.fail(row, TimeRange.INTERVAL);
        }
        Intervals.setInfinity(result, row, sign);
        return true;
    }

    private static int infinity(long micros) {
        return TimeRange.isFinite(micros) ? 0 : Long.signum(micros);
    }
}
