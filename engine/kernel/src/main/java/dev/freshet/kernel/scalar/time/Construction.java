package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Rows;
import java.util.List;

/** {@code make_date}, {@code make_timestamp}, {@code make_interval}, {@code to_timestamp}: times of numbers (date.c, timestamp.c). */
final class Construction {
    private static final double UNIX_FIRST = 86_400.0 * -2_440_588;
    private static final double UNIX_END = 86_400.0 * (109_203_528 - 2_440_588);
    private static final double LONG_LIMIT = -(double) Long.MIN_VALUE;
    private static final EvaluationError NOT_A_NUMBER = new EvaluationError("22008", "timestamp cannot be NaN");
    private static final EvaluationError OVERFLOW = new EvaluationError("22003", "value out of range: overflow");

    private Construction() {}

    static void date(LongVector years, LongVector months, LongVector days, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            int year = (int) years.values[r];
            int month = (int) months.values[r];
            int day = (int) days.values[r];
            // the message has the year the source has by then
            int shown = year < 0 && year != Integer.MIN_VALUE ? year + 1 : year;
            if (!exists(year, month, day)) {
                rows.fail(r, error("date field value out of range: " + shown(shown, month, day)));
                continue;
            }
            long date = new CivilDate(astronomical(year), month, day).days();
            result.values[r] = date;
            if (!Calendar.isJulian(astronomical(year), month) || !TimeRange.holdsDate(date)) {
                rows.fail(r, error("date out of range: " + shown(shown, month, day)));
            }
        }
    }

    /** The timestamp of six numbers on a clock. Confined to the clock's thread. */
    static void timestamp(WallClock clock, List<Vector> arguments, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            result.values[r] = timestamp(clock, arguments, r, rows);
        }
    }

    private static long timestamp(WallClock clock, List<Vector> arguments, int row, Rows rows) {
        int year = integer(arguments.get(0), row);
        int month = integer(arguments.get(1), row);
        int day = integer(arguments.get(2), row);
        int hour = integer(arguments.get(3), row);
        int minute = integer(arguments.get(4), row);
        double second = ((DoubleVector) arguments.get(5)).values[row];
        if (!exists(year, month, day)) {
            rows.fail(row, error("date field value out of range: " + shown(year, month, day)));
            return 0;
        }
        if (!Calendar.isJulian(astronomical(year), month)) {
            rows.fail(row, error("date out of range: " + shown(year, month, day)));
            return 0;
        }
        double micros = Math.rint(second * TimeRange.SECOND);
        long time = hour * TimeRange.HOUR + minute * TimeRange.MINUTE + (long) micros;
        boolean isTime = hour >= 0 && minute >= 0 && minute < 60 && micros >= 0 && micros <= TimeRange.MINUTE;
        if (!isTime || time > TimeRange.DAY) {
            rows.fail(row, error("time field value out of range: " + shown(hour, minute, second)));
            return 0;
        }
        long local = WallClock.Plain.CLOCK.timestamp(new CivilDate(astronomical(year), month, day), time);
        if (local == TimeRange.BEYOND) {
            rows.fail(
                    row,
                    error("timestamp out of range: " + shown(year, month, day) + " " + shown(hour, minute, second)));
            return 0;
        }
        long timestamp = clock.timestamp(local);
        if (!TimeRange.holds(timestamp)) {
            rows.fail(row, TimeRange.TIMESTAMP);
        }
        return timestamp;
    }

    /** Whether there is such a date; negative years are BC and there is no year 0. */
    private static boolean exists(int year, int month, int day) {
        return year != 0
                && year != Integer.MIN_VALUE
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= daysIn(astronomical(year), month);
    }

    private static int astronomical(int year) {
        return year < 0 ? year + 1 : year;
    }

    private static int daysIn(int year, int month) {
        // the calendar repeats itself after 400 years, java.time ends before int does
        return Shift.lastDay(Math.floorMod(year, 400), month);
    }

    private static String shown(int year, int month, int day) {
        return "%d-%02d-%02d".formatted(year, month, day);
    }

    private static String shown(int hour, int minute, double second) {
        return "%d:%02d:%s".formatted(hour, minute, GeneralFormat.padded(second));
    }

    static void interval(List<Vector> arguments, IntervalVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            double seconds = ((DoubleVector) arguments.get(6)).values[r];
            double exact = seconds * TimeRange.SECOND;
            if (Double.isInfinite(exact) && !Double.isInfinite(seconds)) {
                overflow(arguments, r, rows);
                continue;
            }
            double rounded = Math.rint(exact);
            long years = integer(arguments.get(0), r);
            long weeks = integer(arguments.get(2), r);
            long micros =
                    integer(arguments.get(4), r) * TimeRange.HOUR + integer(arguments.get(5), r) * TimeRange.MINUTE;
            long sum = micros + (long) rounded;
            boolean fits = rounded >= -LONG_LIMIT
                    && rounded < LONG_LIMIT
                    && ((micros ^ sum) & ((long) rounded ^ sum)) >= 0
                    && years * 12 == (int) (years * 12)
                    && weeks * 7 == (int) (weeks * 7)
                    && Intervals.set(
                            result,
                            r,
                            years * 12 + integer(arguments.get(1), r),
                            weeks * 7 + integer(arguments.get(3), r),
                            sum);
            if (!fits) {
                rows.fail(r, TimeRange.INTERVAL);
            }
        }
    }

    /** The months and days are looked at before the seconds are multiplied. */
    private static void overflow(List<Vector> arguments, int row, Rows rows) {
        long years = integer(arguments.get(0), row) * 12L;
        long weeks = integer(arguments.get(2), row) * 7L;
        long months = years + integer(arguments.get(1), row);
        long days = weeks + integer(arguments.get(3), row);
        boolean fits = years == (int) years && months == (int) months && weeks == (int) weeks && days == (int) days;
        rows.fail(row, fits ? OVERFLOW : TimeRange.INTERVAL);
    }

    /** {@code to_timestamp}: seconds since 1970. */
    static void timestamp(DoubleVector seconds, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            double unix = seconds.values[r];
            if (Double.isNaN(unix)) {
                rows.fail(r, NOT_A_NUMBER);
            } else if (Double.isInfinite(unix)) {
                result.values[r] = unix > 0 ? TimeRange.INFINITY : TimeRange.MINUS_INFINITY;
            } else {
                long micros = (long) Math.rint((unix - TimeRange.EPOCH_SECONDS) * TimeRange.SECOND);
                result.values[r] = micros;
                if (unix < UNIX_FIRST || unix >= UNIX_END || !TimeRange.holds(micros)) {
                    rows.fail(r, error("timestamp out of range: \"" + GeneralFormat.of(unix) + "\""));
                }
            }
        }
    }

    private static int integer(Vector vector, int row) {
        return (int) ((LongVector) vector).values[row];
    }

    private static EvaluationError error(String message) {
        return new EvaluationError("22008", message);
    }
}
