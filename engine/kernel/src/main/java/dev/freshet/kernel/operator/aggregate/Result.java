package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.EvaluationError;
import java.util.Optional;

/** Reads the value of a call off a group's area. */
@FunctionalInterface
interface Result {
    /** What {@link #write} gives when nothing is wrong. */
    Optional<EvaluationError> FINE = Optional.empty();

    /**
     * Sets a column to the value, or leaves it NULL.
     *
     * @param area the array the group's area stands in
     * @param state where the area begins
     * @return what PostgreSQL would raise for the group; the row is of no use then
     */
    Optional<EvaluationError> write(byte[] area, int state, RowWriter row, int column);
}
