/** Functions over dates, timestamps and intervals against PostgreSQL, in several time zones. */
@NullMarked
package dev.freshet.kernel.scalar.time;

import org.jspecify.annotations.NullMarked;
