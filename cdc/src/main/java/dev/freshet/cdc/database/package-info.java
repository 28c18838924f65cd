/** Connections with the session settings that captured text depends on, short locks with retries, and PostgreSQL's errors as faults. */
@NullMarked
package dev.freshet.cdc.database;

import org.jspecify.annotations.NullMarked;
