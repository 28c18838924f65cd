package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code age}: the difference of two times on a clock in years, months, days and time, what is missing borrowed from the next larger field, a
 * month by the length of the earlier time's (timestamp.c, {@code timestamp_age}). Which of the two is earlier is told by the timestamps, not
 * by the clock. Confined to the clock's thread.
 */
record Age(WallClock clock) implements StrictBinary.Kernel<LongVector, LongVector, IntervalVector> {
    @Override
    public void run(LongVector left, LongVector right, IntervalVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long a = left.values[r];
            long b = right.values[r];
            if (TimestampDifference.infinite(a, b, r, result, rows)) {
                continue;
            }
            if (a < b) {
                between(b, a, -1, r, result);
            } else {
                between(a, b, 1, r, result);
            }
        }
    }

    private void between(long later, long earlier, int sign, int row, IntervalVector result) {
        long to = clock.local(later);
        long from = clock.local(earlier);
        CivilDate toDate = CivilDate.ofDays(Math.floorDiv(to, TimeRange.DAY));
        CivilDate fromDate = CivilDate.ofDays(Math.floorDiv(from, TimeRange.DAY));
        long time = Math.floorMod(to, TimeRange.DAY) - Math.floorMod(from, TimeRange.DAY);
        int days = toDate.day() - fromDate.day();
        int months = (toDate.year() - fromDate.year()) * 12 + toDate.month() - fromDate.month();
        if (time < 0) {
            time += TimeRange.DAY;
            days--;
        }
        while (days < 0) {
            days += Shift.lastDay(fromDate.year(), fromDate.month());
            months--;
        }
        result.micros[row] = sign * time;
        result.days[row] = sign * days;
        result.months[row] = sign * months;
    }
}
