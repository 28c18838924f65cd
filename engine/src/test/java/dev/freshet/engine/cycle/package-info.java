/** Tests of the cycle's parts that need no database. */
@NullMarked
package dev.freshet.engine.cycle;

import org.jspecify.annotations.NullMarked;
