package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.type.ColumnType;
import java.time.ZoneId;

/**
 * What a call knows beside its arguments.
 *
 * @param result the type PostgreSQL's analysis gave the result
 * @param inputCollation {@code pg_collation.oid} the function compares by, 0 for none
 * @param zone the session's {@code TimeZone} when the query was planned
 */
public record CallContext(ColumnType result, int inputCollation, ZoneId zone) {}
