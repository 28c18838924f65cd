package dev.freshet.engine.wiring;

import dev.freshet.engine.settings.Settings;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens the program's own connections to the database. Safe for all threads. */
public final class Sessions {
    private static final int CONNECT_SECONDS = 10;

    private final Settings.Database database;

    public Sessions(Settings.Database database) {
        this.database = database;
    }

    /**
     * A connection in autocommit mode; the caller closes it.
     *
     * @param purpose as {@code pg_stat_activity.application_name} shows it
     */
    public Connection open(String purpose) throws SQLException {
        Properties properties = new Properties();
        database.user().ifPresent(user -> properties.setProperty("user", user));
        database.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "freshet " + purpose);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        Connection connection = DriverManager.getConnection(database.url(), properties);
        try (Statement statement = connection.createStatement()) {
            // one time zone and one way to print times on all connections, capture's too, as the kernel prints them;
            // and a limit set for the role's interactive use must not cut a merge in two
            statement.execute(
                    "SET TimeZone = 'UTC'; SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'; "
                            + "SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET idle_session_timeout = 0");
        }
        return connection;
    }

    /** As {@link #open}; what stands in the way is a fault for people. */
    public Connection openOrFail(String purpose) {
        try {
            return open(purpose);
        } catch (SQLException e) {
            throw new FreshetException(unreachable(e), e);
        }
    }

    private static Fault unreachable(SQLException e) {
        Fault fault = Fault.of("FR3001", "the database cannot be reached").withDetail(String.valueOf(e.getMessage()));
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "28P01", "28000" -> fault.withHint("Check database.user and database.password.");
            case "3D000" -> fault.withHint("Check the database's name in database.url.");
            default -> fault.withHint("Is the server running, and is database.url right?");
        };
    }
}
