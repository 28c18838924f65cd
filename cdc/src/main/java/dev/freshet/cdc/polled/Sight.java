package dev.freshet.cdc.polled;

import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a snapshot shows of a relation. Two snapshots with equal sights show it with one name, one file and the same columns.
 *
 * @param file {@code relfilenode}: each REFRESH that is not CONCURRENTLY makes another one; 0 for a foreign table
 * @param columns number, name, type and modifier of each live column
 */
record Sight(int oid, Relation relation, long file, String columns) {
    private static final String QUERY = "SELECT c.oid::int8, n.nspname, c.relname, c.relfilenode::int8, "
            + LiveColumn.SIGNATURE.formatted("c.oid")
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE ";

    /** By OID, whatever its name is; empty if it is gone. */
    static Optional<Sight> of(Connection connection, int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY + "c.oid = ?::oid")) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            return read(statement);
        }
    }

    /** By name. */
    static Optional<Sight> of(Connection connection, Relation relation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUERY + "n.nspname = ? AND c.relname = ?")) {
            statement.setString(1, relation.schema());
            statement.setString(2, relation.name());
            return read(statement);
        }
    }

    private static Optional<Sight> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Sight(
                            (int) row.getLong(1),
                            new Relation(row.getString(2), row.getString(3)),
                            row.getLong(4),
                            String.valueOf(row.getString(5))))
                    : Optional.empty();
        }
    }
}
