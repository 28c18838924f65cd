/**
 * The cycle: at one snapshot, changes of all sources go through the circuits of the stream tables that are due, in topological order, and
 * are merged in one transaction. Read {@link dev.freshet.engine.cycle.Cycle} first.
 *
 * <p>All of it is confined to the cycle's thread, except {@link dev.freshet.engine.cycle.Board}, where others look.
 */
@NullMarked
package dev.freshet.engine.cycle;

import org.jspecify.annotations.NullMarked;
