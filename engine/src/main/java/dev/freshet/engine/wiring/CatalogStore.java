package dev.freshet.engine.wiring;

import dev.freshet.engine.cycle.Store;
import dev.freshet.engine.definition.Definition;
import dev.freshet.engine.definition.Schedule;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.DeltaSink;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.ViewPlanner.Input;
import dev.freshet.sink.catalog.Catalog;
import dev.freshet.sink.catalog.StreamTableEntry;
import dev.freshet.sink.catalog.StreamTableEntry.Dependency;
import dev.freshet.sink.catalog.StreamTableEntry.DependencyKind;
import dev.freshet.sink.catalog.StreamTableEntry.Origin;
import dev.freshet.sink.catalog.StreamTableEntry.Status;
import dev.freshet.sink.merge.MergeSink;
import dev.freshet.sink.table.StreamTables;
import dev.freshet.sink.table.StreamTables.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The sink's parts as the cycle asks for them. Confined to the cycle's thread. */
final class CatalogStore implements Store {
    private static final long HISTORY_KEPT = 100_000;

    private final MergeSink sink;
    private final Catalog catalog;

    CatalogStore(MergeSink sink, Catalog catalog) {
        this.sink = sink;
        this.catalog = catalog;
    }

    @Override
    public DeltaSink sink() {
        return sink;
    }

    @Override
    public Optional<Snapshot> lastFrontier() {
        return sink.lastFrontier();
    }

    @Override
    public long lastCycle() {
        return catalog.lastCycle();
    }

    @Override
    public DeltaSink.Target target(PlannedTable table) {
        return switch (sink.standing(table.name(), table.plan().output())) {
            case Standing.Same ignored -> DeltaSink.Target.IN_PLACE;
            case Standing.Free ignored -> DeltaSink.Target.REPLACE;
            case Standing.Different ignored -> DeltaSink.Target.REPLACE;
            case Standing.Foreign foreign ->
                throw StreamTables.taken(table.name(), foreign.kind()).exception();
        };
    }

    @Override
    public Optional<Fault> obstacle(PlannedTable table, boolean isRead) {
        return switch (sink.standing(table.name(), table.plan().output())) {
            case Standing.Free ignored -> Optional.empty();
            case Standing.Same ignored -> Optional.empty();
            case Standing.Different ignored ->
                isRead
                        ? Optional.of(
                                Fault.of(
                                                "FR2051",
                                                "the columns of " + table.name()
                                                        + " cannot change while other stream tables read it")
                                        .withHint(
                                                "Take the definitions that read it away first, then edit it, then put them back."))
                        : Optional.empty();
            case Standing.Foreign foreign -> Optional.of(StreamTables.taken(table.name(), foreign.kind()));
        };
    }

    @Override
    public List<Relation> known() {
        return catalog.known().stream()
                .filter(known -> known.origin() == Origin.FILE)
                .map(Catalog.Known::name)
                .toList();
    }

    /** What ran before, as it was merged last. */
    List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        for (Catalog.Known known : catalog.known()) {
            if (known.origin() == Origin.FILE) {
                definitions.add(Definition.stored(known.name(), known.query(), known.schedule(), known.mode()));
            }
        }
        return definitions;
    }

    @Override
    public void saveToFill(PlannedTable table, Schedule effective) {
        boolean filled =
                catalog.known().stream().anyMatch(known -> known.name().equals(table.name()) && known.filled());
        if (filled) {
            catalog.setStatus(table.name(), Status.INITIALIZING, Optional.empty());
            saveWithMerge(table, effective);
        } else {
            catalog.save(entry(table, effective, Status.INITIALIZING));
        }
    }

    @Override
    public void save(PlannedTable table, Schedule effective) {
        catalog.save(entry(table, effective, Status.ACTIVE));
    }

    @Override
    public void saveWithMerge(PlannedTable table, Schedule effective) {
        sink.define(entry(table, effective, Status.ACTIVE));
    }

    @Override
    public void withdraw(Relation table) {
        sink.withdraw(table);
    }

    private static StreamTableEntry entry(PlannedTable table, Schedule effective, Status status) {
        List<Dependency> dependencies = new ArrayList<>();
        for (Input input : table.plan().inputs()) {
            dependencies.add(new Dependency(
                    input.table().relation(),
                    input.streamTable() ? DependencyKind.STREAM_TABLE : DependencyKind.SOURCE));
        }
        table.plan().views().forEach(view -> dependencies.add(new Dependency(view.relation(), DependencyKind.VIEW)));
        return new StreamTableEntry(
                table.name(),
                table.definition().query(),
                table.definition().schedule().toString(),
                effective.toString(),
                table.definition().mode().name().toLowerCase(Locale.ROOT),
                table.isIncremental() ? "incremental" : "full",
                table.modeReason(),
                status,
                Optional.empty(),
                Origin.FILE,
                dependencies);
    }

    @Override
    public void setFailed(Relation table, String reason) {
        catalog.setStatus(table, Status.FAILED, Optional.of(reason));
    }

    @Override
    public void setRecovered(Relation table, boolean filled) {
        catalog.setStatus(table, filled ? Status.ACTIVE : Status.INITIALIZING, Optional.empty());
    }

    @Override
    public void setRejection(Relation table, Optional<String> reason) {
        catalog.setRejection(table, reason);
    }

    @Override
    public void drop(Relation table) {
        catalog.drop(table);
    }

    @Override
    public long waitRequests() {
        return catalog.waitRequests();
    }

    @Override
    public void trimHistory() {
        catalog.trimHistory(HISTORY_KEPT);
    }
}
