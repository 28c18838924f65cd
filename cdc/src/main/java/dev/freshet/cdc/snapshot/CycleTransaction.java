package dev.freshet.cdc.snapshot;

import dev.freshet.cdc.database.Altered;
import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The connection cycles run on, and the transaction of the one that runs: REPEATABLE READ, READ ONLY, locks first and then the snapshot.
 * Confined to the cycle's thread.
 */
public final class CycleTransaction implements AutoCloseable {
    /**
     * Identifies the run of the server. The postmaster's start time alone would not do: after a crash of one backend the postmaster runs
     * recovery in place and keeps its start time, though an asynchronous commit that was seen may be lost and its id given out again.
     * Recovery after a crash resets the cumulative statistics, and with them this time. (So does an administrator who resets them; then what
     * is in memory is built anew for nothing.)
     */
    private static final String SERVER_RUN = "extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text || '/' "
            + "|| COALESCE(extract(epoch FROM pg_catalog.pg_stat_get_checkpointer_stat_reset_time())::text, '')";

    private static final String TAKE = """
            SELECT pg_catalog.pg_current_snapshot()::text, (pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::int8,
                   %s,
                   (extract(epoch FROM pg_catalog.clock_timestamp() - timestamptz '2000-01-01 00:00:00+00') * 1000000)::int8,
                   %s
            """;
    private static final long LOCK_PAUSE_NANOS = 50_000_000;
    private static final long LONGEST_WAIT_MILLIS = 10_000;
    /** Less than deadlock_timeout. */
    private static final long NEXT_WAIT_MILLIS = 500;

    private final Database database;
    private final Fence fence;
    private final Duration patience;
    private final String serverRun;
    private @Nullable Connection connection;
    private @Nullable PreparedStatement take;
    private Optional<Relation> refused = Optional.empty();

    /**
     * What was read in one statement: S is taken first, so every commit visible in it ends at or before the LSN.
     *
     * @param insertLsn of the WAL
     * @param timestamp microseconds since 2000-01-01 UTC
     * @param locked what may be read whole
     * @param unlocked what may not of what was to be, and why
     */
    public record Taken(
            Snapshot snapshot, long insertLsn, long timestamp, Set<Relation> locked, Map<Relation, Fault> unlocked) {
        public Taken {
            locked = Set.copyOf(locked);
            unlocked = Map.copyOf(unlocked);
        }
    }

    /**
     * @param patience for locks, of all tables together
     */
    public CycleTransaction(Database database, Fence fence, Duration patience) {
        this.database = database;
        this.fence = fence;
        this.patience = patience;
        try {
            serverRun = Sql.text(connect(), "SELECT " + SERVER_RUN).orElseThrow();
        } catch (SQLException e) {
            throw Database.unreachable(e);
        }
    }

    /**
     * Begins: locks, then the snapshot. A lost connection is opened once more. A table whose lock is refused, or not got in time, is left out:
     * the others need not wait for it.
     *
     * @param lacking of what is wanted, what must not be read for other reasons
     * @throws FreshetException FR3001, FR3002, FR3021, FR4001
     */
    public Taken begin(Collection<Relation> wanted, Map<Relation, Fault> lacking) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean reconnected = false;
        Set<Relation> locked = new TreeSet<>(wanted);
        locked.removeAll(lacking.keySet());
        Map<Relation, Fault> unlocked = new HashMap<>(lacking);
        while (true) {
            try {
                return tryBegin(locked, unlocked, deadline);
            } catch (SQLException e) {
                if (Sql.isConnectionLost(e)) {
                    close();
                    if (reconnected) {
                        throw Database.unreachable(e);
                    }
                    reconnected = true;
                    continue;
                }
                rollback();
                if (Sql.isLockTrouble(e) && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(LOCK_PAUSE_NANOS);
                    continue;
                }
                Relation table = refused.filter(locked::remove)
                        .orElseThrow(() -> new FreshetException(
                                Fault.of("FR3021", "a snapshot could not be taken")
                                        .withDetail(Sql.words(e)),
                                e));
                unlocked.put(table, refusal(e, table));
            }
        }
    }

    private Taken tryBegin(Set<Relation> locked, Map<Relation, Fault> unlocked, long deadline) throws SQLException {
        Connection open = connect();
        open.setAutoCommit(false);
        lock(open, locked, deadline);
        try (ResultSet row = taking(open).executeQuery()) {
            row.next();
            if (!row.getString(3).equals(serverRun)) {
                rollback();
                throw Fault.of("FR3002", "the server was restarted: what is in memory is void")
                        .exception();
            }
            if (!row.getBoolean(5)) {
                rollback();
                throw Fence.taken();
            }
            return new Taken(Snapshot.parse(row.getString(1)), row.getLong(2), row.getLong(4), locked, unlocked);
        }
    }

    /**
     * One table after another. While none is held there can be no deadlock with a user's TRUNCATE of several, so the first may be waited for;
     * for the others we give way before deadlock_timeout. The one that was refused is the first of the next try: busy tables are all got in time.
     */
    private void lock(Connection open, Set<Relation> locked, long deadline) throws SQLException {
        List<Relation> order = new ArrayList<>(locked);
        refused.filter(order::remove).ifPresent(order::addFirst);
        for (Relation table : order) {
            long millis = table.equals(order.getFirst())
                    ? Math.clamp((deadline - System.nanoTime()) / 1_000_000, NEXT_WAIT_MILLIS, LONGEST_WAIT_MILLIS)
                    : NEXT_WAIT_MILLIS;
            Sql.execute(open, "SET LOCAL lock_timeout = '" + millis + "ms'");
            try {
                Sql.execute(open, "LOCK TABLE " + table.sql() + " IN ACCESS SHARE MODE");
            } catch (SQLException e) {
                refused = Optional.of(table);
                throw e;
            }
        }
        refused = Optional.empty();
    }

    private PreparedStatement taking(Connection open) throws SQLException {
        PreparedStatement prepared = take;
        if (prepared == null) {
            prepared = open.prepareStatement(TAKE.formatted(SERVER_RUN, fence.condition()));
            take = prepared;
        }
        return prepared;
    }

    /** The connection: in the transaction between {@link #begin} and {@link #end}, else in autocommit mode. */
    public Connection connection() throws SQLException {
        return connect();
    }

    /** Ends the transaction; frees its snapshot. There is nothing to commit, and a foreign server that is gone cannot refuse a rollback. */
    public void end() throws SQLException {
        Connection open = connect();
        open.rollback();
        open.setAutoCommit(true);
    }

    /** Ends the transaction, whatever state it is in. */
    public void rollback() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        try {
            if (!open.getAutoCommit()) {
                open.rollback();
                open.setAutoCommit(true);
            }
        } catch (SQLException broken) {
            close();
        }
    }

    private Connection connect() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            open = database.open("cycle");
            open.setReadOnly(true);
            open.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection = open;
            take = null;
        }
        return open;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        take = null;
        if (open != null) {
            Sql.closeQuietly(open);
        }
    }

    private Fault refusal(SQLException e, Relation table) {
        Fault fault = switch (String.valueOf(e.getSQLState())) {
            case "42P01", "3F000" -> Altered.gone(table);
            case Sql.INSUFFICIENT_PRIVILEGE ->
                Fault.of("FR3004", "not allowed to read " + table).withHint("GRANT SELECT on it to Freshet's role.");
            case Sql.LOCK_NOT_AVAILABLE, Sql.DEADLOCK ->
                Fault.of("FR3009", "no lock on " + table + " within " + patience.toSeconds() + " s")
                        .withHint("A TRUNCATE or ALTER TABLE holds it; see pg_locks.");
            default -> Fault.of("FR3021", table + " could not be locked");
        };
        return fault.withDetail(Sql.words(e));
    }
}
