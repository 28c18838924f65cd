package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.type.ColumnType;
import java.util.OptionalInt;

/**
 * One aggregate of a query, as {@code function([DISTINCT] argument) FILTER (WHERE filter)}.
 *
 * @param argument the column of the input it is over; none for {@link AggregateFunction#COUNT_STAR}
 * @param filter a {@code boolean} column of the input: rows for which it is not true do not count
 * @param distinct whether equal arguments count once
 * @param type the result's, as PostgreSQL's analysis has it
 */
public record AggregateCall(
        AggregateFunction function, OptionalInt argument, OptionalInt filter, boolean distinct, ColumnType type) {}
