package dev.freshet.cdc.table;

import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What a snapshot shows of a source's identity. Catalog reads are MVCC, so read in the cycle's transaction this tells exactly what DDL the
 * snapshot sees: another file is a TRUNCATE or a rewrite, other columns want another plan, and a weakened identity or a lost publication
 * entry voids what the WAL brought.
 *
 * @param file {@code relfilenode}
 * @param columns number, name, type and modifier of each live column
 * @param identity {@code relreplident}
 * @param publicationEntry {@code pg_publication_rel.oid}, 0 if the publication does not have it
 */
public record Fingerprint(Relation relation, long file, String columns, char identity, long publicationEntry) {
    private static final String QUERY = """
            SELECT c.oid::int8, n.nspname, c.relname, c.relfilenode::int8, c.relreplident::text,
                   (SELECT pg_catalog.string_agg(a.attnum || ' ' || a.attname || ' ' || a.atttypid || ' ' || a.atttypmod, ',' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                   COALESCE((SELECT r.oid::int8 FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
                             WHERE r.prrelid = c.oid AND p.pubname = ?), 0)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ANY (?::oid[])
            """;

    /** By OID; a table that is gone is missing. */
    public static Map<Integer, Fingerprint> read(Connection connection, Collection<Integer> tables, String publication)
            throws SQLException {
        Map<Integer, Fingerprint> found = new HashMap<>();
        if (tables.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, publication);
            statement.setString(2, oidArray(tables));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            (int) rows.getLong(1),
                            new Fingerprint(
                                    new Relation(rows.getString(2), rows.getString(3)),
                                    rows.getLong(4),
                                    String.valueOf(rows.getString(6)),
                                    rows.getString(5).charAt(0),
                                    rows.getLong(7)));
                }
            }
        }
        return found;
    }

    private static String oidArray(Collection<Integer> oids) {
        StringBuilder text = new StringBuilder("{");
        for (int oid : oids) {
            text.append(text.length() == 1 ? "" : ",").append(Integer.toUnsignedLong(oid));
        }
        return text.append('}').toString();
    }
}
