/**
 * {@code date}, {@code timestamp}, {@code timestamptz} and {@code interval}: comparisons, arithmetic, casts, fields, truncation, text, exact
 * to date.c, timestamp.c and datetime.c. Timestamps are microseconds since 2000, dates days since 2000, the extremes of their integers
 * the infinities.
 *
 * <p>What depends on a time zone takes the session's from {@link dev.freshet.kernel.scalar.function.CallContext}, and its rules from the
 * JDK: {@link dev.freshet.kernel.scalar.time.ZoneOffsets} is the only place that asks for them.
 *
 * <p>Not here: {@code now()} and its kin, which depend on when they are asked, and the types {@code time} and {@code timetz}.
 */
@NullMarked
package dev.freshet.kernel.scalar.time;

import org.jspecify.annotations.NullMarked;
