package dev.freshet.cdc;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.catalog.CaptureCatalog;
import dev.freshet.cdc.catalog.PolledCatalog;
import dev.freshet.cdc.catalog.SourceRow;
import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.phase.CapturedSource;
import dev.freshet.cdc.phase.Fingerprint;
import dev.freshet.cdc.phase.Machinery;
import dev.freshet.cdc.phase.PhaseKeeper;
import dev.freshet.cdc.phase.SourceSteps;
import dev.freshet.cdc.polled.PollTransaction;
import dev.freshet.cdc.polled.PolledSources;
import dev.freshet.cdc.polled.Polling;
import dev.freshet.cdc.snapshot.CycleTransaction;
import dev.freshet.cdc.snapshot.CycleTransaction.Taken;
import dev.freshet.cdc.spill.SpillSpace;
import dev.freshet.cdc.table.Members;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.table.TextOutput;
import dev.freshet.cdc.trigger.CaptureTriggers;
import dev.freshet.cdc.trigger.ChangeBuffer;
import dev.freshet.cdc.wal.KnownPosition;
import dev.freshet.cdc.wal.Publication;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.cdc.wal.TransactionQueue;
import dev.freshet.cdc.wal.WalStream;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Capture: source tables become changes, by trigger first and from the WAL as soon as the server allows it, cut by the one clock. Called by
 * the cycle's thread, except {@link #status} and {@link #close}; a thread of its own moves phases.
 */
public final class Capture implements ChangeSource {
    private final CaptureSettings settings;
    private final Machinery machinery;
    private final SourceSteps steps;
    private final PhaseKeeper keeper;
    private final CycleTransaction transaction;
    private final TextOutput text = new TextOutput();
    private final Map<Relation, CapturedSource> sources = new ConcurrentHashMap<>();
    private final PolledSources polled;
    private final AtomicReference<Snapshot> latest;
    private Connection control;
    private Optional<Snapshot> applied = Optional.empty();
    private @Nullable CycleReading last;
    private long arrivalsSeen;

    /**
     * Opens capture: its catalog, and where sources are in the WAL phase since the last run, the stream.
     *
     * @throws FreshetException FR3001 the database cannot be reached; FR3003 {@code capture.mode} is {@code wal} and the server cannot
     */
    public static Capture open(CaptureSettings settings, CaptureListener listener) {
        return new Capture(settings, listener);
    }

    private Capture(CaptureSettings settings, CaptureListener listener) {
        this.settings = settings;
        Database database = new Database(settings.login());
        control = database.open("control");
        Fence fence = Fence.of(settings.names().schema(), settings.epoch());
        CaptureCatalog catalog = new CaptureCatalog(settings.names().schema(), fence);
        Slot slot = new Slot(settings.names().slot(), fence);
        Publication publication =
                new Publication(settings.names().publication(), settings.names().schema(), fence);
        TransactionQueue queue = new TransactionQueue(
                settings.room().memory(), new SpillSpace(settings.room().scratch()));
        CompletableFuture<PhaseKeeper> keeperLater = new CompletableFuture<>();
        try {
            catalog.create(control, settings.names().slot());
            PolledCatalog polledCatalog = new PolledCatalog(settings.names().schema(), fence);
            polledCatalog.clear(control);
            polled = new PolledSources(polledCatalog, listener);
            String obstacle = PhaseKeeper.serverObstacle(control, settings.mode());
            latest = new AtomicReference<>(Snapshot.parse(
                    Sql.text(control, "SELECT pg_catalog.pg_current_snapshot()").orElseThrow()));
            WalStream stream = new WalStream(
                    database,
                    slot,
                    publication.name(),
                    fence,
                    settings.debezium(),
                    queue,
                    latest::get,
                    reason -> keeperLater.join().streamLost(reason));
            machinery = new Machinery(
                    settings,
                    database,
                    fence,
                    catalog,
                    new CaptureTriggers(settings.names().schema(), fence),
                    slot,
                    publication,
                    queue,
                    stream,
                    listener,
                    new ReentrantLock());
            steps = new SourceSteps(machinery, sources.values());
            keeper = new PhaseKeeper(machinery, sources.values(), obstacle);
            keeperLater.complete(keeper);
            transaction = new CycleTransaction(database, fence, settings.waits().patience());
            resume(obstacle);
        } catch (SQLException e) {
            Sql.closeQuietly(control);
            throw Refusal.of(Fault.of("FR3004", "capture cannot be set up"), e);
        } catch (FreshetException e) {
            Sql.closeQuietly(control);
            throw e;
        }
        keeper.start();
    }

    /** Where sources were on the WAL, looks whether the slot still is what they rest on. */
    private void resume(String obstacle) throws SQLException {
        boolean used = machinery.catalog().load(control).stream().anyMatch(row -> row.phase() != CapturePhase.TRIGGER);
        if (!used || !obstacle.isEmpty()) {
            return;
        }
        long known = machinery.catalog().slotPosition(control, settings.names().slot());
        Optional<Slot.State> state = machinery.slot().state(control);
        String problem = state.map(found -> found.problem().isEmpty()
                        ? KnownPosition.objection(found, known).orElse("")
                        : found.problem())
                .orElse("it is gone");
        if (problem.isEmpty()) {
            keeper.slotIsReady(known);
        } else {
            machinery
                    .listener()
                    .alert(new Alert(
                            Event.SLOT_LOST,
                            Optional.empty(),
                            "FR3012",
                            "the replication slot " + settings.names().slot() + " cannot be used: " + problem));
        }
    }

    @Override
    public void capture(SourceTable table) {
        CapturedSource known = sources.get(table.relation());
        if (known != null
                && known.oid() == table.oid()
                && known.table().layout().equals(table.layout())
                && !known.isAltered()) {
            known.rely(table);
            return;
        }
        if (polled.contains(table)) {
            return;
        }
        machinery.turn().lock();
        try {
            ensureControl();
            TableShape shape = TableShape.read(control, table);
            if (PolledSources.isPolled(shape)) {
                if (known != null) {
                    forget(known);
                }
                releaseNamesakes(table);
                polled.capture(control, table, shape);
                return;
            }
            Members members = Members.read(control, table, shape);
            if (known != null) {
                forget(known);
            }
            polled.release(control, table.relation());
            sources.put(table.relation(), begin(table, members, known != null));
        } catch (SQLException e) {
            throw Refusal.of(Fault.of("FR3004", "changes of " + table.relation() + " cannot be captured"), e);
        } finally {
            machinery.turn().unlock();
        }
    }

    private void forget(CapturedSource known) {
        sources.remove(known.relation());
        known.forget();
        machinery.stream().unregister(known.table());
    }

    /** A source comes to be captured: new, or as it was before a restart, or in another shape. */
    private CapturedSource begin(SourceTable table, Members members, boolean reshaped) throws SQLException {
        CaptureCatalog catalog = machinery.catalog();
        try {
            CaptureTriggers.requireCapturable(members);
        } catch (FreshetException e) {
            if (catalog.find(control, table.oid()).isPresent()) {
                // it could be captured once
                catalog.release(control, table.oid());
            }
            throw e;
        }
        releaseNamesakes(table);
        Optional<SourceRow> row = catalog.find(control, table.oid());
        boolean released = row.filter(SourceRow::released).isPresent();
        catalog.add(control, table.oid(), table.relation());
        CapturedSource source = new CapturedSource(
                table,
                members,
                new ChangeBuffer(settings.names().schema(), members.source()),
                row.map(SourceRow::phase).orElse(CapturePhase.TRIGGER),
                row.map(SourceRow::phaseSince).orElse(0L));
        if (source.phase() == CapturePhase.WAL && !reshaped && isIntact(source, row.orElseThrow())) {
            machinery.stream().register(table, members.relations());
            source.restorePublished(row.orElseThrow().publicationEntry());
            steps.resume(control, source);
            return source;
        }
        try {
            if (source.phase() == CapturePhase.WAL) {
                // what is left of its triggers may be silent
                machinery.triggers().install(control, members, settings.waits().patience());
            } else {
                machinery.triggers().ensure(control, members, settings.waits().patience());
            }
        } catch (SQLException | FreshetException e) {
            if (row.isEmpty()) {
                // some of the members may have theirs
                catalog.release(control, table.oid());
                steps.cleanUp(control, table.oid());
            }
            throw e;
        }
        boolean onItsWay = source.phase() == CapturePhase.TRANSITIONING;
        if (source.phase() == CapturePhase.WAL || onItsWay && (reshaped || !keeper.mayUseWal())) {
            steps.backToTriggers(control, source, reshaped || released || onItsWay);
        }
        if (row.isEmpty()) {
            steps.stamp(control, source);
        }
        return source;
    }

    /** Another table had the name. */
    private void releaseNamesakes(SourceTable table) throws SQLException {
        for (SourceRow row : machinery.catalog().load(control)) {
            if (row.relation().equals(table.relation()) && row.oid() != table.oid() && !row.released()) {
                machinery.catalog().release(control, row.oid());
            }
        }
    }

    /** Whether everything the WAL phase rests on is as it was left. */
    private boolean isIntact(CapturedSource source, SourceRow row) throws SQLException {
        return keeper.isSlotAsFound()
                && !row.publicationEntry().isEmpty()
                && steps.look(control, source)
                        .filter(found -> found.full() && found.published().equals(row.publicationEntry()))
                        .isPresent();
    }

    @Override
    public void release(Relation table) {
        CapturedSource known = sources.get(table);
        machinery.turn().lock();
        try {
            ensureControl();
            if (known != null) {
                forget(known);
                machinery.catalog().release(control, known.oid());
            }
            polled.release(control, table);
        } catch (SQLException e) {
            throw Refusal.of(Fault.of("FR3004", "the capture of " + table + " cannot be ended"), e);
        } finally {
            machinery.turn().unlock();
        }
    }

    @Override
    public Reading begin(Collection<Relation> wholeReads, Collection<SourceTable> toPoll) {
        if (keeper.isFenced()) {
            throw Fence.taken();
        }
        Map<Relation, Fault> lacking =
                Readiness.lacking(wholeReads, sources, settings.waits().patience());
        arrivalsSeen = machinery.queue().arrivals();
        Taken taken = transaction.begin(wholeReads, lacking);
        latest.set(taken.snapshot());
        Polling polling = toPoll.isEmpty() ? new Polling() : poll(taken.snapshot(), toPoll);
        boolean idle = wholeReads.isEmpty()
                && polling.isQuiet()
                && applied.equals(Optional.of(taken.snapshot()))
                && sources.values().stream().allMatch(Capture::isQuiet);
        ChangeCut cut = new ChangeCut(
                taken,
                sources.values(),
                applied,
                machinery.queue(),
                machinery.stream(),
                keeper,
                new Fingerprint.Marks(
                        settings.names().schema(), settings.names().publication()),
                text);
        CycleReading reading = new CycleReading(transaction, taken, idle, polling, cut, text);
        last = reading;
        return reading;
    }

    private Polling poll(Snapshot snapshot, Collection<SourceTable> wanted) {
        try {
            ensureControl();
            return polled.poll(new PollTransaction(transaction.connection(), control, snapshot, text), wanted);
        } catch (SQLException e) {
            transaction.rollback();
            throw Refusal.of(Fault.of("FR3021", "sources could not be polled"), e);
        }
    }

    /** Nothing to tell of it, and no hand-over that waits for cycles to be run. */
    private static boolean isQuiet(CapturedSource source) {
        return source.reset().isEmpty() && (source.phase() != CapturePhase.TRANSITIONING || source.q() == 0);
    }

    @Override
    public void applied(Snapshot snapshot) {
        CycleReading reading = last;
        if (reading == null || !reading.snapshot().equals(snapshot)) {
            throw new IllegalArgumentException("not the snapshot of the last reading: " + snapshot);
        }
        if (reading.idle()) {
            return;
        }
        if (!reading.isCut()) {
            throw new IllegalStateException("the changes up to " + snapshot + " were not taken");
        }
        reading.cut().outcomes().forEach((source, outcome) -> settle(source, outcome, snapshot));
        for (CapturedSource source : sources.values()) {
            Optional<Fingerprint> seen = reading.cut().seen(source);
            if (reading.foundAltered(source)) {
                source.alter();
            } else if (reading.readsWhole(source) && seen.isPresent() && !source.isAltered()) {
                source.applied(snapshot, seen.get());
                source.trim(snapshot);
                if (source.phase() != CapturePhase.WAL && !seen.get().triggers().areIntact()) {
                    keeper.distrust(source, "its triggers were disabled or dropped");
                }
            }
        }
        polled.applied(reading.polling(), snapshot);
        applied = Optional.of(snapshot);
        machinery.queue().applied(snapshot);
        keeper.encourage();
    }

    private void settle(CapturedSource source, ChangeCut.Outcome outcome, Snapshot snapshot) {
        switch (outcome) {
            case ChangeCut.Outcome.Followed(Fingerprint seen, boolean buffered) -> {
                source.applied(snapshot, seen);
                source.agreed(0);
                if (buffered) {
                    source.trim(snapshot);
                }
            }
            case ChangeCut.Outcome.Agreed(Fingerprint seen, boolean buffered) -> {
                source.applied(snapshot, seen);
                source.agreed(source.agreed() + 1);
                if (buffered) {
                    source.trim(snapshot);
                }
                handOver(source, seen);
            }
            case ChangeCut.Outcome.Void(dev.freshet.kernel.port.SourceChange told) -> {
                source.agreed(0);
                if (told instanceof dev.freshet.kernel.port.SourceChange.Reset(Relation relation, String reason)) {
                    source.resetTold(reason);
                } else {
                    source.alter();
                    machinery
                            .listener()
                            .alert(new Alert(
                                    Event.SCHEMA_CHANGED,
                                    Optional.of(source.relation()),
                                    "FR3008",
                                    source.relation() + " was altered"));
                }
            }
        }
    }

    /** Trigger and WAL have agreed often enough: from this snapshot on the WAL feeds the circuits. */
    private void handOver(CapturedSource source, Fingerprint seen) {
        boolean inPlace =
                seen.full() && !seen.published().isEmpty() && seen.published().equals(source.publishedAtQ());
        // where the keeper is at work a later cycle tries again: no cycle waits for it
        if (source.agreed() < AGREEING_CYCLES || !inPlace || !machinery.turn().tryLock()) {
            return;
        }
        try {
            if (source.phase() == CapturePhase.TRANSITIONING
                    && source.ready().isDone()
                    && machinery.stream().isLive()) {
                ensureControl();
                steps.handOver(control, source);
            }
        } catch (SQLException | FreshetException e) {
            // the source stays where it is, and the cycle is done all the same: a later one tries again
            source.agreed(0);
        } finally {
            machinery.turn().unlock();
        }
    }

    private static final int AGREEING_CYCLES = 3;

    @Override
    public List<SourceStatus> status() {
        Map<Integer, Long> waiting = machinery.queue().waitingRows();
        List<SourceStatus> all = new ArrayList<>(polled.status());
        for (CapturedSource source : sources.values()) {
            CapturePhase phase = source.phase();
            all.add(new SourceStatus(
                    source.relation(),
                    Optional.of(phase),
                    source.phaseSince(),
                    phase == CapturePhase.WAL ? waiting.getOrDefault(source.oid(), 0L) : source.buffered(),
                    phase == CapturePhase.TRIGGER ? Optional.empty() : keeper.lag(),
                    Optional.of(source.lastError()).filter(error -> !error.isEmpty())));
        }
        all.sort((a, b) -> a.source().compareTo(b.source()));
        return all;
    }

    /** Bytes of heap that delivered changes take which wait for a cycle. Any thread. */
    public long waitingBytes() {
        return machinery.queue().waitingBytes();
    }

    @Override
    public void awaitChange(Duration atMost) throws InterruptedException {
        machinery.queue().awaitArrival(arrivalsSeen, atMost.toNanos());
    }

    private void ensureControl() throws SQLException {
        if (control.isClosed() || !control.isValid(5)) {
            Sql.closeQuietly(control);
            control = machinery.database().open("control");
        }
    }

    /**
     * Removes everything capture has put into the database: triggers, buffers, publication, slot; replica identities are given back. With no
     * instance running; the catalog's schema is the sink's to drop.
     */
    public static void uninstall(CaptureSettings settings) {
        Uninstall.run(settings);
    }

    @Override
    public void close() {
        keeper.close();
        machinery.stream().close();
        transaction.close();
        Sql.closeQuietly(control);
    }
}
