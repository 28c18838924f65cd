/**
 * Held Z-sets: rows with weights in slabs of bytes, found by key through a hash directory, with no object a row. What joins, aggregates
 * and pending deltas keep between ticks.
 *
 * <p>Invariants: a held row has a weight other than zero and stands once; rows are found by the SQL equality of their key columns
 * ({@link dev.freshet.kernel.arrangement.RowKey}) and told apart by their bytes; 32-bit pointers never leave the package except as
 * {@link dev.freshet.kernel.arrangement.GroupTable}'s groups.
 *
 * <p>Not here: what an operator makes of the rows, order inside a key, files and threads. Everything is confined to its owner's thread.
 *
 * <p>Read in this order: RowKey, SlabStore, SubTable and HashDirectory, Nodes, KeyChains, Arrangement, ArrangementProbe,
 * GroupTable, ZSetAccumulator.
 */
@NullMarked
package dev.freshet.kernel.arrangement;

import org.jspecify.annotations.NullMarked;
