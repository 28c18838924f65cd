package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.EvaluationError;
import java.util.Optional;

/** {@code sum} of intervals (timestamp.c, {@code interval_sum}). */
final class IntervalResult {
    private static final Optional<EvaluationError> OUT_OF_RANGE =
            Optional.of(new EvaluationError("22008", "interval out of range"));

    private IntervalResult() {}

    static Result sum(int offset) {
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
                row.setInterval(column, micros, (int) days, (int) months);
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
