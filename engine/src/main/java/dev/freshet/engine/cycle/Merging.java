package dev.freshet.engine.cycle;

import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.DeltaSink;
import dev.freshet.kernel.port.DeltaSink.TableDelta;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The merges of one activation: numbers the cycles and carries the frontier from one to the next. */
final class Merging {
    /** How long the written frontier may lag behind when there is nothing to write, microseconds. */
    private static final long STALE_AFTER = 10_000_000;

    private static final String TAKEN = "FR4013";

    private static final Set<String> ONE_TABLES_FAULT = Set.of("FR4010", "FR4011", "FR4012", TAKEN);

    private final DeltaSink sink;
    private final Function<PlannedTable, DeltaSink.Target> targets;
    private Optional<Snapshot> frontier;
    private long number;
    private long written;

    Merging(
            DeltaSink sink,
            Function<PlannedTable, DeltaSink.Target> targets,
            Optional<Snapshot> frontier,
            long lastNumber) {
        this.sink = sink;
        this.targets = targets;
        this.frontier = frontier;
        number = lastNumber;
    }

    /** @throws FreshetException FR4013 something that is no stream table has its name by now */
    DeltaSink.Target target(PlannedTable table) {
        return targets.apply(table);
    }

    /** Whether the frontier should be written for people to see that time goes on. */
    boolean isStale(long timestamp) {
        return timestamp - written > STALE_AFTER;
    }

    List<DeltaSink.Merged> merge(Reading reading, List<TableDelta> deltas) {
        List<DeltaSink.Merged> merged =
                sink.merge(new DeltaSink.Cycle(number + 1, frontier, reading.snapshot(), reading.timestamp(), deltas));
        number++;
        frontier = Optional.of(reading.snapshot());
        written = reading.timestamp();
        return merged;
    }

    long number() {
        return number;
    }

    /** Whether a fault says that something that is no stream table has one's name. */
    static boolean isTaken(Fault fault) {
        return fault.code().equals(TAKEN);
    }

    /** The table whose changes were refused, if the fault is one table's and not the whole merge's. */
    static Optional<TableDelta> refusing(FreshetException e, List<TableDelta> deltas) {
        if (!ONE_TABLES_FAULT.contains(e.fault().code())) {
            return Optional.empty();
        }
        return deltas.stream()
                .filter(d -> e.fault().place().equals(d.table().toString()))
                .findFirst();
    }
}
