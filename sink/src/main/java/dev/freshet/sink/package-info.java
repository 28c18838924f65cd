/** The sink: stream tables, the merge, and the catalog. Knows the kernel and PostgreSQL; never sees capture or planner. */
@NullMarked
package dev.freshet.sink;

import org.jspecify.annotations.NullMarked;
