/**
 * {@code uuid}: comparisons, text and what can be read from the bits, exact to uuid.c. A value is 16 bytes in the order they are written.
 *
 * <p>Not here: what makes new ones, as that is volatile.
 */
@NullMarked
package dev.freshet.kernel.scalar.uuid;

import org.jspecify.annotations.NullMarked;
