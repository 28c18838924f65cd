package dev.freshet.engine.cycle;

import dev.freshet.engine.graph.Dependencies;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.DeltaSink;
import dev.freshet.kernel.port.DeltaSink.Action;
import dev.freshet.kernel.port.DeltaSink.TableDelta;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.Scratch;
import dev.freshet.kernel.port.SourceChange;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.View;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Rows;
import dev.freshet.kernel.scalar.EvaluationError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One cycle: brings the stream tables that are due, and all they read, to one snapshot.
 *
 * <ol>
 *   <li>a reading is opened, sources that nothing tells the changes of are polled; its snapshot is the frontier to come
 *   <li>tables to be built are filled from whole reads at it
 *   <li>changes since the last cycle are handed to every stream table that reads their source
 *   <li>circuits of the due tables run, in topological order, each handing its delta on to those that read it
 *   <li>all deltas are merged in one transaction, with the frontier
 *   <li>capture is told that the snapshot is applied
 * </ol>
 */
final class Cycle {
    /**
     * What came of a cycle.
     *
     * @param waiting not refreshed, as a source of theirs cannot be had for a moment
     */
    record Outcome(
            boolean idle,
            Optional<Snapshot> frontier,
            List<DeltaSink.Merged> merged,
            Map<Relation, Fault> failed,
            Set<Relation> waiting,
            Set<Relation> toRebuild) {}

    private final ChangeSource source;
    private final Merging merging;
    private final ReadProgress progress;
    private final Map<Relation, StreamTable> tables;
    private final Dependencies graph;
    private final WaitingRoom room;
    private final List<Rows> taken = new ArrayList<>();

    private final Hindrances hindrances;
    private final Map<Relation, Action> actions = new HashMap<>();
    private final Map<Relation, Long> nanos = new HashMap<>();
    private final Map<Relation, DeltaSink.Target> targets = new HashMap<>();

    Cycle(
            ChangeSource source,
            Merging merging,
            ReadProgress progress,
            Map<Relation, StreamTable> tables,
            Dependencies graph,
            WaitingRoom room) {
        this.source = source;
        this.merging = merging;
        this.progress = progress;
        this.tables = tables;
        this.graph = graph;
        this.room = room;
        hindrances = new Hindrances(graph);
    }

    /**
     * Runs it.
     *
     * @param due the stream tables whose time has come; what they read is refreshed with them
     * @param evenIfIdle write the frontier down though nothing happened: somebody waits for it
     */
    Outcome run(Collection<Relation> due, boolean evenIfIdle) {
        hindrances.outdated(tables.values());
        Set<Relation> wanted = graph.withUpstream(due);
        target(wanted);
        List<StreamTable> asked = graph.order().stream()
                .filter(name -> wanted.contains(name) && !hindrances.holds(name))
                .map(this::table)
                .toList();
        try (Reading reading = source.begin(wholeReads(asked), polled(asked))) {
            hindrances.unpolled(reading.unpolled(), asked);
            hindrances.unlocked(reading.unlocked(), asked, this::wholeReads);
            hindrances.redefined(redefined(reading, asked), asked);
            List<StreamTable> inOrder =
                    asked.stream().filter(t -> !hindrances.holds(t.name())).toList();
            List<StreamTable> building = inOrder.stream()
                    .filter(t -> t.phase() == StreamTable.Phase.TO_BUILD)
                    .toList();
            boolean evenIfEmpty = evenIfIdle || inOrder.stream().anyMatch(StreamTable::isUnpolled);
            if (reading.idle()
                    && building.isEmpty()
                    && !evenIfEmpty
                    && hindrances.failed().isEmpty()
                    && inOrder.stream().noneMatch(StreamTable::hasPending)) {
                return outcome(true, reading, List.of());
            }
            refreshInFull(reading, inOrder, building);
            build(reading, building);
            reading.changes(change -> distribute(change, building));
            List<TableDelta> deltas = advance(reading, inOrder, building);
            List<DeltaSink.Merged> merged = merge(reading, deltas, evenIfEmpty);
            source.applied(reading.snapshot());
            startAgain(building);
            return outcome(false, reading, merged);
        } finally {
            taken.forEach(Rows::close);
        }
    }

    /** What was filled in this cycle and did not come to its end, as what it reads is held, has to be filled from nothing in the next. */
    private void startAgain(List<StreamTable> building) {
        building.stream()
                .filter(table -> table.phase() == StreamTable.Phase.TO_BUILD && !table.isOutdated())
                .map(StreamTable::name)
                .forEach(hindrances::rebuild);
    }

    private Outcome outcome(boolean idle, Reading reading, List<DeltaSink.Merged> merged) {
        return new Outcome(
                idle,
                Optional.of(reading.snapshot()),
                merged,
                hindrances.failed(),
                hindrances.waiting(),
                hindrances.toRebuild());
    }

    /** What nothing tells the changes of: no stream table is brought to a snapshot at which it was not polled. */
    private static Set<SourceTable> polled(List<StreamTable> asked) {
        Set<SourceTable> polled = new LinkedHashSet<>();
        asked.forEach(table -> polled.addAll(table.planned().polled()));
        return polled;
    }

    /** The views that those asked for were planned with, and that are others at this snapshot. */
    private static Set<View> redefined(Reading reading, List<StreamTable> asked) {
        Set<View> views = new HashSet<>();
        asked.forEach(table -> views.addAll(table.planned().plan().views()));
        return views.isEmpty() ? Set.of() : reading.redefined(views);
    }

    /** Where the first delta of those goes that are to be built or refreshed in full; one whose name is taken by now is left out. */
    private void target(Set<Relation> wanted) {
        for (Relation name : wanted) {
            StreamTable table = table(name);
            if (isReadingWhole(table) && !hindrances.holds(name)) {
                try {
                    targets.put(name, merging.target(table.planned()));
                } catch (FreshetException e) {
                    if (!Merging.isTaken(e.fault())) {
                        throw e;
                    }
                    hindrances.fail(table, e.fault());
                }
            }
        }
    }

    /** What has to be locked before the snapshot (but for what is polled): inputs and present content of tables to be built, inputs of full refreshes. */
    private Set<Relation> wholeReads(List<StreamTable> inOrder) {
        Set<Relation> reads = new LinkedHashSet<>();
        for (StreamTable table : inOrder) {
            reads.addAll(wholeReads(table));
        }
        return reads;
    }

    private static boolean isReadingWhole(StreamTable table) {
        return table.phase() == StreamTable.Phase.TO_BUILD || table.circuit().isEmpty();
    }

    private Set<Relation> wholeReads(StreamTable table) {
        Set<Relation> reads = new LinkedHashSet<>();
        if (isReadingWhole(table)) {
            table.planned().plan().inputs().stream()
                    .filter(input -> !input.polled())
                    .filter(input ->
                            !input.streamTable() || !isBuilding(input.table().relation()))
                    .forEach(input -> reads.add(input.table().relation()));
            if (targets.get(table.name()) == DeltaSink.Target.IN_PLACE) {
                reads.add(table.name());
            }
        }
        return reads;
    }

    private boolean isBuilding(Relation relation) {
        StreamTable table = tables.get(relation);
        return table != null && table.phase() == StreamTable.Phase.TO_BUILD;
    }

    /** Fills the circuits: each source is read once and goes to all that read it; then stream tables, in topological order. */
    private void build(Reading reading, List<StreamTable> building) {
        Map<Relation, List<StreamTable>> readers = new LinkedHashMap<>();
        for (StreamTable table : building) {
            actions.put(table.name(), Action.INITIALIZE);
            if (table.circuit().isPresent()) {
                table.planned()
                        .sources()
                        .forEach(s -> readers.computeIfAbsent(s.relation(), any -> new ArrayList<>())
                                .add(table));
            }
        }
        readers.forEach((relation, waiting) -> {
            long started = System.nanoTime();
            var sourceTable = waiting.getFirst().planned().sources().stream()
                    .filter(s -> s.relation().equals(relation))
                    .findFirst()
                    .orElseThrow();
            try (var rows =
                    progress.reading(relation, part -> waiting.forEach(t -> fill(t, () -> t.build(relation, part))))) {
                reading.readWhole(sourceTable, rows);
            } catch (FreshetException e) {
                if (!ChangeSource.isAltered(e.fault())) {
                    throw e;
                }
                waiting.forEach(hindrances::outdate);
            }
            long took = System.nanoTime() - started;
            waiting.forEach(t -> nanos.merge(t.name(), took, Long::sum));
        });
        for (StreamTable table : building) {
            if (table.circuit().isPresent()) {
                for (Relation upstream : table.planned().upstream()) {
                    buildFromStreamTable(reading, table, upstream);
                }
                // an aggregate without groups has its row over nothing too
                fill(table, table::advance);
            }
        }
        for (StreamTable table : building) {
            if (targets.get(table.name()) == DeltaSink.Target.IN_PLACE && !hindrances.holds(table.name())) {
                takeOffPresentContent(reading, table);
            }
        }
    }

    private void takeOffPresentContent(Reading reading, StreamTable table) {
        try (var rows = progress.comparing(table.name(), part -> fill(table, () -> table.addOutput(negated(part))))) {
            reading.readWhole(table.planned().asTable(), rows);
        }
    }

    private void buildFromStreamTable(Reading reading, StreamTable table, Relation upstream) {
        StreamTable above = table(upstream);
        if (isBuilding(upstream)) {
            // its present content is taken off its output only later: this is the whole result
            fill(table, () -> above.outputSoFar().forEach(part -> fill(table, () -> table.build(upstream, part))));
        } else {
            try (var rows = progress.reading(upstream, part -> fill(table, () -> table.build(upstream, part)))) {
                reading.readWhole(above.planned().asTable(), rows);
            }
        }
    }

    private void refreshInFull(Reading reading, List<StreamTable> inOrder, List<StreamTable> building) {
        for (StreamTable table : inOrder) {
            if (table.circuit().isPresent()) {
                continue;
            }
            long started = System.nanoTime();
            actions.putIfAbsent(table.name(), Action.FULL);
            try {
                try (var rows = progress.reading(table.name(), part -> fill(table, () -> table.addOutput(part)))) {
                    reading.readQuery(
                            table.planned().definition().query(),
                            table.planned().plan().output(),
                            rows);
                }
                if (targets.get(table.name()) == DeltaSink.Target.IN_PLACE && !building.contains(table)) {
                    takeOffPresentContent(reading, table);
                }
            } catch (FreshetException e) {
                table.dropOutput();
                hindrances.fail(table, e.fault());
            }
            nanos.merge(table.name(), System.nanoTime() - started, Long::sum);
        }
    }

    /** Hands a change to all that read its source. Tables built in this cycle have read them already. */
    private void distribute(SourceChange change, List<StreamTable> building) {
        for (StreamTable table : tables.values()) {
            if (table.isOutdated() || !table.reads(change.source())) {
                continue;
            }
            boolean toBuild = table.phase() == StreamTable.Phase.TO_BUILD || building.contains(table);
            if (toBuild && !(change instanceof SourceChange.SchemaChanged)) {
                continue;
            }
            switch (change) {
                case SourceChange.Delta delta -> {
                    if (table.isPlannedWith(change.source(), delta.rows().layout())) {
                        fill(table, () -> table.addPending(change.source(), delta.rows()));
                    } else {
                        // others that read it were planned anew before
                        hindrances.outdate(table);
                    }
                }
                case SourceChange.Reset ignored -> hindrances.rebuild(table.name());
                case SourceChange.SchemaChanged ignored -> hindrances.outdate(table);
            }
        }
    }

    private List<TableDelta> advance(Reading reading, List<StreamTable> inOrder, List<StreamTable> building) {
        List<TableDelta> deltas = new ArrayList<>();
        for (StreamTable table : inOrder) {
            if (hindrances.holds(table.name())) {
                continue;
            }
            long started = System.nanoTime();
            if (table.circuit().isPresent() && table.hasPending()) {
                fill(table, table::advance);
                if (hindrances.holds(table.name())) {
                    continue;
                }
            }
            Optional<EvaluationError> error =
                    table.circuit().flatMap(c -> c.errors().first());
            if (error.isPresent()) {
                hindrances.fail(table, evaluationFault(table.name(), error.get()));
                if (building.contains(table)) {
                    table.live();
                }
                continue;
            }
            Rows delta = table.takeOutput();
            taken.add(delta);
            long took = nanos.getOrDefault(table.name(), 0L) + System.nanoTime() - started;
            if (building.contains(table)) {
                table.live();
            }
            Action action = actions.getOrDefault(table.name(), delta.isEmpty() ? Action.NO_DATA : Action.INCREMENTAL);
            deltas.add(new TableDelta(
                    table.name(),
                    table.planned().plan().output(),
                    table.planned().plan().key(),
                    targets.getOrDefault(table.name(), DeltaSink.Target.IN_PLACE),
                    action,
                    delta,
                    table.takeChangesIn(),
                    reading.timestamp(),
                    took));
            for (Relation reader : graph.readers(table.name())) {
                StreamTable below = table(reader);
                // one that is built in this cycle has this one's whole result, if that was built in it too
                boolean takes =
                        building.contains(below) ? !building.contains(table) : below.phase() == StreamTable.Phase.LIVE;
                if (takes) {
                    fill(below, () -> delta.forEach(part -> below.addPending(table.name(), part)));
                }
            }
        }
        return deltas;
    }

    /** Merges; a table that refuses its changes is left out, with all that read it, and the others are merged without it. */
    private List<DeltaSink.Merged> merge(Reading reading, List<TableDelta> all, boolean evenIfEmpty) {
        List<TableDelta> deltas = new ArrayList<>(all);
        while (true) {
            boolean something = deltas.stream().anyMatch(d -> !d.delta().isEmpty() || d.action() == Action.INITIALIZE);
            if (deltas.isEmpty() || !(something || evenIfEmpty || merging.isStale(reading.timestamp()))) {
                return List.of();
            }
            try {
                List<DeltaSink.Merged> merged = merging.merge(reading, deltas);
                merged.forEach(done -> table(done.table()).merged());
                return merged;
            } catch (FreshetException e) {
                Optional<TableDelta> refusing = Merging.refusing(e, deltas);
                if (refusing.isEmpty()) {
                    throw e;
                }
                hindrances.fail(table(refusing.get().table()), e.fault());
                hindrances.rebuildFrom(refusing.get().table());
                deltas.removeIf(d -> hindrances.toRebuild().contains(d.table()));
            }
        }
    }

    /** Gives a stream table rows that take up memory; where there is no room for them, on the disk either, it fails, and alone. */
    private void fill(StreamTable table, Runnable rows) {
        // one that is merely held up, by what it reads, keeps its changes for later
        if (!hindrances.toRebuild().contains(table.name())) {
            guarded(table, rows);
            room.relieve(tables.values(), this::guarded);
        }
    }

    private void guarded(StreamTable table, Runnable rows) {
        try {
            rows.run();
        } catch (FreshetException e) {
            if (!e.fault().code().equals(Scratch.NO_ROOM)) {
                throw e;
            }
            hindrances.fail(table, e.fault());
            hindrances.rebuildFrom(table.name());
        }
    }

    private static Fault evaluationFault(Relation table, EvaluationError error) {
        return Fault.of("FR5001", error.message())
                .withDetail("SQLSTATE " + error.sqlState() + ", raised by a row of the query of " + table
                        + ". The last good content stays.")
                .withHint("The stream table goes on by itself when the row is gone or changed.");
    }

    private static Batch negated(Batch rows) {
        Batch negated = new Batch(rows.layout(), rows.size(), rows.byteLength());
        for (int row = 0; row < rows.size(); row++) {
            negated.append(rows.bytes(), rows.start(row), rows.length(row), -rows.weight(row));
        }
        return negated;
    }

    private StreamTable table(Relation name) {
        StreamTable table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("no stream table " + name);
        }
        return table;
    }
}
