package dev.freshet.cdc.phase;

import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.cdc.table.Membership;
import dev.freshet.cdc.wal.Publication;
import dev.freshet.kernel.port.KeyIndex;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a snapshot shows of a source's identity. Catalog reads are MVCC, so read in the cycle's transaction this tells exactly what DDL the
 * snapshot sees: another file is a TRUNCATE or a rewrite, other columns want another plan; a weakened identity or another entry in the
 * publication voids what the WAL brought; triggers or a buffer that were touched void what they brought; other members do both. What is said
 * of tables is said of all members that hold rows, in the order of their OIDs.
 *
 * @param columns number, name, type, modifier and collation of each live column
 * @param keys the columns' numbers of each index that makes them a key ({@link KeyIndex}), separated by commas
 * @param files {@code relfilenode}
 * @param full whether the replica identity is FULL
 * @param versions of the tables' rows in {@code pg_class}: an identity that was weakened and put back shows in it
 * @param schemas versions of the tables' schemas: one that was renamed and had its name back shows in it, one that rights were granted on as well
 * @param published the tokens of their entries in the publication ({@link Publication#TOKEN}), empty if one of them has none
 * @param triggers the live triggers of ours, with their rows' versions, and the buffer's file
 */
public record Fingerprint(
        Relation relation,
        String columns,
        String keys,
        Membership membership,
        String files,
        boolean full,
        String versions,
        String schemas,
        String published,
        Triggers triggers) {
    /**
     * The state of capture by trigger.
     *
     * @param live those that fire, on the member where they are fewest
     * @param token another one means that something was done to them or to the buffer
     */
    public record Triggers(int live, String token) {
        private static final int ALL = 4;

        /** Whether all of them fire, into a buffer that is there. */
        public boolean areIntact() {
            return live == ALL && !token.startsWith("/");
        }
    }

    /** Whether some index of the table makes columns, by their numbers, unique together. */
    public boolean isKey(Collection<Integer> numbers) {
        return Arrays.stream(keys.split(",", -1))
                .filter(index -> !index.isEmpty())
                .anyMatch(index -> Arrays.stream(index.split(" ", -1))
                        .map(Integer::valueOf)
                        .allMatch(numbers::contains));
    }

    private static final String QUERY = "WITH RECURSIVE " + Membership.PARTS
            + """
            , seen AS (
              SELECT p.source, %s,
                     pg_catalog.string_agg(p.relfilenode::text, ' ' ORDER BY p.oid) AS files, bool_and(p.relreplident = 'f') AS whole,
                     pg_catalog.string_agg(p.version::text, ' ' ORDER BY p.oid) AS versions,
                     pg_catalog.string_agg(p.schema_version::text, ' ' ORDER BY p.oid) AS schemas,
                     CASE WHEN bool_and(e.token <> '') THEN pg_catalog.string_agg(p.oid || ' ' || e.token, ',' ORDER BY p.oid) ELSE '' END AS published,
                     min(t.live) AS live, pg_catalog.string_agg(t.versions, ',' ORDER BY p.oid) AS triggers
              FROM part p
              CROSS JOIN LATERAL (SELECT COALESCE((SELECT %s
                  FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid
                  WHERE r.prrelid = part_oid AND p.pubname = ?), '') AS token FROM (SELECT p.oid AS part_oid) o OFFSET 0) e
              CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE g.tgenabled IN ('A', 'O')) AS live,
                                         pg_catalog.string_agg(g.oid || ' ' || g.xmin::text, ',' ORDER BY g.oid) AS versions
                  FROM (SELECT ? || '_capture_' || CASE WHEN p.oid = p.source THEN '' ELSE p.source || '_' END AS prefix) ours
                  JOIN pg_catalog.pg_trigger g ON g.tgrelid = p.oid AND g.tgname IN ((prefix || 'insert')::name,
                       (prefix || 'update')::name, (prefix || 'delete')::name, (prefix || 'truncate')::name)) t
              GROUP BY p.source)
            SELECT s.oid::int8, n.nspname, s.relname,
                   %s,
                   COALESCE((SELECT pg_catalog.string_agg(i.indkey::text, ',' ORDER BY i.indexrelid)
                             FROM pg_catalog.pg_index i WHERE i.indrelid = s.oid AND %s), ''),
                   COALESCE(m.files, ''), COALESCE(m.whole, true), COALESCE(m.versions, ''), COALESCE(m.schemas, ''), COALESCE(m.published, 'nothing to publish'),
                   COALESCE(m.live, %d), COALESCE((
                       SELECT b.relfilenode::text FROM pg_catalog.pg_class b WHERE b.relname = ('buffer_' || s.oid)::name
                       AND b.relnamespace = (SELECT o.oid FROM pg_catalog.pg_namespace o WHERE o.nspname = ?)), '') || '/' || COALESCE(m.triggers, ''), %s
            FROM pg_catalog.pg_class s JOIN pg_catalog.pg_namespace n ON n.oid = s.relnamespace
            LEFT JOIN seen m ON m.source = s.oid
            WHERE s.oid = ANY (?::oid[])
            """.formatted(
                            Membership.OF_PARTS,
                            Publication.TOKEN,
                            LiveColumn.SIGNATURE.formatted("s.oid"),
                            KeyIndex.HOLDS,
                            Triggers.ALL,
                            Membership.COLUMNS);

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
            String oids = Membership.array(tables);
            statement.setString(1, oids);
            statement.setString(2, marks.publication());
            statement.setString(3, marks.schema());
            statement.setString(4, marks.schema());
            statement.setString(5, oids);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            (int) rows.getLong(1),
                            new Fingerprint(
                                    new Relation(rows.getString(2), rows.getString(3)),
                                    String.valueOf(rows.getString(4)),
                                    rows.getString(5),
                                    Membership.of(rows, 13),
                                    rows.getString(6),
                                    rows.getBoolean(7),
                                    rows.getString(8),
                                    rows.getString(9),
                                    rows.getString(10),
                                    new Triggers(rows.getInt(11), rows.getString(12))));
                }
            }
        }
        return found;
    }

    /** Of one table, if it is there. */
    public static Optional<Fingerprint> read(Connection connection, int table, Marks marks) throws SQLException {
        return Optional.ofNullable(read(connection, List.of(table), marks).get(table));
    }
}
