package dev.freshet.cdc.table;

import dev.freshet.cdc.database.Altered;
import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as the catalog has it now.
 *
 * @param kind {@code relkind}
 * @param persistence {@code relpersistence}
 * @param owned whether we act for its owner
 * @param identity {@code relreplident}
 * @param file {@code relfilenode}
 * @param columns in {@code attnum} order
 */
public record TableShape(
        Relation relation,
        int oid,
        char kind,
        char persistence,
        boolean owned,
        char identity,
        int file,
        List<LiveColumn> columns) {
    public TableShape {
        columns = List.copyOf(columns);
    }

    private static final String TABLE = """
            SELECT n.nspname, c.relname, c.relkind::text, c.relpersistence::text,
                   pg_catalog.pg_has_role(c.relowner, 'USAGE'), c.relreplident::text, c.relfilenode::int8
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ?::oid
            """;

    private static final String COLUMNS = """
            SELECT a.attnum, a.attname, a.atttypid::int8, b.oid::int8, pg_catalog.format_type(b.oid, -1), a.attgenerated::text,
                   CASE WHEN a.attgenerated <> '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) ELSE '' END
            FROM pg_catalog.pg_attribute a
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            CROSS JOIN LATERAL (WITH RECURSIVE base(oid, depth) AS (
                SELECT a.atttypid, 0 UNION ALL
                SELECT t.typbasetype, depth + 1 FROM base JOIN pg_catalog.pg_type t ON t.oid = base.oid WHERE t.typtype = 'd')
                SELECT oid FROM base ORDER BY depth DESC LIMIT 1) b
            WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
            """;

    /**
     * Reads the shape of a source.
     *
     * @throws FreshetException FR3007 there is no such table; FR3008 its columns are not those it was planned with
     */
    public static TableShape read(Connection connection, SourceTable table) throws SQLException {
        TableShape shape = table.oid() == 0
                ? read(connection, named(connection, table.relation()), table.relation())
                : read(connection, table.oid(), table.relation());
        shape.requireLayout(table.layout());
        return shape;
    }

    private static int named(Connection connection, Relation relation) throws SQLException {
        return Sql.text(connection, "SELECT to_regclass(?)::oid", relation.sql())
                .map(Integer::parseUnsignedInt)
                .orElse(0);
    }

    /** Reads the shape of a relation by its OID. */
    public static TableShape read(Connection connection, int oid, Relation expected) throws SQLException {
        List<LiveColumn> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(new LiveColumn(
                            rows.getInt(1),
                            rows.getString(2),
                            (int) rows.getLong(3),
                            (int) rows.getLong(4),
                            rows.getString(5),
                            generation(rows.getString(6)),
                            rows.getString(7)));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw Altered.gone(expected).exception();
                }
                return new TableShape(
                        new Relation(rows.getString(1), rows.getString(2)),
                        oid,
                        rows.getString(3).charAt(0),
                        rows.getString(4).charAt(0),
                        rows.getBoolean(5),
                        rows.getString(6).charAt(0),
                        (int) rows.getLong(7),
                        columns);
            }
        }
    }

    /** Whether the columns are, by name, type and order, those of a layout. */
    public boolean hasLayout(RowLayout layout) {
        if (layout.width() != columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            Column planned = layout.columns().get(i);
            if (!planned.name().equals(columns.get(i).name())
                    || planned.type().oid() != columns.get(i).type()) {
                return false;
            }
        }
        return true;
    }

    private void requireLayout(RowLayout layout) {
        if (!hasLayout(layout)) {
            throw Fault.of("FR3008", "the columns of " + relation + " are not those it was planned with")
                    .withDetail("planned: "
                            + layout.columns().stream().map(Column::name).toList() + "; found: "
                            + columns.stream().map(LiveColumn::name).toList())
                    .exception();
        }
    }

    /** Whether some column is computed only when it is read. */
    public boolean hasVirtualColumn() {
        return columns.stream().anyMatch(column -> column.generation() == LiveColumn.Generation.VIRTUAL);
    }

    private static LiveColumn.Generation generation(String code) {
        return switch (code) {
            case "s" -> LiveColumn.Generation.STORED;
            case "v" -> LiveColumn.Generation.VIRTUAL;
            default -> LiveColumn.Generation.NONE;
        };
    }

    /** {@code relreplident}, followed by the index's name where it is one. */
    public String fullIdentity(Connection connection) throws SQLException {
        if (identity != 'i') {
            return String.valueOf(identity);
        }
        return "i"
                + Sql.text(
                                connection,
                                "SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
                                        + "WHERE i.indrelid = ?::oid AND i.indisreplident",
                                Integer.toUnsignedLong(oid))
                        .orElse("");
    }

    /** Whether the relation is there under this OID. */
    public static boolean exists(Connection connection, int oid) throws SQLException {
        return Sql.truth(
                connection,
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid = ?::oid)",
                Integer.toUnsignedLong(oid));
    }
}
