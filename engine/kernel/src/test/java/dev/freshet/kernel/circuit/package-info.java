/** Whole circuits: operators one behind the other, ticks in portions, errors that come and go. */
@NullMarked
package dev.freshet.kernel.circuit;

import org.jspecify.annotations.NullMarked;
