package dev.freshet.cdc.database;

import dev.freshet.kernel.port.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * DDL on a user's table without making anybody wait: the lock is asked for with a short {@code lock_timeout}, below PostgreSQL's
 * {@code deadlock_timeout} so that we give way and not the user; then again after a pause. While we wait for a lock new writers queue
 * behind us, so the wait is kept to tens of milliseconds. One table a transaction.
 */
public final class ShortLock {
    private static final String WAIT = "60ms";
    private static final long FIRST_PAUSE_NANOS = 20_000_000;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000;

    private ShortLock() {}

    /** Runs work in a transaction with a short lock timeout, again and again until it comes through or the patience is over. */
    public static void run(Connection connection, Duration patience, String what, Sql.Action work) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                Sql.transaction(connection, () -> {
                    Sql.execute(connection, "SET LOCAL lock_timeout = '" + WAIT + "'");
                    work.run();
                    return true;
                });
                return;
            } catch (SQLException e) {
                if (!Sql.isLockTrouble(e)) {
                    throw e;
                }
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw Fault.of("FR3009", what + ": no lock within " + patience.toSeconds() + " s")
                            .withDetail(Sql.words(e))
                            .withHint(
                                    "A long transaction holds the table; see pg_locks, pg_stat_activity and pg_prepared_xacts.")
                            .exception();
                }
                LockSupport.parkNanos(pause);
                pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
            }
        }
    }
}
