package dev.freshet.cdc.database;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * DDL on a user's table without making anybody wait: the lock is asked for with a short {@code lock_timeout}, below PostgreSQL's
 * {@code deadlock_timeout} so that we give way and not the user; then again after a pause. While we wait for a lock new writers queue
 * behind us, so the wait is kept to tens of milliseconds. One table at a time.
 *
 * <p>Fence, timeout and statements go as one {@code DO}: one round trip and one transaction, so a client that is frozen half-way holds no
 * lock on anybody's table.
 */
public final class ShortLock {
    private static final String WAIT = "60ms";
    /** What a statement raises whose premise does not hold; the message is the premise's number. */
    private static final String NOT_SO = "FR307";

    private static final long FIRST_PAUSE_NANOS = 20_000_000;
    private static final long LONGEST_PAUSE_NANOS = 500_000_000;

    private ShortLock() {}

    /**
     * Runs statements in one transaction with a short lock timeout, again and again until they come through or the patience is over.
     *
     * @param what for people: {@code CREATE TRIGGER on shop.orders}
     * @throws FreshetException FR3009 no lock came in time; FR4001 we are fenced
     */
    public static void run(Connection connection, Duration patience, String what, Fence fence, List<String> statements)
            throws SQLException {
        run(connection, patience, what, fence, statements, List.of());
    }

    /**
     * The same with statements that name users' tables.
     *
     * @param premises looked at when the statements have their locks; the first one tells of a name that is nobody's, too
     * @throws FreshetException a premise's fault; FR3009 no lock came in time; FR4001 we are fenced
     */
    public static void run(
            Connection connection,
            Duration patience,
            String what,
            Fence fence,
            List<String> statements,
            List<Premise> premises)
            throws SQLException {
        String block = block(fence, statements, premises);
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                Sql.execute(connection, block);
                return;
            } catch (SQLException e) {
                if (Fence.SQL_STATE.equals(e.getSQLState())) {
                    throw Fence.taken();
                }
                if (NOT_SO.equals(e.getSQLState())) {
                    throw new FreshetException(
                            premises.get(Integer.parseInt(Sql.primary(e))).otherwise(), e);
                }
                if (!premises.isEmpty() && Sql.isNameless(e)) {
                    throw new FreshetException(premises.getFirst().otherwise().withDetail(Sql.words(e)), e);
                }
                if (!Sql.isLockTrouble(e)) {
                    throw e;
                }
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
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

    private static String block(Fence fence, List<String> statements, List<Premise> premises) {
        StringBuilder block = new StringBuilder("DO $freshet_do$ BEGIN IF NOT (")
                .append(fence.condition())
                .append(") THEN RAISE EXCEPTION USING ERRCODE = '")
                .append(Fence.SQL_STATE)
                .append(
                        "', MESSAGE = 'another Freshet has taken over'; END IF; PERFORM pg_catalog.set_config('lock_timeout', '")
                .append(WAIT)
                .append("', true), pg_catalog.set_config('client_min_messages', 'warning', true); ");
        for (String statement : statements) {
            block.append("EXECUTE '").append(statement.replace("'", "''")).append("'; ");
        }
        for (int i = 0; i < premises.size(); i++) {
            block.append("IF NOT (")
                    .append(premises.get(i).condition())
                    .append(") THEN RAISE EXCEPTION USING ERRCODE = '")
                    .append(NOT_SO)
                    .append("', MESSAGE = '")
                    .append(i)
                    .append("'; END IF; ");
        }
        return block.append("END $freshet_do$").toString();
    }
}
