/** Held Z-sets against a map of rows to weights. */
@NullMarked
package dev.freshet.kernel.arrangement;

import org.jspecify.annotations.NullMarked;
