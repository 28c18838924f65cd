package dev.freshet.engine.cycle;

import dev.freshet.engine.definition.Schedule;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.ViewPlanner.Input;
import dev.freshet.kernel.row.Batch;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A stream table as it runs: its circuit, the input changes that wait for it, and the output that waits to be merged. Confined to the
 * cycle's thread.
 */
final class StreamTable {
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
    private final ZSetAccumulator output;
    private Phase phase = Phase.TO_BUILD;
    private Instant due;
    private long changesIn;

    StreamTable(PlannedTable planned, Schedule schedule, Instant now) {
        this.planned = planned;
        this.schedule = schedule;
        circuit = planned.circuit().map(java.util.function.Supplier::get);
        output = new ZSetAccumulator(planned.plan().output());
        due = now;
    }

    /** The same definition, empty again, to be built anew. */
    StreamTable afresh(Instant when) {
        return new StreamTable(planned, schedule, when);
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

    /** Keeps changes of an input until the next refresh, summed up. */
    void addPending(Relation input, Batch delta) {
        if (circuit.isEmpty() || delta.isEmpty()) {
            return;
        }
        changesIn += delta.size();
        pending.computeIfAbsent(
                        input.toString(),
                        name -> new ZSetAccumulator(inputTable(input).layout()))
                .add(delta);
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** Takes what waits through the circuit. */
    void advance() {
        Map<String, Batch> deltas = new HashMap<>();
        pending.forEach((name, changes) -> deltas.put(name, changes.toBatch()));
        pending.clear();
        circuit.ifPresent(c -> output.add(c.tick(deltas)));
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
    Batch outputSoFar() {
        return output.toBatch();
    }

    /** Takes what is to be merged, consolidated. */
    Batch takeOutput() {
        Batch delta = output.toBatch();
        output.clear();
        return delta;
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
