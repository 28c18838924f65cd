package dev.freshet.sink.catalog;

import static dev.freshet.kernel.port.Relation.quote;

import dev.freshet.kernel.port.Relation;
import dev.freshet.sink.Faults;
import dev.freshet.sink.table.StreamTables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalog's tables: definitions, their state, and what is asked of us. Every write is fenced by the epoch. Confined to the cycle's
 * thread, on the connection that merges.
 */
public final class Catalog {
    private static final String DEPENDENT_OBJECTS = "2BP01";

    private final Connection connection;
    private final String schema;
    private final long epoch;
    private final StreamTables tables;

    public Catalog(Connection connection, CatalogSettings settings, long epoch) {
        this.connection = connection;
        this.schema = quote(settings.schema());
        this.epoch = epoch;
        tables = new StreamTables(connection, settings.schema());
    }

    /**
     * A stream table the catalog knows from an earlier run, as it was defined when it was merged last.
     *
     * @param filled whether it ever was
     */
    public record Known(
            Relation name,
            StreamTableEntry.Origin origin,
            String query,
            String schedule,
            String mode,
            boolean filled) {}

    /** The stream tables of earlier runs. */
    public List<Known> known() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT table_schema, table_name, origin, query, schedule, mode, frontier IS NOT NULL FROM "
                                + schema + ".stream_table ORDER BY 1, 2")) {
            List<Known> known = new ArrayList<>();
            while (result.next()) {
                known.add(new Known(
                        new Relation(result.getString(1), result.getString(2)),
                        StreamTableEntry.Origin.valueOf(result.getString(3).toUpperCase(Locale.ROOT)),
                        result.getString(4),
                        result.getString(5),
                        result.getString(6),
                        result.getBoolean(7)));
            }
            return known;
        } catch (SQLException e) {
            throw Faults.exception("FR4004", "the catalog cannot be read", e);
        }
    }

    /** The number of the last cycle that was merged. */
    public long lastCycle() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT cycle FROM " + schema + ".frontier")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw Faults.exception("FR4004", "the catalog cannot be read", e);
        }
    }

    /** Counts up with every call of {@code wait_for_refresh} and while it waits. */
    public long waitRequests() {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT last_value FROM " + schema + ".wait_request")) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw Faults.exception("FR4004", "the catalog cannot be read", e);
        }
    }

    /** Writes a definition and its state; a new one, or over the one there is. Frontier, time and row count stay as they are. */
    public void save(StreamTableEntry entry) {
        try {
            connection.setAutoCommit(false);
            write(entry);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw undone("FR4005", "the definition of " + entry.name() + " cannot be written", e);
        }
    }

    /** As {@link #save}, in a transaction of the caller's. */
    public void write(StreamTableEntry entry) throws SQLException {
        String upsert = "INSERT INTO " + schema
                + ".stream_table AS t (table_schema, table_name, query, schedule, effective_schedule,"
                + " mode, effective_mode, mode_reason, status, last_error, origin) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                + " WHERE EXISTS (SELECT 1 FROM " + schema + ".frontier WHERE epoch = " + epoch + ")"
                + " ON CONFLICT (table_schema, table_name) DO UPDATE SET query = excluded.query, schedule = excluded.schedule,"
                + " effective_schedule = excluded.effective_schedule, mode = excluded.mode, effective_mode = excluded.effective_mode,"
                + " mode_reason = excluded.mode_reason, status = excluded.status, last_error = excluded.last_error,"
                + " origin = excluded.origin";
        try (PreparedStatement statement = connection.prepareStatement(upsert)) {
            bind(
                    statement,
                    entry.name().schema(),
                    entry.name().name(),
                    entry.query(),
                    entry.schedule(),
                    entry.effectiveSchedule(),
                    entry.mode(),
                    entry.effectiveMode(),
                    entry.modeReason().orElse(null),
                    lower(entry.status()),
                    entry.lastError().orElse(null),
                    lower(entry.origin()));
            requireFenced(statement.executeUpdate());
        }
        execute("DELETE FROM " + schema + ".dependency WHERE table_schema = ? AND table_name = ?", entry.name());
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + schema + ".dependency VALUES (?, ?, ?, ?, ?)")) {
            for (StreamTableEntry.Dependency dependency : entry.dependencies()) {
                bind(
                        statement,
                        entry.name().schema(),
                        entry.name().name(),
                        dependency.on().schema(),
                        dependency.on().name(),
                        lower(dependency.kind()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Writes the state of a stream table alone. */
    public void setStatus(Relation name, StreamTableEntry.Status status, Optional<String> error) {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + schema
                + ".stream_table SET status = ?, last_error = ? WHERE table_schema = ? AND table_name = ? AND EXISTS (SELECT 1 FROM "
                + schema + ".frontier WHERE epoch = " + epoch + ")")) {
            bind(statement, lower(status), error.orElse(null), name.schema(), name.name());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw Faults.exception("FR4005", "the status of " + name + " cannot be written", e);
        }
    }

    /** Writes why an edited definition was not taken, while the former version goes on; empty: it was taken. */
    public void setRejection(Relation name, Optional<String> reason) {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + schema
                + ".stream_table SET rejection = ? WHERE table_schema = ? AND table_name = ? AND EXISTS (SELECT 1 FROM "
                + schema + ".frontier WHERE epoch = " + epoch + ")")) {
            bind(statement, reason.orElse(null), name.schema(), name.name());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw Faults.exception("FR4005", "the rejection of " + name + " cannot be written", e);
        }
    }

    /**
     * Forgets a stream table and its history, and drops its table (not CASCADE), in one transaction. Something else that has the name by now
     * is left alone.
     *
     * @throws dev.freshet.kernel.port.FreshetException FR4014 something depends on it; then nothing has happened
     */
    public void drop(Relation name) {
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet fence = statement.executeQuery(
                            "SELECT 1 FROM " + schema + ".frontier WHERE epoch = " + epoch + " FOR SHARE")) {
                requireFenced(fence.next() ? 1 : 0);
            }
            tables.drop(name);
            execute("DELETE FROM " + schema + ".dependency WHERE table_schema = ? AND table_name = ?", name);
            execute("DELETE FROM " + schema + ".history WHERE table_schema = ? AND table_name = ?", name);
            execute("DELETE FROM " + schema + ".stream_table WHERE table_schema = ? AND table_name = ?", name);
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            boolean isNeeded = DEPENDENT_OBJECTS.equals(e.getSQLState());
            throw undone(isNeeded ? "FR4014" : "FR4005", "stream table " + name + " cannot be dropped", e);
        }
    }

    /** Tells whoever listens ({@code freshet_alert}); the payload is JSON. */
    public void alert(String json) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_notify('freshet_alert', ?)")) {
            statement.setString(1, json);
            statement.execute();
        } catch (SQLException e) {
            throw Faults.exception("FR4006", "an alert cannot be sent", e);
        }
    }

    /** Keeps the newest entries of the refresh history. */
    public void trimHistory(long keep) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + schema + ".history WHERE id <= (SELECT max(id) FROM " + schema
                    + ".history) - " + keep);
        } catch (SQLException e) {
            throw Faults.exception("FR4005", "the refresh history cannot be trimmed", e);
        }
    }

    private void execute(String sql, Relation name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, name.schema(), name.name());
            statement.executeUpdate();
        }
    }

    private void requireFenced(int rows) throws SQLException {
        if (rows != 1) {
            connection.rollback();
            connection.setAutoCommit(true);
            throw Fenced.exception();
        }
    }

    private RuntimeException undone(String code, String doing, SQLException e) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            e.addSuppressed(gone);
        }
        return Faults.exception(code, doing, e);
    }

    private static void bind(PreparedStatement statement, @org.jspecify.annotations.Nullable String... values)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
