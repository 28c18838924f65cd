/** Merging: from deltas to stream tables, and the catalog of what was done. */
@NullMarked
package dev.freshet.sink;

import org.jspecify.annotations.NullMarked;
