package dev.freshet.cdc.database;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections. Every one of them has the settings that a value's text depends on, so that a value reads the same through a first
 * read, a trigger's buffer and the WAL. Any thread.
 */
public final class Database {
    /** What a value's text output depends on; {@code wal.RawTextTask} gives the same to the walsender. */
    public static final String TEXT_SETTINGS =
            "SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC'; "
                    + "SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmlbinary = 'base64'; SET lc_monetary = 'C'; "
                    + "SET quote_all_identifiers = off";

    /**
     * Statements with parameters are planned once: what a cycle asks of the catalogs takes five times as long to plan as to run, and parameters
     * that are OIDs and names change no plan of it.
     */
    private static final String PLANNING = "SET plan_cache_mode = force_generic_plan";

    private static final String SESSION_SETTINGS = TEXT_SETTINGS
            + "; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET row_security = off; "
            + PLANNING;

    private final Login login;
    private volatile @Nullable String searchPath;

    public Database(Login login) {
        this.login = login;
    }

    /** The server's address in its parts, for Debezium. */
    public Address address() {
        Properties parsed = org.postgresql.Driver.parseURL(login.url(), new Properties());
        if (parsed == null) {
            throw Fault.of("FR3001", "database.url is not a PostgreSQL JDBC URL")
                    .withDetail(withoutPassword(login.url()))
                    .exception();
        }
        return Address.of(parsed, login.user(), login.password().get());
    }

    /**
     * A connection in autocommit mode.
     *
     * @param purpose seen in {@code pg_stat_activity.application_name}
     * @throws FreshetException FR3001
     */
    public Connection open(String purpose) {
        Properties properties = new Properties();
        if (!login.user().isEmpty()) {
            properties.setProperty("user", login.user());
        }
        String secret = login.password().get();
        if (!secret.isEmpty()) {
            properties.setProperty("password", secret);
        }
        properties.setProperty("ApplicationName", "freshet " + purpose);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "10");
        Connection connection = null;
        try {
            connection = DriverManager.getConnection(login.url(), properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SESSION_SETTINGS);
            }
            keepSearchPath(connection);
            return connection;
        } catch (SQLException e) {
            if (connection != null) {
                Sql.closeQuietly(connection);
            }
            throw unreachable(e);
        }
    }

    /** The text of a regclass depends on it: what was read on the first connection must be what the others read, whatever is altered meanwhile. */
    private void keepSearchPath(Connection connection) throws SQLException {
        String first = searchPath;
        if (first == null) {
            searchPath = Sql.text(connection, "SELECT pg_catalog.current_setting('search_path')")
                    .orElse("");
        } else {
            Sql.text(connection, "SELECT pg_catalog.set_config('search_path', ?, false)", first);
        }
    }

    /** FR3001 with PostgreSQL's or the driver's words. */
    public static FreshetException unreachable(SQLException e) {
        Fault fault = Fault.of("FR3001", "the database cannot be reached")
                .withDetail(Sql.words(e))
                .withHint("Is the server running, and are database.url, database.user and the password right?");
        return new FreshetException(fault, e);
    }

    private static String withoutPassword(String url) {
        return url.replaceAll("(?i)(password=)[^&]*", "$1…");
    }
}
