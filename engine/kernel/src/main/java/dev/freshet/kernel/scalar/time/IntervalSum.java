package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;

/**
 * The parts of an interval as its fields are read: each adds to one part, and its fraction goes down to smaller ones (datetime.c,
 * {@code AdjustMicroseconds} and its kin). Confined to one thread.
 */
final class IntervalSum {
    private static final int DAYS_PER_MONTH = 30;

    private long micros;
    private int days;
    private int months;
    private int years;

    /** A field of a unit; false if there is no such field. */
    boolean add(Unit unit, long value, double fraction) throws Unreadable {
        switch (unit) {
            case MICROSECOND -> time(value, fraction, 1);
            case MILLISECOND -> time(value, fraction, 1_000);
            case SECOND -> time(value, fraction, TimeRange.SECOND);
            case MINUTE -> time(value, fraction, TimeRange.MINUTE);
            case HOUR -> time(value, fraction, TimeRange.HOUR);
            case DAY -> {
                addDays(value, 1);
                addFraction(fraction, TimeRange.DAY);
            }
            case WEEK -> {
                addDays(value, 7);
                addDayFraction(fraction, 7);
            }
            case MONTH -> {
                addMonths(value);
                addDayFraction(fraction, DAYS_PER_MONTH);
            }
            case YEAR -> addYears(value, fraction, 1);
            case DECADE -> addYears(value, fraction, 10);
            case CENTURY -> addYears(value, fraction, 100);
            case MILLENNIUM -> addYears(value, fraction, 1_000);
            case QUARTER,
                    ZONE,
                    ZONE_HOUR,
                    ZONE_MINUTE,
                    JULIAN,
                    ISO_YEAR,
                    DAY_OF_WEEK,
                    ISO_DAY_OF_WEEK,
                    DAY_OF_YEAR,
                    EPOCH,
                    MOMENT,
                    NONE -> {
                return false;
            }
        }
        return true;
    }

    private void time(long value, double fraction, long scale) throws Unreadable {
        long product = value * scale;
        if (Math.multiplyHigh(value, scale) != product >> 63) {
            throw Unreadable.field();
        }
        addMicros(product);
        addFraction(fraction, scale);
    }

    /** The time of a clock; what was there is replaced. */
    void clock(ClockTime time, boolean negative) throws Unreadable {
        micros = 0;
        addMicros(time.micros());
        time(time.hour(), 0, TimeRange.HOUR);
        time(time.minute(), 0, TimeRange.MINUTE);
        time(time.second(), 0, TimeRange.SECOND);
        micros = negative ? -micros : micros;
    }

    private void addMicros(long more) throws Unreadable {
        long sum = micros + more;
        if (((micros ^ sum) & (more ^ sum)) < 0) {
            throw Unreadable.field();
        }
        micros = sum;
    }

    /** Rounded to a microsecond, half down. */
    private void addFraction(double fraction, long scale) throws Unreadable {
        double exact = fraction * scale;
        long whole = (long) exact;
        double rest = exact - whole;
        addMicros(whole + (rest > 0.5 ? 1 : rest < -0.5 ? -1 : 0));
    }

    private void addDays(long value, int scale) throws Unreadable {
        if (value != (int) value) {
            throw Unreadable.field();
        }
        days = checked(days + (long) checked(value * scale));
    }

    private void addDayFraction(double fraction, int scale) throws Unreadable {
        double exact = fraction * scale;
        int whole = (int) exact;
        days = checked((long) days + whole);
        addFraction(exact - whole, TimeRange.DAY);
    }

    void addMonths(long value) throws Unreadable {
        months = checked(months + (long) checked(value));
    }

    private void addYears(long value, double fraction, int scale) throws Unreadable {
        years = checked(years + (long) checked(checked(value) * (long) scale));
        months = checked(months + (long) Math.rint(fraction * scale * 12));
    }

    private static int checked(long value) throws Unreadable {
        if (value != (int) value) {
            throw Unreadable.field();
        }
        return (int) value;
    }

    /** {@code ago}. */
    void negate() throws Unreadable {
        if (micros == Long.MIN_VALUE
                || days == Integer.MIN_VALUE
                || months == Integer.MIN_VALUE
                || years == Integer.MIN_VALUE) {
            throw Unreadable.field();
        }
        micros = -micros;
        days = -days;
        months = -months;
        years = -years;
    }

    /** Puts the sum; false if the months are too many. */
    boolean put(IntervalVector result, int row) {
        long total = years * 12L + months;
        result.micros[row] = micros;
        result.days[row] = days;
        result.months[row] = (int) total;
        return total == (int) total;
    }
}
