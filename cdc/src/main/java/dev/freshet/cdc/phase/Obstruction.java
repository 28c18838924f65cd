package dev.freshet.cdc.phase;

import dev.freshet.cdc.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Whom a slot's creation or rule Q waits for, in a person's words. */
final class Obstruction {
    private static final String OLDEST = """
            SELECT text FROM (
              SELECT 'the prepared transaction ' || quote_literal(gid) || ' of ' || prepared::timestamp(0) AS text, prepared AS since
              FROM pg_catalog.pg_prepared_xacts
              UNION ALL
              SELECT 'the transaction of process ' || pid || ', begun at ' || xact_start::timestamp(0), xact_start
              FROM pg_catalog.pg_stat_activity WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()) waited
            ORDER BY since LIMIT 1
            """;

    private Obstruction() {}

    /** The oldest transaction that writes, as far as our role may see. */
    static String oldest(Connection connection) throws SQLException {
        return "waits for transactions that were running when it was prepared; the oldest is "
                + Sql.text(connection, OLDEST).orElse("one that this role may not see");
    }
}
