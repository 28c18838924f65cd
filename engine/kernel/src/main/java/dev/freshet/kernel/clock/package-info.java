/** The one clock: snapshots as frontiers, and which transactions they see. */
@NullMarked
package dev.freshet.kernel.clock;

import org.jspecify.annotations.NullMarked;
