package dev.freshet.cdc.catalog;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The table {@code polled_source}, which the view {@code sources} shows beside those that are in a phase. Nothing is remembered in it: each
 * run begins with an empty one. Stateless; on a connection of the caller's.
 */
public final class PolledCatalog {
    private final String table;
    private final Fence fence;

    public PolledCatalog(String schema, Fence fence) {
        table = table(schema);
        this.fence = fence;
    }

    static String table(String schema) {
        return Relation.quote(schema) + ".polled_source";
    }

    static String create(String schema) {
        return "CREATE TABLE IF NOT EXISTS " + table(schema)
                + " (source_schema text NOT NULL, source_name text NOT NULL, oid oid NOT NULL, "
                + "since timestamptz NOT NULL DEFAULT clock_timestamp(), last_error text, PRIMARY KEY (source_schema, source_name))";
    }

    /** The part of the view {@code sources}: in no phase. */
    static String view(String schema) {
        return "SELECT quote_ident(source_schema) || '.' || quote_ident(source_name), NULL, since, 0, NULL, last_error FROM "
                + table(schema);
    }

    /** Forgets those of an earlier run. */
    public void clear(Connection connection) throws SQLException {
        Sql.update(connection, "DELETE FROM " + table + " WHERE " + fence.condition());
    }

    /** Returns since when, microseconds since 2000-01-01 UTC. */
    public long add(Connection connection, int oid, Relation relation) throws SQLException {
        return Sql.text(
                        connection,
                        "INSERT INTO " + table + " (source_schema, source_name, oid) SELECT ?, ?, ?::oid WHERE "
                                + fence.condition()
                                + " ON CONFLICT (source_schema, source_name) DO UPDATE SET oid = excluded.oid, last_error = NULL "
                                + "RETURNING (extract(epoch FROM since - timestamptz '2000-01-01 00:00:00+00') * 1000000)::int8",
                        relation.schema(),
                        relation.name(),
                        Integer.toUnsignedLong(oid))
                .map(Long::parseLong)
                .orElseThrow(Fence::taken);
    }

    public void remove(Connection connection, Relation relation) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + table + " WHERE source_schema = ? AND source_name = ? AND " + fence.condition(),
                relation.schema(),
                relation.name());
    }

    /** Why it could not be polled the last time; an empty text: it could. */
    public void error(Connection connection, Relation relation, String text) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + table + " SET last_error = NULLIF(?, '') WHERE source_schema = ? AND source_name = ? AND "
                        + fence.condition(),
                text,
                relation.schema(),
                relation.name());
    }
}
