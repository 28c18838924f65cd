/**
 * The registry of scalar functions by {@code pg_proc} OID. Each family of functions (a class in the package of its types) enters its own;
 * the map is assembled once and never changes.
 *
 * <p>Not here: the kernels themselves, and the logic PostgreSQL has as nodes of its own tree rather than functions ({@code AND}, {@code CASE},
 * …: {@link dev.freshet.kernel.scalar.logic}).
 */
@NullMarked
package dev.freshet.kernel.scalar.function;

import org.jspecify.annotations.NullMarked;
