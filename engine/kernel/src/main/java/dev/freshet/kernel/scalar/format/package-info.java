/**
 * {@code to_char} of numbers, exact to formatting.c, and how its formats are taken apart, which those of times share. A format is the same for
 * all rows and is read when a call is made: what it asks of a locale (decimal point, group separator, currency, sign) is refused there.
 *
 * <p>Not here: {@code to_number}, {@code to_date} and {@code to_timestamp}, which read by a format.
 */
@NullMarked
package dev.freshet.kernel.scalar.format;

import org.jspecify.annotations.NullMarked;
