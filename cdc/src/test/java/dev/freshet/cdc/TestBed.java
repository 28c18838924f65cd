package dev.freshet.cdc;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureSettings.Names;
import dev.freshet.cdc.CaptureSettings.Waits;
import dev.freshet.cdc.database.Login;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** A database of a test's own with the catalog's frontier, settings for capture on it, and what capture told. */
final class TestBed implements AutoCloseable {
    static final String USER = EmbeddedPostgres.USER;
    /** Writers hold tables for seconds, and no test is about that. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    /** Kept, or their levels would be forgotten. */
    private static final List<Logger> QUIET =
            Stream.of("io.debezium", "org.apache.kafka").map(Logger::getLogger).toList();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private final String url;
    private final String slot;
    private Connection connection;
    private long epoch = 1;
    final List<Alert> alerts = new CopyOnWriteArrayList<>();

    /** The same database, on a server that has taken the place of the one it was on. */
    TestBed(EmbeddedPostgres successor, TestBed before) throws SQLException {
        slot = before.slot;
        url = successor.jdbcUrl(slot);
        connection = connect();
        epoch = before.epoch;
    }

    TestBed(EmbeddedPostgres server, String name) throws SQLException {
        String database = "cdc_" + name + "_" + NUMBER.incrementAndGet();
        url = server.createDatabase(database);
        slot = database;
        connection = connect();
        execute("CREATE SCHEMA freshet");
        execute("CREATE TABLE freshet.frontier (epoch bigint NOT NULL, owner text, snapshot text)");
        execute("INSERT INTO freshet.frontier VALUES (1, 'test', NULL)");
    }

    String database() {
        return slot;
    }

    String url() {
        return url;
    }

    CaptureSettings settings(CaptureMode mode) {
        return settings(mode, url);
    }

    /** Through another port of this machine. */
    CaptureSettings settings(CaptureMode mode, int port) {
        return settings(mode, url.replaceFirst(":[0-9]+/", ":" + port + "/"));
    }

    /** Whose own commits wait for no standby. */
    CaptureSettings settingsWithoutStandby() {
        return settings(CaptureMode.AUTO, url + "&options=-c%20synchronous_commit=local");
    }

    private CaptureSettings settings(CaptureMode mode, String to) {
        return CaptureSettings.of(new Login(to, USER, () -> ""), epoch)
                .with(mode)
                .with(new Names("freshet", slot, slot))
                .with(new Waits(Waits.DEFAULT.comeback(), PATIENCE));
    }

    /** Whose sources do not stay on triggers for long. */
    CaptureSettings settingsWithComeback(Duration comeback) {
        return settings(CaptureMode.AUTO).with(new Waits(comeback, PATIENCE));
    }

    Capture open(CaptureMode mode) {
        return Capture.open(settings(mode), alerts::add);
    }

    Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        return DriverManager.getConnection(url, properties);
    }

    /** After the server was restarted. */
    void reconnect() throws SQLException {
        connection = connect();
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    /** A table as the planner would describe it. */
    SourceTable table(String schema, String name) throws SQLException {
        Relation relation = new Relation(schema, name);
        return find(relation).orElseThrow(() -> new IllegalArgumentException("there is no " + relation));
    }

    /** The same, if it is there. */
    Optional<SourceTable> find(Relation relation) throws SQLException {
        String sql = """
                SELECT c.oid::int8, a.attname, b.oid::int8, CASE WHEN b.oid = a.atttypid THEN a.atttypmod ELSE b.typmod END, a.attcollation::int8,
                       COALESCE(a.attnum = ANY (k.indkey), false)
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                LEFT JOIN pg_index k ON k.indrelid = c.oid AND k.indisprimary AND k.indimmediate
                     AND (c.relkind = 'p' OR NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid))
                LEFT JOIN LATERAL (WITH RECURSIVE base(oid, typmod, depth) AS (SELECT a.atttypid, a.atttypmod, 0 UNION ALL
                   SELECT t.typbasetype, t.typtypmod, depth + 1 FROM base JOIN pg_type t ON t.oid = base.oid WHERE t.typtype = 'd')
                   SELECT oid, typmod FROM base ORDER BY depth DESC LIMIT 1) b ON a.attnum IS NOT NULL
                WHERE n.nspname = '%s' AND c.relname = '%s' ORDER BY a.attnum
                """.formatted(
                        relation.schema().replace("'", "''"), relation.name().replace("'", "''"));
        List<Column> columns = new ArrayList<>();
        List<Integer> key = new ArrayList<>();
        int oid = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                oid = (int) rows.getLong(1);
                if (rows.getString(2) == null) {
                    continue;
                }
                if (rows.getBoolean(6)) {
                    key.add(columns.size());
                }
                columns.add(new Column(rows.getString(2), ColumnType.of((int) rows.getLong(3), rows.getInt(4), (int)
                        rows.getLong(5))));
            }
        }
        return oid == 0 ? Optional.empty() : Optional.of(new SourceTable(relation, oid, new RowLayout(columns), key));
    }

    /** Triggers, their functions and buffers, on any source; empty if there is none. */
    String leftOnSources() throws SQLException {
        return text("""
                SELECT COALESCE(string_agg(what, ', '), '') FROM (
                  SELECT tgname || ' on ' || tgrelid::regclass AS what FROM pg_trigger WHERE NOT tgisinternal UNION ALL
                  SELECT proname FROM pg_proc WHERE proname LIKE 'capture%' UNION ALL
                  SELECT relname FROM pg_class WHERE relname LIKE 'buffer%' AND relkind = 'r') found
                """);
    }

    /** Another instance comes, and the one before is fenced. */
    void takeOver() throws SQLException {
        epoch++;
        execute("UPDATE freshet.frontier SET epoch = " + epoch);
    }

    void dropSlot() throws SQLException {
        endStream();
        execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '" + slot
                + "'");
    }

    /** Terminates the walsender, if there is one, and waits for its end. */
    void endStream() throws SQLException {
        execute("SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = '" + slot
                + "' AND active_pid IS NOT NULL");
    }

    /** What a person would look at when something does not come. */
    String surroundings() throws SQLException {
        StringBuilder threads = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (stack.length > 0 && !thread.getName().startsWith("surefire")) {
                threads.append('\n').append(thread.getName()).append(": ");
                threads.append(List.of(stack).subList(0, Math.min(stack.length, 12)));
            }
        });
        return "alerts " + alerts + "\nactivity "
                + text(
                        "SELECT string_agg(concat_ws(' ', application_name, state, backend_xid, backend_xmin, wait_event, left(query, 80)), E'\\n') "
                                + "FROM pg_stat_activity WHERE datname IS NOT NULL")
                + "\nslots " + text("SELECT string_agg(s::text, E'\\n') FROM pg_replication_slots s")
                + "\nthreads " + threads;
    }

    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")) {
            List<String> gids = new ArrayList<>();
            while (rows.next()) {
                gids.add(rows.getString(1));
            }
            for (String gid : gids) {
                execute("ROLLBACK PREPARED '" + gid + "'");
            }
        }
        Capture.uninstall(settings(CaptureMode.AUTO));
        connection.close();
    }
}
