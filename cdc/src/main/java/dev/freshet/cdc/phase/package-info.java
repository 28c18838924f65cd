/**
 * The phases of sources and their moves: TRIGGER → TRANSITIONING → WAL, and back. What takes time (locks, the slot, the engine's start)
 * is done in steps on a thread of capture's own, so that no cycle waits; the hand-over itself is at a cycle's snapshot.
 */
@NullMarked
package dev.freshet.cdc.phase;

import org.jspecify.annotations.NullMarked;
