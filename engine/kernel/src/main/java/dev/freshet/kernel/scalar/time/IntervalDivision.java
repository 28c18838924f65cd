package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.IntervalVector;

/** Divides intervals for others than expressions: an average is a sum divided by a count. Stateless; safe for all threads. */
public final class IntervalDivision {
    private IntervalDivision() {}

    /** Sets a row to a finite interval divided by a number that is not zero; false if the quotient is out of range. */
    public static boolean divide(long micros, int days, int months, double divisor, IntervalVector result, int row) {
        result.micros[row] = micros;
        result.days[row] = days;
        result.months[row] = months;
        return IntervalScaling.DIVIDE.scale(result, divisor, row, result);
    }
}
