package dev.freshet.cdc.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whose rows {@code SELECT … FROM source} shows: of the table itself, and of all below it, partitions and inheriting tables. Read by MVCC, so
 * in a cycle's transaction it is what the snapshot shows; a partition whose detachment has been announced ({@code DETACH … CONCURRENTLY}) is
 * none any more. Other sessions' temporary tables are none: nobody else sees their rows.
 *
 * @param parts the members that hold rows, by OID, in order; a partitioned table holds none
 * @param signature another one means that the members, their names or their columns are others
 * @param related whether it is partitioned, or has a parent or a child: then statements that do not name it may write its rows
 * @param inherited whether it is an ordinary table with children: its keys do not hold for their rows
 * @param foreign whether some member's rows are kept elsewhere
 */
public record Membership(List<Integer> parts, String signature, boolean related, boolean inherited, boolean foreign) {
    /**
     * Two common table expressions for a WITH RECURSIVE whose first parameter is the sources' OIDs: {@code tree (source, member)} and {@code
     * part}, the members that hold rows. A partition's columns are its root's; a child may have more, and is asked. The estimate of
     * a recursion is far too high: OFFSET 0 keeps PostgreSQL from reading catalogs whole for the few rows there are. A type's row version
     * changes when its table is renamed, also to be renamed back.
     */
    public static final String PARTS = """
            tree (source, member) AS (
              SELECT o, o FROM pg_catalog.unnest(?::oid[]) AS o
              UNION SELECT t.source, i.inhrelid FROM tree t
                    JOIN pg_catalog.pg_inherits i ON i.inhparent = t.member AND NOT i.inhdetachpending),
            part AS (
              SELECT t.source, c.oid, c.relkind, c.relfilenode, c.relreplident, c.version, c.schema_version, c.signature
              FROM tree t CROSS JOIN LATERAL (
                SELECT c.oid, c.relkind, c.relfilenode, c.relreplident, c.xmin AS version,
                       (SELECT n.xmin FROM pg_catalog.pg_namespace n WHERE n.oid = c.relnamespace) AS schema_version,
                       c.oid || ' ' || (SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_namespace n WHERE n.oid = c.relnamespace)
                       || '.' || pg_catalog.quote_ident(c.relname)
                       || ' ' || (SELECT y.xmin::text FROM pg_catalog.pg_type y WHERE y.oid = c.reltype)
                       || CASE WHEN c.oid = t.source OR c.relispartition THEN '' ELSE (
                            SELECT COALESCE(pg_catalog.string_agg(' ' || a.attnum || ' ' || a.attname || ' ' || a.atttypid, ',' ORDER BY a.attnum), '')
                            FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) END AS signature
                FROM pg_catalog.pg_class c
                WHERE c.oid = t.member AND c.relkind <> 'p' AND c.relpersistence <> 't' OFFSET 0) c)
            """;

    /** Over {@code part p} grouped by source. */
    public static final String OF_PARTS =
            "pg_catalog.string_agg(p.oid::text, ' ' ORDER BY p.oid) AS parts, pg_catalog.md5(pg_catalog.string_agg(p.signature, ',' "
                    + "ORDER BY p.oid)) AS signature, pg_catalog.bool_or(p.relkind = 'f') AS foreign_part";

    /** The columns {@link #of} takes, of the above as {@code m} and the source's {@code pg_class} row {@code s}. */
    public static final String COLUMNS =
            "COALESCE(m.parts, ''), COALESCE(m.signature, ''), s.relkind = 'p' OR EXISTS (SELECT FROM pg_catalog.pg_inherits i "
                    + "WHERE i.inhrelid = s.oid) OR EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = s.oid), s.relkind = 'r', COALESCE(m.foreign_part, false)";

    private static final String ONE = "WITH RECURSIVE " + PARTS + ", m AS (SELECT " + OF_PARTS
            + " FROM part p GROUP BY p.source) SELECT " + COLUMNS
            + " FROM pg_catalog.pg_class s LEFT JOIN m ON true WHERE s.oid = ?::oid";

    public Membership {
        parts = List.copyOf(parts);
    }

    /** Of the row's columns from a number on. */
    public static Membership of(ResultSet row, int first) throws SQLException {
        List<Integer> parts = Arrays.stream(row.getString(first).split(" ", -1))
                .filter(oid -> !oid.isEmpty())
                .map(Integer::parseUnsignedInt)
                .toList();
        boolean related = row.getBoolean(first + 2);
        return new Membership(
                parts,
                row.getString(first + 1) + (related ? "+" : ""),
                related,
                row.getBoolean(first + 3) && parts.size() > 1,
                row.getBoolean(first + 4));
    }

    /** Of a table; of one that is gone there are no parts. */
    static Membership read(Connection connection, int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ONE)) {
            statement.setString(1, array(List.of(oid)));
            statement.setLong(2, Integer.toUnsignedLong(oid));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? of(rows, 1) : new Membership(List.of(), "", false, false, false);
            }
        }
    }

    /** OIDs as SQL's text for an array of them. */
    public static String array(Collection<Integer> oids) {
        return oids.stream().map(Integer::toUnsignedString).collect(Collectors.joining(",", "{", "}"));
    }
}
