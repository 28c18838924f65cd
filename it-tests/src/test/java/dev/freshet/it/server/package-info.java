/** Where the tests' databases are: an embedded PostgreSQL, or one in a container; the same tests either way. */
@NullMarked
package dev.freshet.it.server;

import org.jspecify.annotations.NullMarked;
