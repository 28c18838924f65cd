package dev.freshet.cdc;

import dev.freshet.cdc.phase.CapturedSource;
import dev.freshet.cdc.phase.Fingerprint;
import dev.freshet.cdc.phase.PhaseKeeper;
import dev.freshet.cdc.snapshot.CopyOut;
import dev.freshet.cdc.snapshot.CycleTransaction.Taken;
import dev.freshet.cdc.spill.Portions;
import dev.freshet.cdc.spill.WaitingRows;
import dev.freshet.cdc.table.Membership;
import dev.freshet.cdc.table.TextOutput;
import dev.freshet.cdc.trigger.BufferRows;
import dev.freshet.cdc.wal.TransactionQueue;
import dev.freshet.cdc.wal.WalStream;
import dev.freshet.cdc.wal.WalTransaction;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.Scratch;
import dev.freshet.kernel.port.SourceChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The law: of every source, exactly the transactions that S sees and the frontier before did not. A source on triggers by its buffer, read
 * in S's transaction; a source on the WAL by what the stream delivered, once it is complete for S. Confined to the cycle's thread.
 */
final class ChangeCut {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeCut.class);

    /** By then a barrier is cheaper than waiting on for a commit beyond S. */
    private static final long PATIENCE_NANOS = 4_000_000;
    /** A barrier that did not come by then was lost with a connection. */
    private static final long BARRIER_NANOS = 1_500_000_000;

    private static final long LOOK_NANOS = 50_000_000;

    /** Of the memory for what waits, one such part is for buffers that are read. */
    private static final int BUFFERS_PART = 4;

    private static final long LEAST_ROOM = 1 << 18;
    /** Bytes in which changes are told at a time, unless one row is larger. */
    private static final int PORTION = 1 << 20;

    /** Without any sign of life from the stream. A stream that is lost ends the wait at once. */
    private static final long STALLED_NANOS = 300_000_000_000L;

    private final Taken taken;
    private final Collection<CapturedSource> sources;
    private final Map<CapturedSource, Long> candidates;
    private final Optional<Snapshot> before;
    private final TransactionQueue queue;
    private final WalStream stream;
    private final PhaseKeeper keeper;
    private final Fingerprint.Marks marks;
    private final TextOutput text;

    private final Map<CapturedSource, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<CapturedSource, BufferRows> buffers = new HashMap<>();
    private Map<Integer, Fingerprint> seen = Map.of();
    private boolean complete;

    /** What becomes of a source when this cut is applied. */
    sealed interface Outcome {
        /** It is followed; by trigger there may be rows to trim. */
        record Followed(Fingerprint seen, boolean buffered) implements Outcome {}

        /** Trigger and WAL were compared and agreed. */
        record Agreed(Fingerprint seen, boolean buffered) implements Outcome {}

        /** It is not followed until it is read whole. */
        record Void(SourceChange told) implements Outcome {}
    }

    ChangeCut(
            Taken taken,
            Collection<CapturedSource> sources,
            Optional<Snapshot> before,
            TransactionQueue queue,
            WalStream stream,
            PhaseKeeper keeper,
            Fingerprint.Marks marks,
            TextOutput text) {
        this.taken = taken;
        this.sources = List.copyOf(sources);
        this.before = before;
        this.queue = queue;
        this.stream = stream;
        this.keeper = keeper;
        this.marks = marks;
        this.text = text;
        candidates = candidates();
    }

    /**
     * The sources that may be handed over at S, with their Q. Decided once, before buffers are read: net changes that were not gathered would
     * be taken for changes the trigger missed, were a stream that is dead now alive when they are compared.
     */
    private Map<CapturedSource, Long> candidates() {
        if (!stream.isLive()) {
            return Map.of();
        }
        Map<CapturedSource, Long> found = new HashMap<>();
        for (CapturedSource source : sources) {
            long q = source.q();
            if (q > 0 && taken.snapshot().xmin() > q && source.isComparisonDue()) {
                found.put(source, q);
            }
        }
        return found;
    }

    Map<CapturedSource, Outcome> outcomes() {
        return outcomes;
    }

    /** What S shows of a source, if it is there. */
    Optional<Fingerprint> seen(CapturedSource source) {
        return Optional.ofNullable(seen.get(source.oid()));
    }

    /** Reads in S's transaction: what S shows of each source, and the buffers. */
    void readInTransaction(Connection connection) throws SQLException {
        seen = Fingerprint.read(
                connection, sources.stream().map(CapturedSource::oid).toList(), marks);
        List<CapturedSource> buffered = new ArrayList<>();
        for (CapturedSource source : sources) {
            if (source.since().isEmpty()) {
                continue;
            }
            Optional<SourceChange> voided = voidedByCatalog(source);
            if (voided.isPresent()) {
                outcomes.put(source, new Outcome.Void(voided.get()));
            } else if (source.phase() != CapturePhase.WAL) {
                buffered.add(source);
            }
        }
        for (CapturedSource source : withRows(connection, buffered)) {
            boolean compare = candidates.containsKey(source);
            BufferRows rows = new BufferRows(source.table().layout(), compare, roomForBuffer(), queue.space());
            text.learn(connection, source.table().layout().columns());
            String select = source.buffer()
                    .select(
                            source.table().layout(),
                            text,
                            source.since().orElseThrow(),
                            seen(source).orElseThrow().membership().parts());
            CopyOut.read(connection, select, rows.markedLayout(), rows::take);
            buffers.put(source, rows);
        }
    }

    /** Bytes of one more buffer on the heap: all of them together take a part of what may wait. */
    private long roomForBuffer() {
        long held = buffers.values().stream()
                .mapToLong(rows -> rows.rows().heapBytes())
                .sum();
        return Math.max(LEAST_ROOM, queue.mostBytes() / BUFFERS_PART - held);
    }

    private Optional<SourceChange> voidedByCatalog(CapturedSource source) {
        Fingerprint was = source.fingerprint().orElseThrow();
        Optional<Fingerprint> now = seen(source);
        if (now.isEmpty()) {
            return Optional.of(new SourceChange.SchemaChanged(source.relation(), "the table was dropped"));
        }
        Fingerprint is = now.get();
        if (!is.relation().equals(source.relation()) || !is.columns().equals(was.columns())) {
            return Optional.of(new SourceChange.SchemaChanged(source.relation(), "its name or columns were changed"));
        }
        if (!source.keys().stream().allMatch(is::isKey)) {
            return Optional.of(
                    new SourceChange.SchemaChanged(source.relation(), "its key need not be unique any more"));
        }
        Membership known = source.members().membership();
        if (is.membership().inherited() != known.inherited()) {
            // whether a key holds depends on it
            return Optional.of(new SourceChange.SchemaChanged(
                    source.relation(), "tables inherit from it that did not, or the other way round"));
        }
        if (is.membership().foreign()) {
            return Optional.of(
                    new SourceChange.SchemaChanged(source.relation(), "a foreign table holds some of its rows"));
        }
        if (!is.membership().equals(known) || !is.membership().equals(was.membership())) {
            keeper.regroup(source);
        } else if (source.phase() == CapturePhase.WAL) {
            if (!is.full() || !is.published().equals(source.published())) {
                keeper.distrust(source, "its replica identity or its place in the publication was changed");
            }
        } else if (!is.triggers().equals(was.triggers())) {
            keeper.distrust(source, "its triggers or their buffer were changed");
        }
        Optional<String> reset = source.reset();
        if (reset.isEmpty() && !is.files().equals(was.files())) {
            reset = Optional.of("it was truncated or rewritten");
        }
        return reset.map(reason -> new SourceChange.Reset(source.relation(), reason));
    }

    /** One small statement for all buffers, since most of them are empty most of the time. */
    private static List<CapturedSource> withRows(Connection connection, List<CapturedSource> sources)
            throws SQLException {
        if (sources.isEmpty()) {
            return List.of();
        }
        StringJoiner tests = new StringJoiner(", ", "SELECT ", "");
        for (CapturedSource source : sources) {
            tests.add(source.buffer().anyAfter(source.since().orElseThrow()));
        }
        List<CapturedSource> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(tests.toString())) {
            row.next();
            for (int i = 0; i < sources.size(); i++) {
                if (row.getBoolean(i + 1)) {
                    found.add(sources.get(i));
                }
            }
        }
        return found;
    }

    /** Waits for the WAL where a source needs it, and tells the changes. On the same connection, in autocommit mode. */
    void finish(Connection connection, Consumer<SourceChange> changes) throws SQLException, InterruptedException {
        complete = awaitStream(connection);
        List<WalTransaction> delivered = complete ? queue.visible(taken.snapshot()) : List.of();
        Namesakes namesakes = new Namesakes(sources, seen);
        for (CapturedSource source : sources) {
            if (source.since().isEmpty()) {
                continue;
            }
            if (!outcomes.containsKey(source)) {
                follow(source, delivered, namesakes, changes);
            }
            if (outcomes.get(source) instanceof Outcome.Void(SourceChange told)) {
                changes.accept(told);
            }
            Optional.ofNullable(buffers.get(source))
                    .ifPresent(read -> read.rows().clear());
        }
    }

    private void follow(
            CapturedSource source,
            List<WalTransaction> delivered,
            Namesakes namesakes,
            Consumer<SourceChange> changes) {
        Fingerprint now = seen(source).orElseThrow();
        Optional<String> reset = source.reset();
        if (reset.isPresent()) {
            outcomes.put(source, new Outcome.Void(new SourceChange.Reset(source.relation(), reset.get())));
        } else if (source.phase() == CapturePhase.WAL) {
            followWal(source, delivered, now, namesakes.of(source), changes);
        } else {
            followBuffer(source, delivered, now, changes);
        }
    }

    private void followBuffer(
            CapturedSource source, List<WalTransaction> delivered, Fingerprint now, Consumer<SourceChange> changes) {
        Optional<BufferRows> rows = Optional.ofNullable(buffers.get(source));
        Optional<SourceChange> voided = rows.flatMap(read -> read.voids(source.relation()));
        if (voided.isPresent()) {
            outcomes.put(source, new Outcome.Void(voided.get()));
            return;
        }
        if (!tell(source, rows.map(BufferRows::rows).stream().toList(), changes)) {
            return;
        }
        boolean agreed = false;
        Long q = candidates.get(source);
        if (q != null && complete && isCandidate(source)) {
            Map<Long, Long> byTrigger = rows.map(BufferRows::netChanges).orElse(Map.of());
            Optional<String> difference =
                    PathComparison.difference(source.oid(), source.since().orElseThrow(), q, byTrigger, delivered);
            difference.ifPresent(detail -> keeper.disagreed(source, detail));
            agreed = difference.isEmpty();
        }
        boolean buffered = rows.isPresent();
        outcomes.put(source, agreed ? new Outcome.Agreed(now, buffered) : new Outcome.Followed(now, buffered));
    }

    private void followWal(
            CapturedSource source,
            List<WalTransaction> delivered,
            Fingerprint now,
            Predicate<WalTransaction> mistaken,
            Consumer<SourceChange> changes) {
        Snapshot since = source.since().orElseThrow();
        boolean altered =
                !now.versions().equals(source.fingerprint().orElseThrow().versions());
        Set<Relation> members = source.members().relations();
        List<WaitingRows> parts = new ArrayList<>();
        for (WalTransaction transaction : delivered) {
            if (since.sees(transaction.xid())) {
                continue;
            }
            if (transaction.leftUnread(source.oid(), members)) {
                // delivered before it was visible, and before the source was captured again after a restart
                outcomes.put(
                        source,
                        new Outcome.Void(new SourceChange.Reset(
                                source.relation(), "a transaction came before it was captured")));
                return;
            }
            if (mistaken.test(transaction)) {
                outcomes.put(
                        source,
                        new Outcome.Void(new SourceChange.Reset(
                                source.relation(), "its schema may have had another name for a while")));
                return;
            }
            WalTransaction.Part part = transaction.parts().get(source.oid());
            if (part == null) {
                continue;
            }
            String broken = altered && part.mayLackOldValues()
                    ? "its replica identity may have been another for a while"
                    : part.broken();
            if (!broken.isEmpty()) {
                keeper.distrust(source, broken);
            }
            Optional<String> reset = broken.isEmpty() ? part.reset() : Optional.of(broken);
            if (reset.isPresent()) {
                outcomes.put(source, new Outcome.Void(new SourceChange.Reset(source.relation(), reset.get())));
                return;
            }
            parts.add(part.rows());
        }
        if (tell(source, parts, changes)) {
            outcomes.put(source, new Outcome.Followed(now, false));
        }
    }

    /** Tells rows in portions; false if they cannot be read any more, which is a reset. */
    private boolean tell(CapturedSource source, List<WaitingRows> rows, Consumer<SourceChange> changes) {
        Portions portions =
                new Portions(PORTION, batch -> changes.accept(new SourceChange.Delta(source.relation(), batch)));
        try {
            rows.forEach(part -> part.forEach(PORTION, portions));
        } catch (FreshetException e) {
            if (!e.fault().code().equals(Scratch.NO_ROOM)) {
                throw e;
            }
            LOG.warn("{} will be read whole: {}", source.relation(), e.fault());
            String reason =
                    "what waited of its changes cannot be read: " + e.fault().primary();
            outcomes.put(source, new Outcome.Void(new SourceChange.Reset(source.relation(), reason)));
            return false;
        }
        portions.end();
        return true;
    }

    /** Whether a source could be handed over at S, and still can. */
    private boolean isCandidate(CapturedSource source) {
        Long q = candidates.get(source);
        return q != null
                && source.q() == q
                && source.phase() == CapturePhase.TRANSITIONING
                && source.ready().isDone()
                && stream.isLive();
    }

    private boolean needsStream() {
        return sources.stream().anyMatch(source -> source.phase() == CapturePhase.WAL && isFollowed(source));
    }

    private boolean wantsStream() {
        return sources.stream().anyMatch(source -> isCandidate(source) && isFollowed(source));
    }

    /** Nobody needs the stream to be complete to have this cycle's changes: the comparison may wait for one that catches up. */
    private long mostForComparing() {
        return sources.stream()
                .filter(this::isCandidate)
                .mapToLong(CapturedSource::comparePatience)
                .max()
                .orElse(LOOK_NANOS);
    }

    private boolean isFollowed(CapturedSource source) {
        return source.since().isPresent()
                && !outcomes.containsKey(source)
                && source.reset().isEmpty();
    }

    /** Whether the stream is complete for S; false where no source needs it to be. */
    private boolean awaitStream(Connection connection) throws SQLException, InterruptedException {
        if (!needsStream() && !wantsStream()) {
            return false;
        }
        if (queue.awaitDelivered(before, taken.snapshot(), taken.insertLsn(), PATIENCE_NANOS)) {
            return true;
        }
        long begun = System.nanoTime();
        long beats = queue.beats();
        long lastBeat = begun;
        while (needsStream() || wantsStream()) {
            String barrier = stream.emitBarrier(connection);
            long end = System.nanoTime() + BARRIER_NANOS;
            while (System.nanoTime() - end < 0 && (needsStream() || wantsStream())) {
                if (queue.awaitBarrier(barrier, Math.min(LOOK_NANOS, mostForComparing()))
                        || queue.awaitDelivered(before, taken.snapshot(), taken.insertLsn(), 0)) {
                    return true;
                }
                if (!needsStream() && System.nanoTime() - begun > mostForComparing()) {
                    sources.stream().filter(this::isCandidate).forEach(CapturedSource::comparedInVain);
                    return false;
                }
            }
            if (queue.beats() != beats) {
                beats = queue.beats();
                lastBeat = System.nanoTime();
            } else if (System.nanoTime() - lastBeat > STALLED_NANOS) {
                throw Fault.of("FR3016", "the WAL stream stands still")
                        .withDetail(stream.lastError())
                        .withHint("See pg_replication_slots and the server's log.")
                        .exception();
            }
            if (queue.isClosed()) {
                throw new InterruptedException("capture was closed");
            }
        }
        return false;
    }
}
