package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.CaptureMode;
import dev.freshet.cdc.catalog.SourceRow;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
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
    private static final long VACUUM_AFTER = 20_000;

    private final Machinery machinery;
    private final SourceSteps steps;
    private final SlotKeeper slot;
    private final Attempts attempts;
    private final Collection<CapturedSource> sources;
    private final ScheduledExecutorService thread;
    private final String serverObstacle;
    private @Nullable Connection connection;
    private volatile boolean fenced;
    private volatile boolean wanted;
    private long nextHealth = System.nanoTime();
    private long deletedSinceVacuum;
    private boolean retired;
    /** Tables may have something of ours that are members of no source; also after a start. */
    private boolean untidy = true;

    /** The sources have been told that the slot is lost. */
    private boolean lossSpread;

    /**
     * @param sources those that are captured now; a concurrent view
     * @param serverObstacle why the WAL cannot be used on this server, or empty
     */
    public PhaseKeeper(Machinery machinery, Collection<CapturedSource> sources, String serverObstacle) {
        this.machinery = machinery;
        this.sources = sources;
        this.serverObstacle = serverObstacle;
        steps = new SourceSteps(machinery, sources);
        slot = new SlotKeeper(machinery);
        attempts = new Attempts(machinery);
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

    /** The slot is there and whole, as was seen before capture began, and where the catalog knows of. */
    public void slotIsReady(long known) {
        machinery.stream().position().known(known);
        slot.found();
        machinery.stream().start();
    }

    /** Whether server and settings allow the WAL. */
    public boolean mayUseWal() {
        return serverObstacle.isEmpty();
    }

    /** Whether it has been so ever since. */
    public boolean isSlotAsFound() {
        return slot.isAsFound();
    }

    /** Something was applied: phases may move. */
    public void encourage() {
        wanted = true;
    }

    /** The stream cannot go on: told by its supervisor. */
    public void streamLost(String reason) {
        slot.lose(reason);
        for (CapturedSource source : sources) {
            if (source.phase() == CapturePhase.WAL) {
                source.lose(reason);
            }
        }
    }

    /** What a source's present path rests on was touched: it is put back on triggers and read anew. */
    public void distrust(CapturedSource source, String reason) {
        source.distrust(reason);
    }

    /** Other tables hold a source's rows by now: it is captured anew, by triggers on those. */
    public void regroup(CapturedSource source) {
        source.regroup("other tables hold its rows by now: a partition or a child came, went, or was altered");
    }

    /** Trigger and WAL did not agree, so either may be wrong: the source is read anew, and stays on triggers. */
    public void disagreed(CapturedSource source, String detail) {
        LOG.error("trigger and WAL disagreed on {}: {}", source.relation(), detail);
        source.obstruct("trigger and WAL disagreed: " + detail);
        source.distrust(source.obstacle());
    }

    /** Whether another instance has taken over. */
    public boolean isFenced() {
        return fenced;
    }

    /** WAL not acknowledged yet, as of a moment ago. */
    public Optional<Long> lag() {
        return slot.lag();
    }

    private void tick() {
        try {
            Connection open = connect();
            recover(open);
            trim(open);
            slot.release(open);
            advance(open);
            health(open);
        } catch (FreshetException e) {
            if (Fence.isTaken(e)) {
                fenced = true;
                machinery.stream().halt();
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
        Optional<String> lost = slot.lost();
        if (lost.isPresent() && !lossSpread) {
            lossSpread = true;
            machinery.listener().alert(new Alert(Event.SLOT_LOST, Optional.empty(), "FR3012", lost.get()));
            for (CapturedSource source : sources) {
                if (source.phase() != CapturePhase.TRIGGER) {
                    source.lose(lost.get());
                }
            }
        }
        if (lost.isEmpty() && !slot.isReady()) {
            // whatever led there: nothing tells of its changes
            for (CapturedSource source : sources) {
                if (source.phase() == CapturePhase.WAL
                        && !source.isAltered()
                        && source.ready().isDone()) {
                    source.lose("there is no stream");
                }
            }
        }
        for (CapturedSource source : sources) {
            if (!source.ready().isDone() && isRetryDue(source)) {
                attempts.run(open, source, () -> {
                    boolean regrouped = source.isRegrouped();
                    steps.fallBack(open, source, source.lastError());
                    untidy |= regrouped;
                    if (!regrouped) {
                        source.transitAt(System.nanoTime()
                                + machinery.settings().waits().comeback().toNanos());
                    }
                });
            }
        }
        if (lossSpread && sources.stream().allMatch(source -> source.ready().isDone())) {
            // not before: the engine may take its time to end, and nobody sees what is written meanwhile
            slot.clearAway(open);
            lossSpread = false;
        }
    }

    private void trim(Connection open) throws SQLException {
        for (CapturedSource source : sources) {
            Optional<Snapshot> to = source.takeTrim();
            if (to.isEmpty() || source.phase() == CapturePhase.WAL || source.isForgotten()) {
                continue;
            }
            Sql.execute(open, "SET synchronous_commit = off");
            deletedSinceVacuum += Sql.update(open, source.buffer().trim(to.get()));
            Sql.execute(open, "RESET synchronous_commit");
            if (deletedSinceVacuum > VACUUM_AFTER) {
                deletedSinceVacuum = 0;
                Sql.execute(open, "VACUUM (SKIP_LOCKED) " + source.buffer().table());
            }
        }
    }

    private void advance(Connection open) throws SQLException, InterruptedException {
        for (CapturedSource source : sources) {
            if (source.phase() == CapturePhase.WAL) {
                if (source.leftovers() && isRetryDue(source)) {
                    attempts.run(open, source, () -> steps.removeTriggers(open, source));
                }
            } else if (source.fingerprint()
                            .filter(f -> !f.files().equals(source.functionFiles()))
                            .isPresent()
                    && isDue(source)) {
                attempts.run(open, source, () -> steps.refreshFunctions(open, source));
            }
        }
        if (!serverObstacle.isEmpty()) {
            retire(open);
        } else if (wanted && slot.lost().isEmpty()) {
            transit(open);
        }
    }

    /** Where the WAL is not to be used, what a former run left for it goes. */
    private void retire(Connection open) throws SQLException {
        if (retired || !wanted) {
            return;
        }
        slot.dropUnused(open);
        for (CapturedSource source : sources) {
            attempts.run(open, source, () -> steps.retire(open, source));
        }
        retired = true;
    }

    private void transit(Connection open) throws SQLException, InterruptedException {
        for (CapturedSource source : sources) {
            if (isDue(source)
                    && source.phase() == CapturePhase.TRIGGER
                    && source.transitAt() - System.nanoTime() <= 0) {
                String obstacle = WalEligibility.ofSource(source.members());
                if (obstacle.isEmpty()) {
                    obstacle = WalEligibility.ofTypes(open);
                }
                if (obstacle.isEmpty()) {
                    attempts.run(open, source, () -> steps.approach(open, source));
                } else {
                    attempts.obstruct(open, source, obstacle);
                }
            }
        }
        List<CapturedSource> prepared = sources.stream()
                .filter(source -> source.phase() == CapturePhase.TRANSITIONING && source.q() == 0 && isDue(source))
                .toList();
        if (!prepared.isEmpty()) {
            toStream(open, prepared);
        } else if (slot.isReady()) {
            machinery.stream().probe(open);
        }
    }

    /** Slot, engine, first barrier, then identity, publication and Q: whatever began before Q may come in part. */
    private void toStream(Connection open, List<CapturedSource> prepared) throws SQLException, InterruptedException {
        if (!slot.isReady()) {
            makeSlot(prepared);
            return;
        }
        machinery.stream().start();
        machinery.stream().probe(open);
        if (!machinery.stream().isLive()) {
            return;
        }
        for (CapturedSource source : prepared) {
            attempts.run(open, source, () -> steps.publish(open, source));
        }
    }

    private void makeSlot(List<CapturedSource> prepared) throws SQLException {
        String obstacle = slot.obstacle();
        slot.make();
        if (!obstacle.isEmpty()) {
            machinery.listener().alert(new Alert(Event.CAPTURE_NOTICE, Optional.empty(), "FR3014", obstacle));
            for (CapturedSource source : prepared) {
                source.lastError(obstacle);
                source.retryAt(System.nanoTime() + Attempts.LATER_NANOS);
            }
        }
    }

    private boolean isDue(CapturedSource source) {
        return source.since().isPresent()
                && source.obstacle().isEmpty()
                && source.ready().isDone()
                && isRetryDue(source);
    }

    private static boolean isRetryDue(CapturedSource source) {
        return !source.isForgotten() && source.retryAt() - System.nanoTime() <= 0;
    }

    /** Every few seconds: are we still who may write, is the slot well, who was released, what waits. */
    private void health(Connection open) throws SQLException {
        if (System.nanoTime() - nextHealth < 0) {
            return;
        }
        nextHealth = System.nanoTime() + HEALTH_NANOS;
        if (!machinery.fence().holds(open)) {
            throw Fence.taken();
        }
        slot.watch(open);
        cleanUpReleased(open);
        tidy(open);
        Map<Integer, Long> waiting = machinery.queue().waitingRows();
        for (CapturedSource source : sources) {
            switch (source.phase()) {
                case WAL -> {
                    machinery.catalog().pending(open, source.oid(), waiting.getOrDefault(source.oid(), 0L));
                    if (!source.lastError().isEmpty() && !source.leftovers()) {
                        source.lastError("");
                        machinery.catalog().error(open, source.oid(), "");
                    }
                }
                case TRANSITIONING -> {
                    source.buffered(machinery.catalog().buffered(open, source.oid()));
                    if (source.hasWaitedSince(System.nanoTime() - HEALTH_NANOS)) {
                        source.lastError(Obstruction.oldest(open));
                        machinery.catalog().error(open, source.oid(), source.lastError());
                    }
                }
                case TRIGGER -> source.buffered(machinery.catalog().buffered(open, source.oid()));
            }
        }
    }

    private void tidy(Connection open) throws SQLException {
        if (untidy) {
            untidy = !inTurn("former members", () -> steps.tidy(open));
        }
    }

    private void cleanUpReleased(Connection open) throws SQLException {
        for (SourceRow found : machinery.catalog().load(open)) {
            if (found.released()) {
                inTurn(found.relation().toString(), () -> {
                    // it may be captured again since it was found
                    if (machinery
                            .catalog()
                            .find(open, found.oid())
                            .filter(SourceRow::released)
                            .isPresent()) {
                        steps.cleanUp(open, found.oid());
                    }
                });
            }
        }
    }

    /** A step that concerns no source that is captured; false if it is to be tried again. */
    private boolean inTurn(String what, Attempts.Step step) throws SQLException {
        machinery.turn().lock();
        try {
            step.run();
            return true;
        } catch (FreshetException e) {
            if (Fence.isTaken(e)) {
                throw e;
            }
            LOG.debug("{}: not cleaned up yet: {}", what, e.getMessage());
            return false;
        } finally {
            machinery.turn().unlock();
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
        slot.close();
        disconnect();
    }
}
