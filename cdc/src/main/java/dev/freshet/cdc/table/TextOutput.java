package dev.freshet.cdc.table;

import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a column is selected so that its binary image is its kernel image: as it stands where the kernel has a kind of its own, as
 * PostgreSQL's own text output where it is opaque. {@code ::text} is that output, except where a cast function to text exists that says
 * something else ({@code inet}, {@code "char"}): there the type's output function is called by name. Any thread.
 */
public final class TextOutput {
    private final Map<Integer, String> byType = new HashMap<>();

    /** The expression for a column's value. */
    public String expression(Column column, String value) {
        if (column.type().kind() != Kind.OPAQUE) {
            return value;
        }
        String output;
        synchronized (byType) {
            output = byType.getOrDefault(column.type().oid(), "");
        }
        return output.isEmpty() ? "(" + value + ")::text" : "pg_catalog.textin(" + output + "(" + value + "))";
    }

    /** Learns of the types it has not seen; on a connection in any state. */
    public void learn(Connection connection, Collection<Column> columns) throws SQLException {
        List<Integer> unknown = new ArrayList<>();
        synchronized (byType) {
            for (Column column : columns) {
                if (column.type().kind() == Kind.OPAQUE
                        && !byType.containsKey(column.type().oid())) {
                    unknown.add(column.type().oid());
                }
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        String sql = """
                SELECT t.oid::int8, CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_cast c
                                                WHERE c.castsource = t.oid AND c.casttarget = 'pg_catalog.text'::regtype AND c.castmethod = 'f')
                                   THEN pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname) ELSE '' END
                FROM pg_catalog.pg_type t JOIN pg_catalog.pg_proc p ON p.oid = t.typoutput JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
                WHERE t.oid = ANY (?::oid[])
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, unknown.toString().replace('[', '{').replace(']', '}'), java.sql.Types.OTHER);
            try (ResultSet rows = statement.executeQuery()) {
                synchronized (byType) {
                    while (rows.next()) {
                        byType.put((int) rows.getLong(1), rows.getString(2));
                    }
                }
            }
        }
    }
}
