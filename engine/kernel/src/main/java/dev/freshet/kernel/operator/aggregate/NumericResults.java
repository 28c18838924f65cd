package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.numeric.NumericLimits;
import java.math.BigInteger;
import java.util.Optional;

/** What is read off sums of numerics: NaN goes before all, then the infinities, as in {@code numeric_sum} and {@code numeric_avg}. */
final class NumericResults {
    private NumericResults() {}

    /** {@code sum} of numeric. */
    static Result sum(NumericTotal total) {
        return (area, state, row, column) -> {
            int at = state + total.offset;
            if (Bytes.getLong(area, at) == 0) {
                row.setNull(column);
                return Result.FINE;
            }
            int scale = total.scale(area, at);
            if (scale < 0) {
                row.setNumeric(column, scale, 0);
            } else if (total.isNarrow(area, at)) {
                row.setNumeric(column, scale, NumericTotal.narrow(area, at));
            } else {
                BigInteger sum = total.sum(area, at);
                Optional<EvaluationError> overflow = NumericLimits.overflow(scale, sum);
                if (overflow.isPresent()) {
                    return overflow;
                }
                row.setNumeric(column, scale, sum);
            }
            return Result.FINE;
        };
    }

    /** {@code avg} of numeric. */
    static Result average(NumericTotal total) {
        return (area, state, row, column) -> {
            int at = state + total.offset;
            long count = Bytes.getLong(area, at);
            if (count == 0) {
                row.setNull(column);
                return Result.FINE;
            }
            int scale = total.scale(area, at);
            if (scale < 0) {
                row.setNumeric(column, scale, 0);
            } else if (total.isNarrow(area, at)) {
                Averages.write(NumericTotal.narrow(area, at), scale, count, row, column);
            } else {
                BigInteger sum = total.sum(area, at);
                Optional<EvaluationError> overflow = NumericLimits.overflow(scale, sum);
                if (overflow.isPresent()) {
                    return overflow;
                }
                Averages.write(sum, scale, count, row, column);
            }
            return Result.FINE;
        };
    }
}
