/**
 * Scalar expressions over vectors of 256 rows: vectors and masks, the frame they are loaded from, expressions as composed closures, and the
 * functions PostgreSQL has, exact to its results and errors, by the OID of {@code pg_proc}.
 *
 * <p>Not here: which function a query means (the planner reads that from PostgreSQL) and anything that is not exact.
 */
@NullMarked
package dev.freshet.kernel.scalar;

import org.jspecify.annotations.NullMarked;
