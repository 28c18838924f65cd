package dev.freshet.cdc.table;

import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.View;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Views that queries were planned with. Catalog reads are MVCC, so read in a cycle's transaction this is what its snapshot shows. */
public final class Views {
    private static final String QUERY = "SELECT n.nspname, c.relname, c.oid::int8, " + View.VERSION
            + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ANY (?::oid[])";

    private Views() {}

    /** Those that are others by now, have another name, or are gone. */
    public static Set<View> redefined(Connection connection, Collection<View> views) throws SQLException {
        Set<View> missing = new HashSet<>(views);
        if (missing.isEmpty()) {
            return missing;
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(
                    1, Membership.array(views.stream().map(View::oid).toList()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missing.remove(new View(
                            new Relation(rows.getString(1), rows.getString(2)),
                            (int) rows.getLong(3),
                            String.valueOf(rows.getString(4))));
                }
            }
        }
        return missing;
    }
}
