/**
 * A PostgreSQL of one's own: unpacked from the binaries on the class path, started, stopped, killed, and removed without a trace, for
 * {@code freshet demo} and for the tests of every module. {@link dev.freshet.postgres.EmbeddedPostgres} is the way in.
 *
 * <p>Invariant: once the JVM is gone, by {@code exit} or by {@code kill -9}, so are the server, its directory and its shared memory.
 *
 * <p>Not here: JDBC, Freshet's own tables, and PostgreSQL servers that are somebody else's.
 */
@NullMarked
package dev.freshet.postgres;

import org.jspecify.annotations.NullMarked;
