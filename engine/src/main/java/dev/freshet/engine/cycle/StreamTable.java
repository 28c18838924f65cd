package dev.freshet.engine.cycle;

import dev.freshet.engine.definition.Schedule;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.ViewPlanner.Input;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.Rows;
import dev.freshet.kernel.spill.SpillingZSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A stream table as it runs: its circuit, the input changes that wait for it, and the output that waits to be merged. Confined to the
 * cycle's thread.
 */
final class StreamTable {
    /** Bytes of changes that go through the circuit at a time, where they are many. */
    private static final int PORTION = 1 << 20;

    private static final int MOST_DOUBLINGS = 5;

    /** Where it is in its life. */
    enum Phase {
        /** To be filled, or put right, from a whole read in the next cycle. */
        TO_BUILD,
        /** Its circuit holds the state of its frontier; deltas keep it there. */
        LIVE
    }

    private PlannedTable planned;
    private Schedule schedule;
    private final Optional<Circuit> circuit;
    private final Map<String, ZSetAccumulator> pending = new HashMap<>();
    private final SpillingZSet output;
    private final WaitingRoom room;
    private Phase phase = Phase.TO_BUILD;
    private Instant due;
    private long changesIn;
    /** Changes went through the circuit before their refresh: what came of them waits. */
    private boolean ahead;

    private boolean unpolled;
    private boolean outdated;
    private int heldUp;

    StreamTable(PlannedTable planned, Schedule schedule, Instant now, WaitingRoom room) {
        this.planned = planned;
        this.schedule = schedule;
        circuit = planned.circuit().map(java.util.function.Supplier::get);
        this.room = room;
        output = new SpillingZSet(planned.plan().output(), planned.plan().key(), room.scratch(), room.ofOne());
        due = now;
    }

    /** The same definition, empty again, to be built anew. This one is of no use any more. */
    StreamTable afresh(Instant when) {
        close();
        StreamTable afresh = new StreamTable(planned, schedule, when, room);
        afresh.outdated = outdated;
        return afresh;
    }

    /** The same query at other times: what it holds stays. */
    StreamTable rescheduled(PlannedTable saysNow, Schedule other, Instant now) {
        planned = saysNow;
        schedule = other;
        due = now;
        return this;
    }

    Relation name() {
        return planned.name();
    }

    PlannedTable planned() {
        return planned;
    }

    Schedule schedule() {
        return schedule;
    }

    Optional<Circuit> circuit() {
        return circuit;
    }

    Phase phase() {
        return phase;
    }

    void live() {
        phase = Phase.LIVE;
    }

    /** A source of it could not be polled; until it is merged again that stands in the catalog, changes or not. */
    void unpolled() {
        unpolled = true;
    }

    boolean isUnpolled() {
        return unpolled;
    }

    /** A source or a view is not what it was planned with: it stays where it is until it is planned anew, and what it holds is of no use. */
    void outdate() {
        outdated = true;
        pending.clear();
        dropOutput();
    }

    boolean isOutdated() {
        return outdated;
    }

    /** It was merged. */
    void merged() {
        unpolled = false;
        heldUp = 0;
    }

    /** Somebody holds what it needs, and all others wait while that is tried: the more seldom the longer it lasts. */
    void heldUp() {
        heldUp = Math.min(heldUp + 1, MOST_DOUBLINGS);
    }

    /** How long it is left alone where a source cannot be had for a moment. */
    Duration pause() {
        return Pace.BUSY_AFTER.multipliedBy(1L << heldUp);
    }

    boolean isDue(Instant now) {
        return !due.isAfter(now);
    }

    Instant due() {
        return due;
    }

    /** Sets the next time by the schedule; periods are counted from the epoch, so that equal ones fall together. */
    void refreshed(Instant now) {
        due = switch (schedule) {
            case Schedule.Every every -> {
                long period = every.period().toNanos() / 1_000;
                long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
                long next = (Math.floorDiv(micros, period) + 1) * period;
                yield Instant.ofEpochSecond(Math.floorDiv(next, 1_000_000), Math.floorMod(next, 1_000_000) * 1_000);
            }
            case Schedule.At at -> at.next(now).orElse(Instant.MAX);
            case Schedule.Continuous ignored -> now;
            case Schedule.Calculated ignored -> throw new IllegalStateException("resolved before");
        };
    }

    /** The time it was to be refreshed at may be far ahead now: it is due, or, where it has times of day, at the next of them. */
    void clockSetBack(Instant now) {
        due = now;
        if (schedule instanceof Schedule.At && phase == Phase.LIVE) {
            refreshed(now);
        }
    }

    void postpone(Instant until) {
        due = until;
    }

    boolean reads(Relation relation) {
        return planned.plan().inputs().stream()
                .anyMatch(input -> input.table().relation().equals(relation));
    }

    /** Its files are given back. */
    void close() {
        output.clear();
    }

    /** Whether an input has the columns it had when this was planned. */
    boolean isPlannedWith(Relation input, RowLayout layout) {
        return inputTable(input).layout().equals(layout);
    }

    /** Keeps changes of an input until the next refresh, summed up; if they are too many, what comes of them. */
    void addPending(Relation input, Batch delta) {
        if (circuit.isEmpty() || delta.isEmpty()) {
            return;
        }
        changesIn += delta.size();
        pending.computeIfAbsent(
                        input.toString(),
                        name -> new ZSetAccumulator(inputTable(input).layout()))
                .add(delta);
        if (pendingBytes() > room.ofOne()) {
            advanceEarly();
        }
    }

    private long pendingBytes() {
        long bytes = 0;
        for (ZSetAccumulator changes : pending.values()) {
            bytes += changes.heapBytes();
        }
        return bytes;
    }

    /** Bytes of heap that wait here for a refresh, or for its merge. */
    long waitingBytes() {
        return pendingBytes() + output.heapBytes();
    }

    /** Holds less of the heap: results go to a file, changes become results. */
    void giveWay() {
        if (pendingBytes() > output.heapBytes()) {
            advanceEarly();
        } else {
            output.spill();
        }
    }

    private void advanceEarly() {
        ahead = true;
        advance();
    }

    /** Whether something waits for the next refresh. */
    boolean hasPending() {
        return ahead || !pending.isEmpty();
    }

    /** Takes what waits through the circuit; in portions where it is much, as a delta may be cut anywhere. */
    void advance() {
        Circuit ticking = circuit.orElseThrow();
        if (pendingBytes() <= PORTION) {
            Map<String, Batch> deltas = new HashMap<>();
            pending.forEach((name, changes) -> deltas.put(name, changes.toBatch()));
            pending.clear();
            output.add(ticking.tick(deltas));
            return;
        }
        pending.forEach((name, changes) -> {
            changes.forEach(PORTION, portion -> output.add(ticking.tick(Map.of(name, portion))));
            changes.clear();
        });
        pending.clear();
    }

    /** Takes a part of an input's whole content through the circuit while it is built. */
    void build(Relation input, Batch rows) {
        changesIn += rows.size();
        circuit.ifPresent(c -> output.add(c.tick(Map.of(input.toString(), rows))));
    }

    /** Adds rows to what is to be merged: the result of a full refresh, or, with negative weights, what the table holds already. */
    void addOutput(Batch rows) {
        output.add(rows);
    }

    /** All output so far, consolidated, left where it is. */
    Rows outputSoFar() {
        return output.rows();
    }

    /** Takes what is to be merged, consolidated; the caller's to close. */
    Rows takeOutput() {
        ahead = false;
        return output.take();
    }

    /** What was to be merged will not be. */
    void dropOutput() {
        ahead = false;
        output.clear();
    }

    long takeChangesIn() {
        long taken = changesIn;
        changesIn = 0;
        return taken;
    }

    private SourceTable inputTable(Relation relation) {
        return planned.plan().inputs().stream()
                .map(Input::table)
                .filter(table -> table.relation().equals(relation))
                .findFirst()
                .orElseThrow();
    }
}
