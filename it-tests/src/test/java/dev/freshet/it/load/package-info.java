/** Writers that never rest: random transactions of all shapes. */
@NullMarked
package dev.freshet.it.load;

import org.jspecify.annotations.NullMarked;
