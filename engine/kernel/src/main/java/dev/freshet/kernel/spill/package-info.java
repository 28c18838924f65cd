/** Rows on disk that are more than the heap's share: written one behind the other, read back in the same order. No index, no update. */
@NullMarked
package dev.freshet.kernel.spill;

import org.jspecify.annotations.NullMarked;
