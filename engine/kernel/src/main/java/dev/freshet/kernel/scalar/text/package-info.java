/**
 * {@code text}, {@code varchar}, {@code char(n)} and {@code name}: comparisons, patterns, functions and casts, exact to varlena.c, varchar.c,
 * like.c and oracle_compat.c in a database whose encoding is UTF-8. Values are ranges of UTF-8 bytes that are valid; a character is a code
 * point.
 *
 * <p>A call whose answer depends on a collation the kernel does not follow is refused when it is made: equality is of bytes for every
 * deterministic collation, order and letter case only for those of PostgreSQL's own provider and for C.
 *
 * <p>Not here: regular expressions, {@code format}, {@code to_char}.
 */
@NullMarked
package dev.freshet.kernel.scalar.text;

import org.jspecify.annotations.NullMarked;
