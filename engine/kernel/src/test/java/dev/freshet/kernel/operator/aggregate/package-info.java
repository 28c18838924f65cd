/** The aggregate held to its law, and to what PostgreSQL makes of the same rows. */
@NullMarked
package dev.freshet.kernel.operator.aggregate;

import org.jspecify.annotations.NullMarked;
