/**
 * Circuits: operators joined to a graph, and the tick that takes deltas through it.
 *
 * <p>Not here: what an operator does ({@link dev.freshet.kernel.operator}), where deltas come from, when a tick happens.
 */
@NullMarked
package dev.freshet.kernel.circuit;

import org.jspecify.annotations.NullMarked;
