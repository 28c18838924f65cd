package dev.freshet.cdc.phase;

import dev.freshet.cdc.trigger.ChangeBuffer;
import dev.freshet.cdc.wal.Slot;
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
 * snapshot sees: another file is a TRUNCATE or a rewrite, other columns want another plan; a weakened identity or another entry in the
 * publication voids what the WAL brought; triggers or a buffer that were touched void what they brought.
 *
 * @param file {@code relfilenode}
 * @param columns number, name, type and modifier of each live column
 * @param identity {@code relreplident}
 * @param version of the table's row in {@code pg_class}: an identity that was weakened and put back shows in it
 * @param published the token of its entry in the publication ({@link Slot#TOKEN}), empty if it has none
 * @param triggers the live triggers of ours, with their rows' versions, and the buffer's file
 */
public record Fingerprint(
        Relation relation,
        long file,
        String columns,
        char identity,
        long version,
        String published,
        Triggers triggers) {
    /**
     * The state of capture by trigger.
     *
     * @param live those that fire
     * @param token another one means that something was done to them or to the buffer
     */
    public record Triggers(int live, String token) {
        private static final int ALL = 4;

        /** Whether all of them fire, into a buffer that is there. */
        public boolean areIntact() {
            return live == ALL && !token.startsWith("/");
        }
    }

    private static final String QUERY = """
            SELECT c.oid::int8, n.nspname, c.relname, c.relfilenode::int8, c.relreplident::text, c.xmin::text::int8,
                   (SELECT pg_catalog.string_agg(a.attnum || ' ' || a.attname || ' ' || a.atttypid || ' ' || a.atttypmod, ',' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
                   COALESCE((SELECT %s FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
                             WHERE r.prrelid = c.oid AND p.pubname = ?), ''),
                   t.live, COALESCE(b.relfilenode::text, '') || '/' || COALESCE(t.versions, '')
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_catalog.pg_class b ON b.relname = 'buffer_' || c.oid
                      AND b.relnamespace = (SELECT s.oid FROM pg_catalog.pg_namespace s WHERE s.nspname = ?)
            CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE g.tgenabled IN ('A', 'O')) AS live,
                                       pg_catalog.string_agg(g.oid || ' ' || g.xmin::text, ',' ORDER BY g.oid) AS versions
                                FROM pg_catalog.pg_trigger g WHERE g.tgrelid = c.oid AND g.tgname LIKE ?) t
            WHERE c.oid = ANY (?::oid[])
            """.formatted(Slot.TOKEN);

    /** Whose triggers and whose publication are looked for. */
    public record Marks(String schema, String publication) {}

    /** By OID; a table that is gone is missing. */
    public static Map<Integer, Fingerprint> read(Connection connection, Collection<Integer> tables, Marks marks)
            throws SQLException {
        Map<Integer, Fingerprint> found = new HashMap<>();
        if (tables.isEmpty()) {
            return found;
        }
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setString(1, marks.publication());
            statement.setString(2, marks.schema());
            statement.setString(3, ChangeBuffer.triggerPattern(marks.schema()));
            statement.setString(4, oidArray(tables));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            (int) rows.getLong(1),
                            new Fingerprint(
                                    new Relation(rows.getString(2), rows.getString(3)),
                                    rows.getLong(4),
                                    String.valueOf(rows.getString(7)),
                                    rows.getString(5).charAt(0),
                                    rows.getLong(6),
                                    rows.getString(8),
                                    new Triggers(rows.getInt(9), rows.getString(10))));
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
