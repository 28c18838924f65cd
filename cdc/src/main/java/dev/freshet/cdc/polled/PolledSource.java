package dev.freshet.cdc.polled;

import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.arrangement.ZSetDifference;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A source that is polled, and what it held when that was applied last: once, on the heap, since nobody else knows what it held. Confined to
 * the cycle's thread, except what {@link #lastError} and {@link #since} tell.
 */
final class PolledSource {
    /** Of a portion that is told. */
    private static final int BATCH_BYTES = 1 << 20;
    /** Within which whoever reads what was altered is planned anew. */
    private static final long PLANNING_NANOS = 5_000_000_000L;

    private final SourceTable table;
    private final Sight captured;
    private final boolean foreign;
    private final long since;
    private final Patience patience = new Patience();

    private Optional<ZSetAccumulator> held = Optional.empty();
    private Optional<Snapshot> heldAt = Optional.empty();
    private Optional<Sight> heldSight = Optional.empty();
    private Optional<String> altered = Optional.empty();
    private long alteredAt;
    private volatile String lastError = "";

    /**
     * Nothing is read yet.
     *
     * @param captured as it was seen when its capture began
     * @param former had this name before: whoever read that one is told the difference to what it held
     */
    PolledSource(SourceTable table, Sight captured, boolean foreign, long since, Optional<PolledSource> former) {
        this.table = table;
        this.captured = captured;
        this.foreign = foreign;
        this.since = since;
        former.filter(other -> other.table.layout().equals(table.layout())).ifPresent(other -> held = other.held);
    }

    SourceTable table() {
        return table;
    }

    Relation relation() {
        return table.relation();
    }

    boolean isForeign() {
        return foreign;
    }

    /** Whether a stream table that was planned with this table can be brought on by what is polled here. */
    boolean isPlannedAs(SourceTable other) {
        return other.layout().equals(table.layout());
    }

    /** Whether it is what is to be captured, as far as is known. */
    boolean is(SourceTable other) {
        return altered.isEmpty() && table.oid() == other.oid() && isPlannedAs(other);
    }

    /** How many rows it held. */
    private long heldRows() {
        return held.map(ZSetAccumulator::weight).orElse(0L);
    }

    long heapBytes() {
        return held.map(ZSetAccumulator::heapBytes).orElse(0L);
    }

    String lastError() {
        return lastError;
    }

    void lastError(String text) {
        lastError = text;
    }

    /** When its capture began, microseconds since 2000-01-01 UTC. */
    long since() {
        return since;
    }

    /**
     * Reads it, unless it is known to hold what it held.
     *
     * @param room bytes of heap that all polled sources may have
     * @param others what the others have of it
     */
    Poll poll(PollTransaction in, long room, long others) throws SQLException {
        if (altered.isPresent()) {
            boolean planning = System.nanoTime() - alteredAt < PLANNING_NANOS;
            return new Poll.Missing(
                    planning ? PollFaults.busy(relation()) : PollFaults.altered(relation(), altered.get()));
        }
        Optional<Sight> shown = in.shown(table.oid());
        if (shown.isEmpty()) {
            return new Poll.Altered("it was dropped");
        }
        if (!shown.get().relation().equals(relation()) || !shown.get().columns().equals(captured.columns())) {
            return new Poll.Altered("its name or columns were changed");
        }
        long begun = System.nanoTime();
        Optional<Unpolled> pause = patience.pause(begun);
        if (pause.isPresent()) {
            return new Poll.Missing(pause.get());
        }
        try {
            Poll poll = in.attempt(() -> read(in, shown.get(), new Room(room, others)));
            patience.succeeded();
            return poll;
        } catch (SQLException e) {
            if (Sql.isConnectionLost(e)) {
                throw e;
            }
            return missing(PollFaults.of(relation(), e, in.isCurrent(shown.get())), PollFaults.isLate(e), begun);
        } catch (FreshetException e) {
            return missing(PollFaults.failed(e.fault()), false, begun);
        }
    }

    private Poll missing(Unpolled why, boolean late, long begun) {
        switch (why.kind()) {
            case BUSY -> {}
            case FAILED -> patience.failed(why, late, begun, System.nanoTime());
        }
        return new Poll.Missing(why);
    }

    private Poll read(PollTransaction in, Sight shown, Room room) throws SQLException {
        in.lock(relation(), foreign ? patience.limit() : Duration.ZERO);
        if (!in.isCurrent(shown)) {
            return new Poll.Missing(PollFaults.busy(relation()));
        }
        if (!foreign
                && heldAt.isPresent()
                && heldSight.equals(Optional.of(shown))
                && (heldAt.get().equals(in.snapshot()) || in.holdsTheSame(relation(), heldAt.get(), heldRows()))) {
            return new Poll.Same(shown);
        }
        return held.isPresent() ? difference(in, shown, held.get(), room) : first(in, shown, room);
    }

    private Poll first(PollTransaction in, Sight shown, Room room) throws SQLException {
        ZSetAccumulator content = new ZSetAccumulator(table.layout());
        in.read(table, part -> {
            content.add(part);
            room.require(relation(), content.heapBytes());
        });
        return new Poll.First(shown, content);
    }

    private Poll difference(PollTransaction in, Sight shown, ZSetAccumulator known, Room room) throws SQLException {
        ZSetDifference difference = new ZSetDifference(known);
        long bytes = known.heapBytes();
        in.read(table, part -> {
            difference.add(part);
            room.require(relation(), bytes + difference.heapBytes());
        });
        Batch delta = difference.end();
        return delta.isEmpty() ? new Poll.Same(shown) : new Poll.Differs(shown, delta);
    }

    /** What all polled sources may hold, and what the others do. */
    private record Room(long most, long others) {
        void require(Relation relation, long bytes) {
            if (others + bytes > most) {
                throw Fault.of("FR3025", "the content of " + relation + " is more than memory is given to")
                        .withDetail("What is polled is held in memory, " + (most >> 20)
                                + " MiB at most for all such sources: a quarter of the heap.")
                        .withHint(
                                "Give Freshet a larger heap (-Xmx), or use mode = 'full' for stream tables that read it.")
                        .exception();
            }
        }
    }

    /** How many rows a poll has found, about. */
    long rows(Poll poll) {
        return poll instanceof Poll.First first ? first.content().rows() : heldRows();
    }

    /** The content that a poll has found, in parts whose sum it is. */
    void content(Poll poll, Consumer<Batch> parts) {
        switch (poll) {
            case Poll.First first -> first.content().forEach(BATCH_BYTES, parts);
            case Poll.Differs differs -> {
                held.orElseThrow().forEach(BATCH_BYTES, parts);
                parts.accept(differs.delta());
            }
            case Poll.Same ignored -> held.orElseThrow().forEach(BATCH_BYTES, parts);
            case Poll.Altered gone ->
                throw PollFaults.altered(relation(), gone.reason()).reason().exception();
            case Poll.Missing missing -> throw missing.why().reason().exception();
        }
    }

    /** What a poll has found was applied. */
    void applied(Poll poll, Snapshot snapshot) {
        switch (poll) {
            case Poll.First first -> hold(first.content(), first.seen(), snapshot);
            case Poll.Differs differs -> {
                ZSetAccumulator content = held.orElseThrow();
                content.add(differs.delta());
                hold(content, differs.seen(), snapshot);
            }
            case Poll.Same same -> hold(held.orElseThrow(), same.seen(), snapshot);
            case Poll.Altered gone -> {
                altered = Optional.of(gone.reason());
                alteredAt = System.nanoTime();
            }
            case Poll.Missing ignored -> {}
        }
    }

    private void hold(ZSetAccumulator content, Sight seen, Snapshot at) {
        held = Optional.of(content);
        heldAt = Optional.of(at);
        heldSight = Optional.of(seen);
    }
}
