package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** {@code timestamp(p)}: rounded to digits of a second, half away from 2000-01-01 (timestamp.c, {@code AdjustTimestampForTypmod}). */
enum Precision implements StrictBinary.Kernel<LongVector, LongVector, LongVector> {
    TIMESTAMP;

    static final int MOST_DIGITS = 6;

    private static final long[] UNITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    @Override
    public void run(LongVector value, LongVector typmod, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long micros = value.values[r];
            int digits = (int) typmod.values[r];
            if (!TimeRange.isFinite(micros) || digits == -1 || digits == MOST_DIGITS) {
                result.values[r] = micros;
            } else if (digits < 0 || digits > MOST_DIGITS) {
                rows.fail(r, outOfRange("timestamp", digits));
            } else {
                long half = unit(digits) / 2;
                long away = micros >= 0 ? micros + half : micros - half;
                result.values[r] = away - away % unit(digits);
            }
        }
    }

    /** Microseconds in the last digit that is kept. */
    static long unit(int digits) {
        return UNITS[digits];
    }

    static EvaluationError outOfRange(String type, int digits) {
        return new EvaluationError(
                "22023", "%s(%d) precision must be between 0 and %d".formatted(type, digits, MOST_DIGITS));
    }
}
