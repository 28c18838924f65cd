package dev.freshet.cdc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Small statements on a connection. */
public final class Sql {
    public static final String LOCK_NOT_AVAILABLE = "55P03";
    public static final String DEADLOCK = "40P01";
    public static final String DUPLICATE_OBJECT = "42710";
    public static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** Undefined table, undefined object, invalid schema name. */
    private static final Set<String> NAMELESS = Set.of("42P01", "42704", "3F000");

    private Sql() {}

    /** Work in a transaction. */
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** Work in a transaction, without a result. */
    public interface Action {
        void run() throws SQLException;
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the only row, or empty: no row, or NULL. */
    public static Optional<String> text(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** As {@link #text}, for a number that is there. */
    public static long number(Connection connection, String sql, Object... parameters) throws SQLException {
        return Long.parseLong(text(connection, sql, parameters).orElseThrow());
    }

    /** As {@link #text}, for a truth value that is there. */
    public static boolean truth(Connection connection, String sql, Object... parameters) throws SQLException {
        return text(connection, sql, parameters).orElseThrow().equals("t");
    }

    /** Rows written. */
    public static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** Runs work in a transaction of its own on an autocommit connection. */
    public static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollbackQuietly(connection);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Runs work inside a transaction; if it fails, the transaction is as it was before, and may go on. */
    public static <T> T inSavepoint(Connection connection, Work<T> work) throws SQLException {
        execute(connection, "SAVEPOINT freshet");
        boolean broken = false;
        boolean done = false;
        try {
            T result = work.run();
            execute(connection, "RELEASE SAVEPOINT freshet");
            done = true;
            return result;
        } catch (SQLException e) {
            broken = isConnectionLost(e);
            throw e;
        } finally {
            if (!done && !broken) {
                execute(connection, "ROLLBACK TO SAVEPOINT freshet; RELEASE SAVEPOINT freshet");
            }
        }
    }

    public static void rollbackQuietly(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException alreadyBroken) {
            // the caller has the error that matters, and finds the connection broken at its next use
        }
    }

    public static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception alreadyBroken) {
            // nothing is expected of it any more
        }
    }

    /** Whether the connection, not the statement, is what failed. */
    public static boolean isConnectionLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.startsWith("08") && e instanceof PSQLException told && told.getServerErrorMessage() != null) {
            // told over this very connection: another one is meant, to a foreign server
            return false;
        }
        return state.startsWith("08") || state.startsWith("57P") || state.equals("null") || state.equals("25P03");
    }

    /** Whether it was a lock that did not come in time, or a deadlock: worth another try. */
    public static boolean isLockTrouble(SQLException e) {
        return LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || DEADLOCK.equals(e.getSQLState());
    }

    /** Whether there is nothing of a name that a statement has for a table, for its schema, or for what was to be on it. */
    static boolean isNameless(SQLException e) {
        return NAMELESS.contains(String.valueOf(e.getSQLState()));
    }

    /** The server's primary message alone. */
    static String primary(SQLException e) {
        return e instanceof PSQLException ours && ours.getServerErrorMessage() != null
                ? String.valueOf(ours.getServerErrorMessage().getMessage())
                : String.valueOf(e.getMessage());
    }

    /** PostgreSQL's primary message, detail and hint without the driver's decoration. */
    public static String words(SQLException e) {
        if (e instanceof PSQLException ours) {
            ServerErrorMessage message = ours.getServerErrorMessage();
            if (message != null) {
                StringBuilder words = new StringBuilder(String.valueOf(message.getMessage()));
                if (message.getDetail() != null) {
                    words.append(" (").append(message.getDetail()).append(')');
                }
                return words.append(" [").append(e.getSQLState()).append(']').toString();
            }
        }
        return String.valueOf(e.getMessage());
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
