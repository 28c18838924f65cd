/** {@code to_char} against PostgreSQL: formats written and formats made at random. */
@NullMarked
package dev.freshet.kernel.scalar.format;

import org.jspecify.annotations.NullMarked;
