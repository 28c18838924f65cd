package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import java.time.YearMonth;

/**
 * A timestamp moved by an interval: first by months, keeping the day of the month where that month has it; then by days, keeping the time
 * of day on the clock; then by microseconds (timestamp.c, {@code timestamp_pl_interval}).
 */
final class Shift {
    private Shift() {}

    /** The timestamp plus an interval, or {@link TimeRange#BEYOND} if that is out of range. */
    static long by(long timestamp, long micros, int days, int months, WallClock clock) {
        if (Intervals.isInfinity(micros, days, months)) {
            return timestamp == TimeRange.MINUS_INFINITY ? TimeRange.BEYOND : TimeRange.INFINITY;
        }
        if (Intervals.isMinusInfinity(micros, days, months)) {
            return timestamp == TimeRange.INFINITY ? TimeRange.BEYOND : TimeRange.MINUS_INFINITY;
        }
        if (!TimeRange.isFinite(timestamp)) {
            return timestamp;
        }
        long moved = timestamp;
        if (months != 0) {
            moved = byMonths(moved, months, clock);
        }
        if (days != 0 && moved != TimeRange.BEYOND) {
            long local = clock.local(moved);
            moved = clock.timestamp(Math.floorDiv(local, TimeRange.DAY) + days, Math.floorMod(local, TimeRange.DAY));
        }
        if (moved == TimeRange.BEYOND) {
            return moved;
        }
        long sum = moved + micros;
        boolean overflows = ((moved ^ sum) & (micros ^ sum)) < 0;
        return overflows || !TimeRange.holds(sum) ? TimeRange.BEYOND : sum;
    }

    private static long byMonths(long timestamp, int months, WallClock clock) {
        long local = clock.local(timestamp);
        CivilDate date = CivilDate.ofDays(Math.floorDiv(local, TimeRange.DAY));
        long month = date.year() * 12L + (date.month() - 1) + months;
        long year = Math.floorDiv(month, 12);
        if (Math.abs(year) > 1_000_000) {
            return TimeRange.BEYOND;
        }
        int monthOfYear = (int) Math.floorMod(month, 12L) + 1;
        int day = Math.min(date.day(), lastDay((int) year, monthOfYear));
        return clock.timestamp(new CivilDate((int) year, monthOfYear, day), Math.floorMod(local, TimeRange.DAY));
    }

    /** Days in a month. */
    static int lastDay(int year, int month) {
        return YearMonth.of(year, month).lengthOfMonth();
    }
}
