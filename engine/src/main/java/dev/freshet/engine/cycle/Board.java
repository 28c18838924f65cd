package dev.freshet.engine.cycle;

import dev.freshet.kernel.port.Relation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What people watch: the state of each stream table, as of its last cycle. Written by the cycle's thread, read by any: the demo's table, the
 * pages, the metrics.
 */
public final class Board {
    /**
     * A line of it.
     *
     * @param changesIn rows of input deltas since the start
     * @param changesOut rows inserted, updated and deleted since the start
     * @param cycleNanos from the snapshot to the commit, of the last cycle that changed something
     * @param dataTimestamp microseconds since 2000-01-01 UTC
     */
    public record Line(
            Relation name,
            String schedule,
            String mode,
            String status,
            long rows,
            long changesIn,
            long changesOut,
            long cycles,
            long cycleNanos,
            long dataTimestamp,
            long stateRows,
            long stateBytes,
            Optional<String> lastError) {
        /** Of one that was never refreshed. */
        static Line blank(Relation name) {
            return new Line(name, "", "", "", 0, 0, 0, 0, 0, 0, 0, 0, Optional.empty());
        }

        /** The same with another state. */
        Line with(String otherStatus, Optional<String> error) {
            return new Line(
                    name,
                    schedule,
                    mode,
                    otherStatus,
                    rows,
                    changesIn,
                    changesOut,
                    cycles,
                    cycleNanos,
                    dataTimestamp,
                    stateRows,
                    stateBytes,
                    error);
        }
    }

    private final Map<Relation, Line> lines = new ConcurrentSkipListMap<>();

    /** By name. */
    public List<Line> lines() {
        return List.copyOf(lines.values());
    }

    /** One stream table's. */
    public Optional<Line> line(Relation name) {
        return Optional.ofNullable(lines.get(name));
    }

    void put(Line line) {
        lines.put(line.name(), line);
    }

    void retain(Collection<Relation> names) {
        lines.keySet().retainAll(names);
    }
}
