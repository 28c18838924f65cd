package dev.freshet.cdc.catalog;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The table {@code source_state} and the view {@code sources} over it; the table {@code source_identity} of tables whose replica identity we
 * changed. Every write carries the epoch: a former instance that comes back
 * writes nothing. Stateless; on a connection of the caller's.
 */
public final class CaptureCatalog {
    private static final String SINCE_2000 =
            "(extract(epoch FROM phase_since - timestamptz '2000-01-01 00:00:00+00') * 1000000)::int8";

    private final String name;
    private final String schema;
    private final String state;
    private final String position;
    private final String identities;
    private final Fence fence;

    public CaptureCatalog(String schema, Fence fence) {
        name = schema;
        this.schema = Relation.quote(schema);
        this.state = this.schema + ".source_state";
        this.position = this.schema + ".slot_position";
        this.identities = this.schema + ".source_identity";
        this.fence = fence;
    }

    /** Makes table and view where they are missing. */
    public void create(Connection connection, String slot) throws SQLException {
        Sql.transaction(connection, () -> {
            Sql.execute(connection, "SET LOCAL client_min_messages = warning");
            // IF NOT EXISTS would want CREATE on the database even where it exists
            if (Sql.text(connection, "SELECT to_regnamespace(?)", schema).isEmpty()) {
                Sql.execute(connection, "CREATE SCHEMA " + schema);
            }
            Sql.execute(connection, "CREATE TABLE IF NOT EXISTS " + state + """
                             (
                              oid oid PRIMARY KEY, source_schema text NOT NULL, source_name text NOT NULL,
                              phase text NOT NULL CHECK (phase IN ('trigger', 'transitioning', 'wal')),
                              phase_since timestamptz NOT NULL DEFAULT clock_timestamp(),
                              publication_entry text NOT NULL DEFAULT '',
                              pending_changes int8 NOT NULL DEFAULT 0, last_error text, released boolean NOT NULL DEFAULT false)""");
            Sql.execute(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + position
                            + " (slot text PRIMARY KEY, acknowledged pg_lsn NOT NULL)");
            Sql.execute(
                    connection,
                    "CREATE TABLE IF NOT EXISTS " + identities
                            + " (oid oid PRIMARY KEY, identity_before text NOT NULL)");
            Sql.execute(connection, PolledCatalog.create(name));
            if (Sql.text(connection, "SELECT to_regclass(?)", schema + ".sources")
                    .isEmpty()) {
                Sql.execute(connection, view(slot));
            }
            return true;
        });
    }

    private String view(String slot) {
        return "CREATE VIEW " + schema
                + ".sources AS SELECT quote_ident(source_schema) || '.' || quote_ident(source_name) AS source, phase, "
                + "phase_since, CASE WHEN phase = 'wal' THEN pending_changes ELSE " + bufferedRows("s.oid")
                + " END AS pending_changes, "
                + "CASE WHEN phase <> 'trigger' THEN (SELECT (pg_current_wal_lsn() - r.confirmed_flush_lsn)::int8 FROM pg_replication_slots r "
                + "WHERE r.slot_name = " + literal(slot)
                + " AND r.database = current_database()) END AS lag_bytes, last_error FROM " + state
                + " s WHERE NOT released UNION ALL " + PolledCatalog.view(name);
    }

    private static String literal(String text) {
        String plain =
                text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
        return "'" + plain.replace("'", "''") + "'";
    }

    public List<SourceRow> load(Connection connection) throws SQLException {
        List<SourceRow> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT oid::int8, source_schema, source_name, phase, "
                        + SINCE_2000 + ", publication_entry, released FROM " + state)) {
            while (rows.next()) {
                found.add(new SourceRow(
                        (int) rows.getLong(1),
                        new Relation(rows.getString(2), rows.getString(3)),
                        CapturePhase.valueOf(rows.getString(4).toUpperCase(Locale.ROOT)),
                        rows.getLong(5),
                        rows.getString(6),
                        rows.getBoolean(7)));
            }
        }
        return found;
    }

    public Optional<SourceRow> find(Connection connection, int oid) throws SQLException {
        return load(connection).stream().filter(row -> row.oid() == oid).findFirst();
    }

    /** A source that is new, in the trigger phase. */
    public void add(Connection connection, int oid, Relation relation) throws SQLException {
        requireWritten(
                connection,
                Sql.update(
                        connection,
                        "INSERT INTO " + state
                                + " (oid, source_schema, source_name, phase) SELECT ?::oid, ?, ?, 'trigger' WHERE "
                                + fence.condition()
                                + " ON CONFLICT (oid) DO UPDATE SET source_schema = excluded.source_schema, source_name = excluded.source_name, "
                                + "released = false",
                        Integer.toUnsignedLong(oid),
                        relation.schema(),
                        relation.name()));
    }

    /**
     * The only place where a phase moves. The move is in the catalog before it is in fact. One that is there already is made again: the
     * answer to it was lost with a connection.
     *
     * @param publicationEntry of the WAL phase, else empty
     * @throws FreshetException FR4001 another instance has taken over
     */
    public void move(Connection connection, int oid, CapturePhase expected, CapturePhase next, String publicationEntry)
            throws SQLException {
        requireWritten(
                connection,
                Sql.update(
                        connection,
                        "UPDATE " + state
                                + " SET phase = ?, phase_since = clock_timestamp(), publication_entry = ?, last_error = "
                                + "CASE WHEN ? = 'wal' THEN NULL ELSE last_error END WHERE oid = ?::oid AND phase IN (?, ?) AND "
                                + fence.condition(),
                        sql(next),
                        publicationEntry,
                        sql(next),
                        Integer.toUnsignedLong(oid),
                        sql(expected),
                        sql(next)));
    }

    /**
     * What a table's replica identity was, before it is changed.
     *
     * @param identity {@code relreplident}, with the index's name after it where it is one
     */
    public void rememberIdentity(Connection connection, int table, String identity) throws SQLException {
        requireWritten(
                connection,
                Sql.update(
                        connection,
                        "INSERT INTO " + identities + " (oid, identity_before) SELECT ?::oid, ? WHERE "
                                + fence.condition()
                                + " ON CONFLICT (oid) DO UPDATE SET identity_before = excluded.identity_before",
                        Integer.toUnsignedLong(table),
                        identity));
    }

    /** A table has its identity back, or is gone. */
    public void forgetIdentity(Connection connection, int table) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + identities + " WHERE oid = ?::oid AND " + fence.condition(),
                Integer.toUnsignedLong(table));
    }

    /** The identities that are remembered, by table. */
    public Map<Integer, String> identities(Connection connection) throws SQLException {
        Map<Integer, String> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT oid::int8, identity_before FROM " + identities)) {
            while (rows.next()) {
                found.put((int) rows.getLong(1), rows.getString(2));
            }
        }
        return found;
    }

    /**
     * Tables that are published or have another identity for our sake, and are no members of a source that is captured.
     *
     * @param ours which {@code pg_publication p} is ours: a condition in SQL
     */
    public List<Integer> leftTables(Connection connection, String ours) throws SQLException {
        String sql = "WITH RECURSIVE member (oid) AS (SELECT oid FROM " + state + " WHERE NOT released UNION "
                + "SELECT i.inhrelid FROM member m JOIN pg_catalog.pg_inherits i ON i.inhparent = m.oid AND NOT i.inhdetachpending), "
                + "touched (oid) AS (SELECT oid FROM " + identities
                + " UNION SELECT r.prrelid FROM pg_catalog.pg_publication_rel r "
                + "JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid WHERE " + ours + ") "
                + "SELECT oid::int8 FROM touched WHERE oid NOT IN (SELECT oid FROM member) ORDER BY oid";
        List<Integer> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add((int) rows.getLong(1));
            }
        }
        return found;
    }

    /** Why a source is not where it should be; an empty text clears it. Written only when it differs. */
    public void error(Connection connection, int oid, String text) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + state
                        + " SET last_error = NULLIF(?, '') WHERE oid = ?::oid AND last_error IS DISTINCT FROM NULLIF(?, '') AND "
                        + fence.condition(),
                text,
                Integer.toUnsignedLong(oid),
                text);
    }

    /** Rows of the WAL that wait. */
    public void pending(Connection connection, int oid, long changes) throws SQLException {
        Sql.update(
                connection,
                "UPDATE " + state + " SET pending_changes = ? WHERE oid = ?::oid AND pending_changes <> ? AND "
                        + fence.condition(),
                changes,
                Integer.toUnsignedLong(oid),
                changes);
    }

    /** Rows in the buffer of a source on triggers, as PostgreSQL's statistics have them and the view shows them. */
    public long buffered(Connection connection, int oid) throws SQLException {
        return Sql.number(connection, "SELECT " + bufferedRows("?"), Integer.toUnsignedString(oid));
    }

    private String bufferedRows(String oid) {
        return "COALESCE(pg_stat_get_live_tuples(to_regclass(" + "'" + (schema + ".buffer_").replace("'", "''") + "'"
                + " || " + oid + ")), 0)";
    }

    /** Up to where WAL may have been acknowledged to a slot; 0 for one that is not known. */
    public long slotPosition(Connection connection, String slot) throws SQLException {
        return Sql.text(connection, "SELECT (acknowledged - '0/0')::int8 FROM " + position + " WHERE slot = ?", slot)
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** It is going to be acknowledged. Waits for this server's disk, and for no standby. */
    public void slotPosition(Connection connection, String slot, long lsn) throws SQLException {
        Sql.execute(connection, "SET synchronous_commit = local");
        requireWritten(
                connection,
                Sql.update(
                        connection,
                        "INSERT INTO " + position + " (slot, acknowledged) SELECT ?, '0/0'::pg_lsn + ? WHERE "
                                + fence.condition()
                                + " ON CONFLICT (slot) DO UPDATE SET acknowledged = excluded.acknowledged",
                        slot,
                        new java.math.BigDecimal(lsn)));
        Sql.execute(connection, "RESET synchronous_commit");
    }

    /** Takes everything of capture's out of the catalog. */
    public void drop(Connection connection) throws SQLException {
        Sql.execute(connection, "SET client_min_messages = warning");
        Sql.execute(connection, "DROP VIEW IF EXISTS " + schema + ".sources");
        Sql.execute(
                connection,
                "DROP TABLE IF EXISTS " + state + ", " + identities + ", " + position + ", "
                        + PolledCatalog.table(name));
    }

    /** Marks a source nobody reads any more. */
    public void release(Connection connection, int oid) throws SQLException {
        requireWritten(
                connection,
                Sql.update(
                        connection,
                        "UPDATE " + state + " SET released = true WHERE oid = ?::oid AND " + fence.condition(),
                        Integer.toUnsignedLong(oid)));
    }

    /** Forgets a source that has been cleaned up. */
    public void remove(Connection connection, int oid) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM " + state + " WHERE oid = ?::oid AND " + fence.condition(),
                Integer.toUnsignedLong(oid));
    }

    /** A write that hit nothing: we are fenced, or we are wrong. */
    private void requireWritten(Connection connection, int rows) throws SQLException {
        if (rows > 0) {
            return;
        }
        if (!fence.holds(connection)) {
            throw Fence.taken();
        }
        throw new IllegalStateException("the catalog does not have the source, or not in the phase it was believed in");
    }

    private static String sql(CapturePhase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
