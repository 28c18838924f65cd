package dev.freshet.engine.planning;

import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All stream tables the definitions ask for, planned. Immutable.
 *
 * @param tables by name; of a definition that does not hold, the former version
 * @param rejected definitions that do not hold; their former versions go on
 * @param unnamed whether a file could not be read at all, so that nothing may be taken as removed
 */
public record PlannedSet(Map<Relation, PlannedTable> tables, List<Rejected> rejected, boolean unnamed) {
    public static final PlannedSet NONE = new PlannedSet(Map.of(), List.of(), false);

    public PlannedSet {
        tables = Map.copyOf(tables);
        rejected = List.copyOf(rejected);
    }

    /** A definition, or a whole file, that does not hold. */
    public record Rejected(Optional<Relation> name, Fault fault) {}

    /** With what was planned before of those that do not hold now, or whose file cannot be read. */
    PlannedSet keeping(PlannedSet former) {
        Set<Relation> refused = rejectedNames();
        Map<Relation, PlannedTable> kept = new HashMap<>(tables);
        former.tables.forEach((name, table) -> {
            if (refused.contains(name) || unnamed) {
                kept.putIfAbsent(name, table);
            }
        });
        return new PlannedSet(kept, rejected, unnamed);
    }

    /** The names whose definitions were rejected: what they were stays. */
    public Set<Relation> rejectedNames() {
        return rejected.stream()
                .flatMap(r -> r.name().stream())
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
