package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.wal.KnownPosition;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.kernel.port.FreshetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The replication slot: made, watched, dropped when it is lost. Its steps are the keeper's thread's; what it knows is for any thread.
 */
final class SlotKeeper {
    /** Beyond it an idle database is given a barrier, so that it lets its WAL go. */
    private static final long IDLE_LAG = 8L << 20;

    /**
     * The server keeps WAL from where it last wrote down what was running; it does so again within some 15 s where anything was written, and on
     * an idle server a barrier is that. Beyond this it is given one.
     */
    private static final long IDLE_HELD = 16L << 20;

    private static final long NUDGE_NANOS = 4_000_000_000L;

    private static final long GREAT_LAG = 1L << 30;
    /** An engine whose slot is not in use for so many looks has lost its connection and does not know it. */
    private static final int LOOKS_UNTIL_KICKED = 3;

    /** Where tables are made or truncated all the time one is kept that may have to be made anew. */
    private static final int MOST_MAKINGS = 3;

    /** If we are killed, the server gives up a slot under way instead of making it for nobody. Where the platform cannot tell, it does not. */
    private static final String GIVEN_UP_WITH_US = "DO $$ BEGIN SET client_connection_check_interval = '500ms'; "
            + "EXCEPTION WHEN invalid_parameter_value THEN NULL; END $$";

    private final Machinery machinery;
    private volatile boolean ready;
    private volatile boolean asFound;
    private volatile boolean closed;
    private volatile Optional<String> lost = Optional.empty();
    private volatile Optional<Long> lag = Optional.empty();
    private volatile String obstacle = "";
    /** WAL that is done with is let go in steps of this size: each is a row written. */
    private static final long STEP = 1L << 20;

    private static final long LEAST_BETWEEN_STEPS_NANOS = 200_000_000;
    private static final long MOST_BETWEEN_STEPS_NANOS = 10_000_000_000L;

    private @Nullable Making making;
    private boolean lagTold;
    private long nudged = System.nanoTime() - NUDGE_NANOS;
    private long released = System.nanoTime();
    /** More is held back than need be: each step counts. */
    private boolean pressing;

    private int unusedLooks;

    /** A slot under way: its creation waits for every running write transaction of the cluster. */
    private record Making(Thread thread, Connection connection, Statement statement) {}

    SlotKeeper(Machinery machinery) {
        this.machinery = machinery;
    }

    /** The slot is there and whole. */
    boolean isReady() {
        return ready;
    }

    /** It was found so before capture began. */
    void found() {
        ready = true;
        asFound = true;
    }

    /** Whether it still is the one that was found. */
    boolean isAsFound() {
        return asFound;
    }

    /** Why the slot, or what streams from it, cannot be used any more; until it is cleared away. */
    Optional<String> lost() {
        return lost;
    }

    void lose(String reason) {
        asFound = false;
        if (lost.isEmpty()) {
            lost = Optional.of(reason);
        }
    }

    /** WAL not acknowledged yet, as of a moment ago. */
    Optional<Long> lag() {
        return lag;
    }

    /** Why the slot could not be made when it was tried last, or empty. */
    String obstacle() {
        return obstacle;
    }

    /** Begins to make the slot, on a thread of its own, unless that is under way. */
    void make() throws SQLException {
        Making begun = making;
        if (begun != null && begun.thread().isAlive()) {
            return;
        }
        obstacle = "";
        Connection idle = machinery.database().open("slot");
        Statement statement = idle.createStatement();
        Thread thread = Thread.ofVirtual().name("freshet-slot").unstarted(() -> make(idle, statement));
        making = new Making(thread, idle, statement);
        thread.start();
    }

    private void make(Connection idle, Statement statement) {
        try (idle;
                statement) {
            statement.execute(GIVEN_UP_WITH_US);
            Optional<Slot.State> state = machinery.slot().state(idle);
            if (state.isPresent() && state.get().foreign()) {
                obstacle =
                        "the name of the replication slot " + machinery.slot().name() + " is taken: "
                                + state.get().problem() + "; choose another by capture.slot";
                return;
            }
            if (state.isPresent() && (!state.get().problem().isEmpty() || !isWhereWeLeftIt(idle, state.get()))) {
                machinery.slot().drop(idle);
                state = Optional.empty();
            }
            if (state.isEmpty()) {
                create(idle, statement);
                state = machinery.slot().state(idle);
            }
            if (state.isPresent()) {
                know(idle, state.get().confirmed());
                ready = true;
            }
        } catch (SQLException e) {
            // a lost connection is no obstacle: the next look tries again at once
            obstacle = Sql.isConnectionLost(e) ? "" : "the replication slot cannot be made: " + Sql.words(e);
        } catch (FreshetException e) {
            obstacle = "the replication slot cannot be made: " + e.fault().primary();
        }
    }

    /**
     * A transaction that begins before the slot is made may write a table of which PostgreSQL does not know then, since that was made in the
     * meantime: the stream would end there again and again.
     */
    private void create(Connection idle, Statement statement) throws SQLException {
        for (int attempt = 1; attempt < MOST_MAKINGS && !closed; attempt++) {
            String before = machinery.slot().files(idle);
            machinery.slot().create(statement);
            if (machinery.slot().files(idle).equals(before)) {
                return;
            }
            machinery.slot().drop(idle);
        }
        if (!closed) {
            machinery.slot().create(statement);
        }
    }

    private boolean isWhereWeLeftIt(Connection connection, Slot.State state) throws SQLException {
        long known =
                machinery.catalog().slotPosition(connection, machinery.slot().name());
        return KnownPosition.objection(state, known).isEmpty();
    }

    private void know(Connection connection, long lsn) throws SQLException {
        machinery.catalog().slotPosition(connection, machinery.slot().name(), lsn);
        machinery.stream().position().known(lsn);
    }

    /** Lets go of WAL that is done with: the catalog is told first, then the slot. */
    void release(Connection open) throws SQLException {
        if (!ready || lost.isPresent() || System.nanoTime() - released < LEAST_BETWEEN_STEPS_NANOS) {
            return;
        }
        long known = machinery.stream().position().lsn();
        long applied = machinery.queue().acknowledged();
        // what is written here must not be a reason to write again: it brings a barrier, but no transaction of the
        // sources
        boolean overdue = System.nanoTime() - released > MOST_BETWEEN_STEPS_NANOS
                && machinery.queue().lastTransaction() > known
                && applied > known;
        if (overdue || applied - known >= (pressing ? 1 : STEP)) {
            released = System.nanoTime();
            know(open, applied);
        }
    }

    /** After the stream was lost: nothing of it is relied on any more. */
    void clearAway(Connection open) throws SQLException {
        ready = false;
        lag = Optional.empty();
        machinery.stream().halt();
        machinery.slot().drop(open);
        machinery.queue().clear();
        lost = Optional.empty();
    }

    /** A slot that nothing will read any more holds back WAL for ever: it goes. */
    void dropUnused(Connection open) throws SQLException {
        if (machinery.slot().state(open).isPresent()) {
            machinery.slot().drop(open);
        }
    }

    /** Every few seconds: is the slot well, and does WAL pile up. */
    void watch(Connection open) throws SQLException {
        if (!ready || lost.isPresent()) {
            return;
        }
        Optional<Slot.State> state = machinery.slot().state(open);
        // Debezium does not notice an invalidated slot
        String problem = state.map(found -> found.problem().isEmpty()
                        ? machinery.stream().position().objection(found).orElse("")
                        : found.problem())
                .orElse("it is gone");
        if (!problem.isEmpty()) {
            lose("the replication slot " + machinery.slot().name() + " cannot be used: " + problem);
            return;
        }
        long behind = state.get().lagBytes();
        lag = Optional.of(behind);
        boolean idle = machinery.stream().isLive() && !machinery.queue().hasWaiting();
        pressing = state.get().heldBytes() > IDLE_HELD;
        boolean nudge = idle && pressing && System.nanoTime() - nudged > NUDGE_NANOS;
        if (idle && behind > IDLE_LAG || nudge) {
            nudged = System.nanoTime();
            machinery.stream().emitBarrier(open);
        }
        unusedLooks = state.get().active() || !machinery.stream().isLive() ? 0 : unusedLooks + 1;
        if (unusedLooks >= LOOKS_UNTIL_KICKED) {
            unusedLooks = 0;
            machinery.stream().kick("its connection was lost");
        }
        tellLag(Math.max(behind, state.get().heldBytes()));
    }

    private void tellLag(long held) {
        if (held > GREAT_LAG == lagTold) {
            return;
        }
        lagTold = held > GREAT_LAG;
        if (lagTold) {
            machinery
                    .listener()
                    .alert(new Alert(
                            Event.SLOT_LAG,
                            Optional.empty(),
                            "FR3015",
                            "the slot holds back " + (held >> 20) + " MB of WAL"));
        }
    }

    /** Gives up a slot under way: left alone, the server would make it when nobody waits for it any more. */
    void close() {
        Making begun = making;
        if (begun == null || !begun.thread().isAlive()) {
            return;
        }
        closed = true;
        try {
            // again and again: it may be between two statements
            for (int attempt = 0; attempt < 40 && begun.thread().isAlive(); attempt++) {
                begun.statement().cancel();
                begun.thread().join(50);
            }
        } catch (SQLException alreadyEnded) {
            // nothing is under way any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Sql.closeQuietly(begun.connection());
    }
}
