package dev.freshet.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A database of a test's own, with a connection for looking at it. {@link #close} removes it, its slots and prepared transactions with it, and
 * fails if a Freshet is still connected. The connection is confined to the test's thread; {@link #connect} may be called from any.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Server server;
    private final String name;
    private Connection connection;

    /** Makes it, empty. */
    public TestDatabase(Server server) throws SQLException {
        this.server = server;
        name = "it_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        try (Connection maintenance = connect("postgres");
                Statement statement = maintenance.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        connection = connect();
    }

    /** On the server that scenarios have in common, with the shop of {@code conf/shop.sql} in it. */
    public static TestDatabase shop() throws SQLException, IOException {
        return shop(Server.shared());
    }

    /** With the shop in it. */
    public static TestDatabase shop(Server server) throws SQLException, IOException {
        TestDatabase database = new TestDatabase(server);
        database.execute(Files.readString(conf().resolve("shop.sql")));
        return database;
    }

    /** The folder {@code conf} of the repository. */
    public static Path conf() {
        return Path.of(Objects.requireNonNull(System.getProperty("freshet.conf"), "freshet.conf"));
    }

    /** Fit for a slot's and a publication's name too. */
    public String name() {
        return name;
    }

    public Server server() {
        return server;
    }

    /** Without user and password. */
    public String url() {
        return server.url(name);
    }

    /** A connection of the superuser, the caller's to close; time zone UTC, as Freshet's are. */
    public Connection connect() throws SQLException {
        return connect(name);
    }

    /**
     * Waits until the server has ended the test's own session, as it does with all of them when it finds one of its processes killed; until
     * then it can be reached, and is about to go away.
     */
    public void awaitEnded(int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (true) {
            try {
                text("SELECT 1");
            } catch (SQLException e) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the server goes on");
            }
            Thread.sleep(5);
        }
    }

    /** Gives the test another connection of its own, after the server went away; waits until it can be reached. */
    public void reconnect() throws SQLException {
        connection.close();
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (true) {
            try {
                connection = connect();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        Connection opened = DriverManager.getConnection(server.url(database), Server.USER, Server.PASSWORD);
        try (Statement statement = opened.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return opened;
    }

    /** Runs statements on the test's own connection, in autocommit mode. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row, as text; {@code null} reads so. */
    public String text(String sql) throws SQLException {
        List<String> rows = column(sql);
        if (rows.isEmpty()) {
            throw new IllegalStateException("no row: " + sql);
        }
        return rows.getFirst();
    }

    public long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** The first column of all rows, as text. */
    public List<String> column(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(String.valueOf(result.getString(1)));
            }
            return rows;
        }
    }

    /** Waits until a query says {@code t}. */
    public void await(String condition, int seconds) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (!text(condition).equals("t")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + seconds + " s: " + condition);
            }
            Thread.sleep(20);
        }
    }

    /** The server needs a moment to notice that a killed client is gone. */
    private List<String> sessionsLeft() throws SQLException {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (true) {
            List<String> sessions = column("SELECT 'session of ' || application_name FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND application_name LIKE 'freshet%'");
            if (sessions.isEmpty() || System.nanoTime() > deadline) {
                return sessions;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public void close() throws SQLException {
        List<String> left = new ArrayList<>();
        for (String gid : column("SELECT gid FROM pg_prepared_xacts WHERE database = current_database()")) {
            execute("ROLLBACK PREPARED '" + gid + "'");
            left.add("prepared transaction " + gid);
        }
        left.addAll(sessionsLeft());
        execute("SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots"
                + " WHERE database = current_database() AND active_pid IS NOT NULL");
        execute(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database = current_database()");
        connection.close();
        try (Connection maintenance = connect("postgres");
                Statement statement = maintenance.createStatement()) {
            statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
        }
        if (!left.isEmpty()) {
            throw new AssertionError("left behind: " + left);
        }
    }
}
