/** Planning: from a defining query to a circuit. */
@NullMarked
package dev.freshet.planner;

import org.jspecify.annotations.NullMarked;
