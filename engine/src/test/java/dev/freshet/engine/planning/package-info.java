/** Sets of definitions, planned by PostgreSQL as the program plans them. */
@NullMarked
package dev.freshet.engine.planning;

import org.jspecify.annotations.NullMarked;
