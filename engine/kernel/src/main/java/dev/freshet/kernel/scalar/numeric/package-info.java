/**
 * PostgreSQL's {@code numeric}, exact to numeric.c: results with their display scale, NaN and the infinities, limits and errors. Each
 * operation has a fast path on longs and falls back to {@link java.math.BigInteger}.
 *
 * <p>Not here: {@code exp}, {@code ln}, {@code log} and {@code power}, whose results hang on the guard digits of numeric.c's own series.
 */
@NullMarked
package dev.freshet.kernel.scalar.numeric;

import org.jspecify.annotations.NullMarked;
