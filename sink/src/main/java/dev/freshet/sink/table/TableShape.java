package dev.freshet.sink.table;

import static dev.freshet.kernel.port.Relation.quote;

import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a stream table in SQL: each quoted name, and its type as {@code format_type} writes it.
 *
 * @param names quoted
 * @param types with typmod, schema-qualified where need be
 * @param collations {@code COLLATE …} or empty
 */
public record TableShape(List<String> names, List<String> types, List<String> collations) {
    public TableShape {
        names = List.copyOf(names);
        types = List.copyOf(types);
        collations = List.copyOf(collations);
    }

    /** Asks PostgreSQL how the types of a layout are written. */
    public static TableShape of(Connection connection, RowLayout layout) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        List<String> collations = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT format_type(t.oid, ?), CASE WHEN c.oid IS NOT NULL AND c.oid <> t.typcollation
                       THEN format(' COLLATE %I.%I', n.nspname, c.collname) ELSE '' END
                FROM pg_type t LEFT JOIN pg_collation c ON c.oid = ? LEFT JOIN pg_namespace n ON n.oid = c.collnamespace
                WHERE t.oid = ?
                """)) {
            for (Column column : layout.columns()) {
                ColumnType type = column.type();
                if (type.typmod() < 0) {
                    statement.setNull(1, java.sql.Types.INTEGER);
                } else {
                    statement.setInt(1, type.typmod());
                }
                statement.setLong(2, Integer.toUnsignedLong(type.collation()));
                statement.setLong(3, Integer.toUnsignedLong(type.oid()));
                try (ResultSet result = statement.executeQuery()) {
                    if (!result.next()) {
                        throw new SQLException(
                                "type " + type.oid() + " of column " + column.name() + " is gone", "42704");
                    }
                    names.add(quote(column.name()));
                    types.add(result.getString(1));
                    collations.add(result.getString(2));
                }
            }
        }
        return new TableShape(names, types, collations);
    }

    public int width() {
        return names.size();
    }

    /** All names, for an INSERT or COPY. */
    public String nameList() {
        return String.join(", ", names);
    }

    /** All names with a prefix such as {@code t.}. */
    public String nameList(String prefix) {
        List<String> prefixed = names.stream().map(name -> prefix + name).toList();
        return String.join(", ", prefixed);
    }

    /** What stands between the parentheses of CREATE TABLE. */
    public String definition() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(names.get(i) + " " + types.get(i) + collations.get(i));
        }
        return String.join(", ", columns);
    }
}
