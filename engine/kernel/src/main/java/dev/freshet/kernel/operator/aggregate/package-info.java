/**
 * The aggregate over groups, and what it keeps of each group: accumulators, which take rows in and out of a few bytes in the group's area,
 * and results, which read a call's value off them.
 *
 * <p>Invariant: an accumulator's bytes are a function of the rows that are in it, whatever order they came in, and all zero when there are
 * none. Hence a group whose area is zero is gone, and a retraction may come before its insertion.
 *
 * <p>Not here by design: {@code sum} and {@code avg} of {@code real} and {@code double precision}. Their result depends on the order of
 * addition, and taking a value out again does not undo its rounding.
 *
 * <p>Read in this order: AggregateCall, Accumulator, IntegerTotal, Result, Accumulators, Aggregate.
 */
@NullMarked
package dev.freshet.kernel.operator.aggregate;

import org.jspecify.annotations.NullMarked;
