package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;

/** Reads and writes the intervals of a vector. Of an infinite one all three parts are at their extremes. */
final class Intervals {
    private Intervals() {}

    static boolean isInfinity(long micros, int days, int months) {
        return months == Integer.MAX_VALUE && days == Integer.MAX_VALUE && micros == Long.MAX_VALUE;
    }

    static boolean isMinusInfinity(long micros, int days, int months) {
        return months == Integer.MIN_VALUE && days == Integer.MIN_VALUE && micros == Long.MIN_VALUE;
    }

    static boolean isFinite(IntervalVector v, int row) {
        return infinity(v, row) == 0;
    }

    /** 1 for infinity, −1 for minus infinity, 0 for a finite interval. */
    static int infinity(IntervalVector v, int row) {
        if (isInfinity(v.micros[row], v.days[row], v.months[row])) {
            return 1;
        }
        return isMinusInfinity(v.micros[row], v.days[row], v.months[row]) ? -1 : 0;
    }

    static void copy(IntervalVector from, int row, IntervalVector to) {
        to.micros[row] = from.micros[row];
        to.days[row] = from.days[row];
        to.months[row] = from.months[row];
    }

    static void setInfinity(IntervalVector to, int row, int sign) {
        to.micros[row] = sign > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        to.days[row] = sign > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
        to.months[row] = sign > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE;
    }

    /** Sets a value that has to be finite; false if its parts do not fit or would mean an infinity. */
    static boolean set(IntervalVector to, int row, long months, long days, long micros) {
        if (months != (int) months || days != (int) days) {
            return false;
        }
        to.micros[row] = micros;
        to.days[row] = (int) days;
        to.months[row] = (int) months;
        return isFinite(to, row);
    }

    /** Sets the opposite of an interval; false if there is none. */
    static boolean negate(IntervalVector from, int row, IntervalVector to) {
        int infinity = infinity(from, row);
        if (infinity != 0) {
            setInfinity(to, row, -infinity);
            return true;
        }
        return from.micros[row] != Long.MIN_VALUE
                && set(to, row, -(long) from.months[row], -(long) from.days[row], -from.micros[row]);
    }
}
