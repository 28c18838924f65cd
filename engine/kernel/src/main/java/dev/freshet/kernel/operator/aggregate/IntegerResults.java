package dev.freshet.kernel.operator.aggregate;

import static dev.freshet.kernel.operator.aggregate.IntegerTotal.SUM;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.EvaluationError;
import java.util.Optional;

/** What is read off counts, sums of integers and booleans. */
final class IntegerResults {
    private IntegerResults() {}

    /** {@code count}, of any accumulator that begins with one. */
    static Result count(int offset) {
        return (area, state, row, column) -> {
            row.setLong(column, Bytes.getLong(area, state + offset));
            return Result.FINE;
        };
    }

    /** {@code sum} of smallint and integer: a bigint. PostgreSQL adds up in one that wraps; here a sum beyond it errs. */
    static Result bigintSum(int offset) {
        return (area, state, row, column) -> {
            int at = state + offset;
            if (Bytes.getLong(area, at) == 0) {
                row.setNull(column);
            } else if (Wide.isLong(area, at + SUM)) {
                row.setLong(column, Bytes.getLong(area, at + SUM));
            } else {
                return Optional.of(EvaluationError.BIGINT_RANGE);
            }
            return Result.FINE;
        };
    }

    /** {@code sum} of bigint: a numeric. */
    static Result numericSum(int offset) {
        return (area, state, row, column) -> {
            int at = state + offset;
            if (Bytes.getLong(area, at) == 0) {
                row.setNull(column);
            } else if (Wide.isLong(area, at + SUM)) {
                row.setNumeric(column, 0, Bytes.getLong(area, at + SUM));
            } else {
                row.setNumeric(column, 0, Wide.get(area, at + SUM));
            }
            return Result.FINE;
        };
    }

    /** {@code avg} of integers: a numeric. */
    static Result average(int offset) {
        return (area, state, row, column) -> {
            int at = state + offset;
            long count = Bytes.getLong(area, at);
            if (count == 0) {
                row.setNull(column);
            } else if (Wide.isLong(area, at + SUM)) {
                Averages.write(Bytes.getLong(area, at + SUM), 0, count, row, column);
            } else {
                Averages.write(Wide.get(area, at + SUM), 0, count, row, column);
            }
            return Result.FINE;
        };
    }

    /** {@code bool_and}. */
    static Result allTrue(int offset) {
        return (area, state, row, column) -> {
            int at = state + offset;
            long count = Bytes.getLong(area, at);
            if (count == 0) {
                row.setNull(column);
            } else {
                row.setLong(column, Bytes.getLong(area, at + Truths.TRUE) == count ? 1 : 0);
            }
            return Result.FINE;
        };
    }

    /** {@code bool_or}. */
    static Result anyTrue(int offset) {
        return (area, state, row, column) -> {
            int at = state + offset;
            if (Bytes.getLong(area, at) == 0) {
                row.setNull(column);
            } else {
                row.setLong(column, Bytes.getLong(area, at + Truths.TRUE) > 0 ? 1 : 0);
            }
            return Result.FINE;
        };
    }
}
