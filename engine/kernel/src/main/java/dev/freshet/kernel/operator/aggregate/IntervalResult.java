package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.time.IntervalDivision;
import java.util.Optional;

/** {@code sum} and {@code avg} of intervals (timestamp.c, {@code interval_sum}, {@code interval_avg}). */
final class IntervalResult {
    private static final Optional<EvaluationError> OUT_OF_RANGE =
            Optional.of(new EvaluationError("22008", "interval out of range"));

    private IntervalResult() {}

    /** What is made of a finite sum; it may be out of range. */
    @FunctionalInterface
    private interface Finite {
        boolean set(long micros, int days, int months, long count, RowWriter row, int column);
    }

    static Result sum(int offset) {
        return of(offset, (micros, days, months, count, row, column) -> {
            row.setInterval(column, micros, days, months);
            return true;
        });
    }

    static Result average(int offset) {
        IntervalVector quotient = new IntervalVector();
        return of(offset, (micros, days, months, count, row, column) -> {
            boolean fits = IntervalDivision.divide(micros, days, months, count, quotient, 0);
            row.setInterval(column, quotient.micros[0], quotient.days[0], quotient.months[0]);
            return fits;
        });
    }

    private static Result of(int offset, Finite finite) {
        return (area, state, row, column) -> {
            int at = state + offset;
            boolean positive = Bytes.getLong(area, at + IntervalTotal.POSITIVE) > 0;
            boolean negative = Bytes.getLong(area, at + IntervalTotal.NEGATIVE) > 0;
            if (Bytes.getLong(area, at) == 0) {
                row.setNull(column);
            } else if (positive && negative) {
                return OUT_OF_RANGE;
            } else if (positive) {
                row.setInterval(column, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
            } else if (negative) {
                row.setInterval(column, Long.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);
            } else {
                long micros = Bytes.getLong(area, at + IntervalTotal.MICROS);
                long days = Bytes.getLong(area, at + IntervalTotal.DAYS);
                long months = Bytes.getLong(area, at + IntervalTotal.MONTHS);
                if (!Wide.isLong(area, at + IntervalTotal.MICROS) || !isInterval(micros, days, months)) {
                    return OUT_OF_RANGE;
                }
                long count = Bytes.getLong(area, at);
                if (!finite.set(micros, (int) days, (int) months, count, row, column)) {
                    return OUT_OF_RANGE;
                }
            }
            return Result.FINE;
        };
    }

    private static boolean isInterval(long micros, long days, long months) {
        boolean fits = days == (int) days && months == (int) months;
        boolean infinite = (micros == Long.MAX_VALUE && days == Integer.MAX_VALUE && months == Integer.MAX_VALUE)
                || (micros == Long.MIN_VALUE && days == Integer.MIN_VALUE && months == Integer.MIN_VALUE);
        return fits && !infinite;
    }
}
