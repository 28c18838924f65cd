/** Packed rows: their layout, the batches that carry them, hashing. */
@NullMarked
package dev.freshet.kernel.row;

import org.jspecify.annotations.NullMarked;
