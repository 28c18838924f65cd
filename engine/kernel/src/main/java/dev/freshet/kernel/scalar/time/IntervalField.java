package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code interval day to minute}, {@code interval(p)} and so on: what is smaller than the last field is cut off, digits of a second are
 * rounded (timestamp.c, {@code AdjustIntervalForTypmod}). A typmod has a set of fields in its upper half, digits in the lower one.
 */
final class IntervalField implements StrictBinary.Kernel<IntervalVector, LongVector, IntervalVector> {
    private static final int MONTH = 1 << 1;
    private static final int YEAR = 1 << 2;
    private static final int DAY = 1 << 3;
    private static final int HOUR = 1 << 10;
    private static final int MINUTE = 1 << 11;
    private static final int SECOND = 1 << 12;
    private static final int ALL_FIELDS = 0x7fff;
    private static final int ALL_DIGITS = 0xffff;

    @Override
    public void run(IntervalVector value, LongVector typmod, IntervalVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Intervals.copy(value, r, result);
            int wanted = (int) typmod.values[r];
            if (wanted >= 0 && Intervals.isFinite(value, r)) {
                cut(result, r, wanted, rows);
                round(result, r, wanted & ALL_DIGITS, rows);
            }
        }
    }

    private static void cut(IntervalVector v, int row, int typmod, Rows rows) {
        switch (typmod >> 16 & ALL_FIELDS) {
            case ALL_FIELDS, SECOND, DAY | HOUR | MINUTE | SECOND, HOUR | MINUTE | SECOND, MINUTE | SECOND -> {
                // down to the digits of seconds
            }
            case YEAR -> {
                v.months[row] -= v.months[row] % 12;
                v.days[row] = 0;
                v.micros[row] = 0;
            }
            case MONTH, YEAR | MONTH -> {
                v.days[row] = 0;
                v.micros[row] = 0;
            }
            case DAY -> v.micros[row] = 0;
            case HOUR, DAY | HOUR -> v.micros[row] -= v.micros[row] % TimeRange.HOUR;
            case MINUTE, DAY | HOUR | MINUTE, HOUR | MINUTE -> v.micros[row] -= v.micros[row] % TimeRange.MINUTE;
            default -> rows.fail(row, new EvaluationError("XX000", "unrecognized interval typmod: " + typmod));
        }
    }

    private static void round(IntervalVector v, int row, int digits, Rows rows) {
        if (digits == ALL_DIGITS) {
            return;
        }
        if (digits > Precision.MOST_DIGITS) {
            rows.fail(row, Precision.outOfRange("interval", digits));
            return;
        }
        long half = Precision.unit(digits) / 2;
        long micros = v.micros[row];
        long away = micros >= 0 ? micros + half : micros - half;
        if ((away ^ micros) < 0) {
            rows.fail(row, TimeRange.INTERVAL);
        }
        v.micros[row] = away - away % Precision.unit(digits);
    }
}
