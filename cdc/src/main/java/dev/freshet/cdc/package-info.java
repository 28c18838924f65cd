/** Capture: from source tables to transactions of typed changes, cut by the one clock. */
@NullMarked
package dev.freshet.cdc;

import org.jspecify.annotations.NullMarked;
