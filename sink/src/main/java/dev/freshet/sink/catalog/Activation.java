package dev.freshet.sink.catalog;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.sink.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * Becoming the active instance of a catalog: the advisory lock first, so that a second one waits, then the epoch, so that a former one that
 * comes back to life writes nothing. The lock alone would not do: a frozen session keeps it, and whoever ends that session by hand needs
 * the fence.
 *
 * <p>All on the connection that will merge: it holds the lock, and the guard of the stream tables knows it by its pid.
 */
public final class Activation {
    /** How a session is named, after {@code freshet}, that shows the process to be alive whose merges run on the backend of this pid. */
    public static final String HEARTBEAT = "alive, merging by ";

    private static final String LOCK_TIMEOUT = "55P03";

    private final CatalogSettings settings;

    public Activation(CatalogSettings settings) {
        this.settings = settings;
    }

    /** Takes the lock of this catalog if nobody has it. */
    public boolean tryLock(Connection connection) throws SQLException {
        return tryLock(connection, "active: " + settings.schema());
    }

    /**
     * Takes a name that no two active instances of a database may have, whatever their catalogs: it is theirs as long as the connection is.
     *
     * @return whether nobody else has it
     */
    public static boolean tryClaim(Connection connection, String name) throws SQLException {
        return tryLock(connection, "uses " + name);
    }

    private static boolean tryLock(Connection connection, String what) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT pg_try_advisory_lock(hashtextextended('freshet ' || ?::text, 0))")) {
            lock.setString(1, what);
            try (ResultSet result = lock.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /**
     * Ends the sessions of an active instance that has not shown any life for so long: it is frozen, and would hold the lock for as long as
     * its connections stay. To be called by who did not get the lock; needs the role of that instance.
     *
     * @return whether there was such a one
     */
    public boolean endFrozen(Connection connection, Duration silent) throws SQLException {
        String sql = "SELECT pg_terminate_backend(merging.pid) FROM " + Relation.quote(settings.schema())
                + ".frontier f JOIN pg_stat_activity merging ON merging.pid = f.backend_pid AND merging.backend_start = f.backend_start"
                + " JOIN pg_stat_activity alive ON alive.application_name = 'freshet " + HEARTBEAT
                + "' || merging.pid AND alive.usesysid = merging.usesysid"
                + " WHERE alive.state_change < clock_timestamp() - ? * interval '1 millisecond'";
        if (!isThere(connection)) {
            return false;
        }
        try (PreparedStatement end = connection.prepareStatement(sql)) {
            end.setLong(1, silent.toMillis());
            try (ResultSet result = end.executeQuery()) {
                return result.next();
            }
        }
    }

    private boolean isThere(Connection connection) throws SQLException {
        try (PreparedStatement there = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            there.setString(1, Relation.quote(settings.schema()) + ".frontier");
            try (ResultSet result = there.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /**
     * Makes the catalog, or brings it up to this version. In one transaction. A catalog of this version is not touched: whoever has one of
     * its views open in a transaction, or waits for a refresh, would hold up the start, and the waiter waits for us.
     */
    public void install(Connection connection) {
        String sql = script().replace("{schema}", Relation.quote(settings.schema()));
        String version = "Freshet's catalog " + UUID.nameUUIDFromBytes(sql.getBytes(StandardCharsets.UTF_8));
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL client_min_messages = warning");
            if (!version.equals(installed(connection))) {
                statement.execute(sql);
                statement.execute("COMMENT ON SCHEMA " + Relation.quote(settings.schema()) + " IS '"
                        + version.replace("'", "''") + "'");
            }
            statement.execute("UPDATE " + Relation.quote(settings.schema())
                    + ".stream_table SET rejection = NULL WHERE rejection IS NOT NULL");
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            rollBack(connection);
            Fault fault = Faults.of("FR4002", "the catalog schema " + settings.schema() + " cannot be made", e);
            throw new FreshetException(
                    fault.hint().isEmpty()
                            ? fault.withHint("Grant CREATE on the database to the role Freshet connects as.")
                            : fault,
                    e);
        }
    }

    private String installed(Connection connection) throws SQLException {
        try (PreparedStatement comment = connection.prepareStatement(
                "SELECT coalesce(obj_description(oid, 'pg_namespace'), '') FROM pg_namespace WHERE nspname = ?")) {
            comment.setString(1, settings.schema());
            try (ResultSet result = comment.executeQuery()) {
                return result.next() ? result.getString(1) : "";
            }
        }
    }

    /**
     * Takes over: counts the epoch up, which voids every write of the instance before. If that instance is frozen inside a merge it holds
     * the frontier's row: its session is ended then (the pid it left, if it is still the same backend).
     *
     * @return the epoch, now ours
     */
    public long takeOver(Connection connection) {
        String frontier = Relation.quote(settings.schema()) + ".frontier";
        SQLException last = null;
        for (int attempt = 0; attempt < 3; attempt++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '2s'");
                try (PreparedStatement update = connection.prepareStatement(
                        "UPDATE " + frontier
                                + " SET epoch = epoch + 1, owner = ?, backend_pid = pg_backend_pid(), backend_start ="
                                + " (SELECT a.backend_start FROM pg_stat_activity a WHERE a.pid = pg_backend_pid()) RETURNING epoch")) {
                    update.setString(1, settings.owner());
                    try (ResultSet result = update.executeQuery()) {
                        result.next();
                        return result.getLong(1);
                    }
                } finally {
                    statement.execute("SET lock_timeout = 0");
                }
            } catch (SQLException e) {
                last = e;
                if (!LOCK_TIMEOUT.equals(e.getSQLState())) {
                    break;
                }
                endFormer(connection, frontier);
            }
        }
        throw Faults.exception("FR4003", "the frontier cannot be taken over", Objects.requireNonNull(last));
    }

    private static void endFormer(Connection connection, String frontier) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(a.pid) FROM " + frontier
                    + " f JOIN pg_stat_activity a ON a.pid = f.backend_pid AND a.backend_start = f.backend_start"
                    + " WHERE a.pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw Faults.exception("FR4003", "the session of the former instance cannot be ended", e);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException ignored) {
            // the connection is gone; what led here is thrown
        }
    }

    private static String script() {
        try (InputStream in = Activation.class.getResourceAsStream("catalog.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
