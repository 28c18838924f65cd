package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.CaptureMode;
import dev.freshet.cdc.catalog.SourceRow;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps sources on their way: a tick looks at what is next for each and does one step of it. Everything here may fail and comes again with a
 * later tick; nothing is written while there is nothing to do.
 */
public final class PhaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PhaseKeeper.class);
    private static final long TICK_MILLIS = 20;
    private static final long HEALTH_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long AFTER_FALLBACK_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long IDLE_LAG = 8L << 20;
    private static final long GREAT_LAG = 1L << 30;
    private static final long VACUUM_AFTER = 20_000;

    private final Machinery machinery;
    private final SourceSteps steps;
    private final Collection<CapturedSource> sources;
    private final ScheduledExecutorService thread;
    private @Nullable Connection connection;
    private volatile String serverObstacle;
    private volatile Optional<Long> lag = Optional.empty();
    private volatile Optional<String> lostStream = Optional.empty();
    private volatile boolean slotReady;
    private volatile boolean creatingSlot;
    private volatile boolean fenced;
    private volatile boolean wanted;
    private long nextHealth;
    private long deletedSinceVacuum;
    private boolean lagTold;

    /**
     * @param sources those that are captured now; a concurrent view
     * @param serverObstacle why the WAL cannot be used on this server, or empty
     */
    public PhaseKeeper(Machinery machinery, Collection<CapturedSource> sources, String serverObstacle) {
        this.machinery = machinery;
        this.sources = sources;
        this.serverObstacle = serverObstacle;
        steps = new SourceSteps(machinery);
        ThreadFactory named =
                Thread.ofPlatform().name("freshet-capture").daemon().factory();
        thread = Executors.newSingleThreadScheduledExecutor(named);
    }

    /**
     * Why the WAL cannot be used here, or empty.
     *
     * @throws FreshetException FR3003 where {@code capture.mode} is {@code wal} and it cannot be
     */
    public static String serverObstacle(Connection connection, CaptureMode mode) throws SQLException {
        if (mode == CaptureMode.TRIGGER) {
            return "capture.mode is trigger";
        }
        String obstacle = WalEligibility.ofServer(connection);
        if (mode == CaptureMode.WAL && !obstacle.isEmpty()) {
            throw Fault.of("FR3003", "capture.mode is wal, but " + obstacle)
                    .withHint(
                            "Set wal_level = logical and restart PostgreSQL, ALTER ROLE … REPLICATION, and GRANT CREATE ON DATABASE; "
                                    + "or choose capture.mode = auto.")
                    .exception();
        }
        return obstacle;
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The slot is there and whole, as was seen before capture began. */
    public void slotIsReady() {
        slotReady = true;
        machinery.stream().start();
    }

    /** Something was applied: phases may move. */
    public void encourage() {
        wanted = true;
    }

    /** The stream cannot go on: told by its supervisor. */
    public void streamLost(String reason) {
        lostStream = Optional.of(reason);
        for (CapturedSource source : sources) {
            if (source.phase() == CapturePhase.WAL) {
                source.lose(reason);
            }
        }
    }

    /** A source's identity, publication entry or rows are not what the WAL phase rests on: it goes back to triggers. */
    public void distrust(CapturedSource source, String reason) {
        source.lose(reason);
    }

    /** Trigger and WAL did not agree: the source stays on triggers. */
    public void disagreed(CapturedSource source, String detail) {
        source.obstruct("trigger and WAL disagreed: " + detail);
        source.lose(source.obstacle());
    }

    /** Whether another instance has taken over. */
    public boolean isFenced() {
        return fenced;
    }

    /** WAL not acknowledged yet, as of a moment ago. */
    public Optional<Long> lag() {
        return lag;
    }

    private void tick() {
        try {
            Connection open = connect();
            recover(open);
            trim(open);
            advance(open);
            health(open);
        } catch (FreshetException e) {
            if (e.fault().code().equals("FR3005")) {
                fenced = true;
                thread.shutdown();
            }
            LOG.debug("capture's keeper: {}", e.getMessage());
        } catch (SQLException e) {
            LOG.debug("capture's keeper: {}", e.getMessage());
            if (Sql.isConnectionLost(e)) {
                disconnect();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("capture's keeper failed; it goes on", e);
        }
    }

    /** Sources that were lost get their triggers back; after a lost stream the slot goes, too. */
    private void recover(Connection open) throws SQLException {
        Optional<String> lost = lostStream;
        if (lost.isPresent()) {
            machinery.listener().alert(new Alert(Event.SLOT_LOST, Optional.empty(), "FR3012", lost.get()));
            slotReady = false;
            machinery.stream().halt();
            machinery.slot().drop(open);
            machinery.queue().clear();
            for (CapturedSource source : sources) {
                if (source.phase() == CapturePhase.TRANSITIONING) {
                    source.lose(lost.get());
                }
            }
            lostStream = Optional.empty();
        }
        for (CapturedSource source : sources) {
            if (!source.ready().isDone() && !source.isForgotten()) {
                steps.fallBack(open, source, source.lastError());
                source.retryAt(System.nanoTime() + AFTER_FALLBACK_NANOS);
            }
        }
    }

    private void trim(Connection open) throws SQLException {
        for (CapturedSource source : sources) {
            Optional<Snapshot> to = source.takeTrim();
            if (to.isPresent() && source.phase() != CapturePhase.WAL) {
                Sql.execute(open, "SET synchronous_commit = off");
                long deleted = Sql.update(
                        open,
                        "DELETE FROM " + source.buffer().table() + " WHERE pg_catalog.pg_visible_in_snapshot(xid, '"
                                + to.get() + "'::pg_snapshot)");
                Sql.execute(open, "SET synchronous_commit = on");
                deletedSinceVacuum += deleted;
                if (deletedSinceVacuum > VACUUM_AFTER) {
                    deletedSinceVacuum = 0;
                    Sql.execute(open, "VACUUM (SKIP_LOCKED) " + source.buffer().table());
                }
            }
        }
    }

    private void advance(Connection open) throws SQLException, InterruptedException {
        for (CapturedSource source : sources) {
            if (source.leftovers() && source.phase() == CapturePhase.WAL) {
                attempt(open, source, () -> steps.removeTriggers(open, source));
            }
        }
        if (!wanted || !serverObstacle.isEmpty() || lostStream.isPresent()) {
            return;
        }
        for (CapturedSource source : sources) {
            if (isDue(source) && source.phase() == CapturePhase.TRIGGER) {
                String obstacle = WalEligibility.ofTable(source.shape());
                if (obstacle.isEmpty()) {
                    attempt(open, source, () -> steps.prepare(open, source));
                } else {
                    obstruct(open, source, obstacle);
                }
            }
        }
        List<CapturedSource> prepared = sources.stream()
                .filter(source -> source.phase() == CapturePhase.TRANSITIONING && source.q() == 0 && isDue(source))
                .toList();
        if (!prepared.isEmpty()) {
            toStream(open, prepared);
        } else if (slotReady) {
            machinery.stream().probe(open);
        }
    }

    /** Slot, engine, first barrier, then Q: whatever began before Q may come in part. */
    private void toStream(Connection open, List<CapturedSource> prepared) throws SQLException, InterruptedException {
        if (!slotReady) {
            createSlot();
            return;
        }
        machinery.stream().start();
        machinery.stream().probe(open);
        if (!machinery.stream().isLive()) {
            return;
        }
        for (CapturedSource source : prepared) {
            attempt(open, source, () -> steps.prepare(open, source));
        }
        long q = Sql.number(open, "SELECT pg_catalog.pg_current_xact_id()::text::int8");
        for (CapturedSource source : prepared) {
            if (isDue(source) && machinery.slot().entry(open, source.oid()) != 0) {
                source.passQ(q);
            }
        }
    }

    /** On a connection and a thread of its own: it waits for every running write transaction of the cluster. */
    private void createSlot() {
        if (creatingSlot) {
            return;
        }
        creatingSlot = true;
        Thread.ofVirtual().name("freshet-slot").start(() -> {
            try (Connection idle = machinery.database().open("slot")) {
                Optional<Slot.State> state = machinery.slot().state(idle);
                if (state.isPresent() && !state.get().problem().isEmpty()) {
                    machinery.slot().drop(idle);
                    state = Optional.empty();
                }
                if (state.isEmpty()) {
                    machinery.slot().create(idle);
                }
                slotReady = true;
            } catch (SQLException | FreshetException e) {
                notice("the replication slot cannot be made: " + e.getMessage());
                for (CapturedSource source : sources) {
                    source.retryAt(System.nanoTime() + 60 * RETRY_NANOS);
                }
            } finally {
                creatingSlot = false;
            }
        });
    }

    private boolean isDue(CapturedSource source) {
        return source.since().isPresent()
                && source.obstacle().isEmpty()
                && source.ready().isDone()
                && !source.isForgotten()
                && source.retryAt() - System.nanoTime() <= 0;
    }

    private void attempt(Connection open, CapturedSource source, Sql.Action step) throws SQLException {
        try {
            step.run();
        } catch (FreshetException e) {
            if (e.fault().code().equals("FR3005")) {
                throw e;
            }
            source.retryAt(System.nanoTime() + RETRY_NANOS);
            source.lastError(e.fault().primary());
        } catch (SQLException e) {
            if (Sql.isConnectionLost(e)) {
                throw e;
            }
            obstruct(open, source, Sql.words(e));
            if (source.phase() == CapturePhase.TRANSITIONING) {
                source.lose(Sql.words(e));
            }
        }
    }

    private void obstruct(Connection open, CapturedSource source, String reason) throws SQLException {
        source.obstruct(reason);
        source.lastError(reason);
        machinery.catalog().error(open, source.oid(), reason);
        machinery
                .listener()
                .alert(new Alert(
                        Event.CAPTURE_NOTICE,
                        Optional.of(source.relation()),
                        "FR3013",
                        source.relation() + " stays on triggers: " + reason));
    }

    private void notice(String text) {
        machinery.listener().alert(new Alert(Event.CAPTURE_NOTICE, Optional.empty(), "FR3014", text));
    }

    /** Every few seconds: is the slot well, does WAL pile up, what waits. */
    private void health(Connection open) throws SQLException {
        if (System.nanoTime() - nextHealth < 0 && nextHealth != 0) {
            return;
        }
        nextHealth = System.nanoTime() + HEALTH_NANOS;
        for (SourceRow row : machinery.catalog().load(open)) {
            if (row.released()) {
                steps.cleanUp(open, row.oid(), row.identityBefore());
            }
        }
        if (!slotReady || lostStream.isPresent()) {
            return;
        }
        Optional<Slot.State> state = machinery.slot().state(open);
        if (state.isEmpty() || !state.get().problem().isEmpty()) {
            // Debezium does not notice; its supervisor will at its next start
            streamLost("the replication slot " + machinery.slot().name() + " is "
                    + state.map(Slot.State::problem).orElse("gone"));
            return;
        }
        long held = state.get().lagBytes();
        lag = Optional.of(held);
        if (held > IDLE_LAG && machinery.stream().isLive() && !machinery.queue().hasWaiting()) {
            machinery.stream().emitBarrier(open);
        }
        if (held > GREAT_LAG != lagTold) {
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
        Map<Integer, Long> waiting = machinery.queue().waitingRows();
        for (CapturedSource source : sources) {
            if (source.phase() == CapturePhase.WAL) {
                machinery.catalog().pending(open, source.oid(), waiting.getOrDefault(source.oid(), 0L));
            }
        }
    }

    private Connection connect() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            open = machinery.database().open("capture");
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            Sql.closeQuietly(open);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }
}
