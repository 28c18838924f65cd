/**
 * How values cross to PostgreSQL and back: its text output and its binary send format, for every {@link dev.freshet.kernel.type.Kind}, and
 * the framing of {@code COPY … (FORMAT binary)}.
 *
 * <p>Text is that of a session with {@code DateStyle} ISO, {@code IntervalStyle} postgres, {@code TimeZone} UTC, {@code extra_float_digits} 1
 * and {@code bytea_output} hex; every connection of Freshet's sets them. Nothing here does I/O.
 */
@NullMarked
package dev.freshet.kernel.codec;

import org.jspecify.annotations.NullMarked;
