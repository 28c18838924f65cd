package dev.freshet.engine.graph;

import dev.freshet.engine.definition.Schedule;
import dev.freshet.kernel.port.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The effective schedule of each stream table: its own, or for a calculated one the tightest among those that read it, and the default
 * where nobody does. Freshness is declared at the leaf; whoever refreshes a leaf refreshes what is above it in the same cycle.
 */
public final class Freshness {
    private static final Instant SAMPLE = Instant.parse("2026-01-01T00:00:00Z");

    private Freshness() {}

    /** The effective schedules; none of them is calculated. */
    public static Map<Relation, Schedule> effective(
            Map<Relation, Schedule> declared, Dependencies graph, Duration ofCalculatedLeaf) {
        Map<Relation, Schedule> effective = new HashMap<>();
        for (Relation table : graph.order().reversed()) {
            Schedule own = declared.getOrDefault(table, new Schedule.Calculated());
            effective.put(
                    table,
                    switch (own) {
                        case Schedule.Calculated ignored -> tightest(graph.readers(table), effective, ofCalculatedLeaf);
                        case Schedule.Every every -> every;
                        case Schedule.At at -> at;
                        case Schedule.Continuous continuous -> continuous;
                    });
        }
        return effective;
    }

    private static Schedule tightest(Set<Relation> readers, Map<Relation, Schedule> effective, Duration otherwise) {
        return readers.stream()
                .map(effective::get)
                .filter(java.util.Objects::nonNull)
                .min(Comparator.comparing(Freshness::distance))
                .orElse(new Schedule.Every(otherwise));
    }

    /** How far apart refreshes are; for cron, the first two of a sample day. */
    private static Duration distance(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Continuous ignored -> Duration.ZERO;
            case Schedule.Every every -> every.period();
            case Schedule.At at -> {
                Instant first = at.next(SAMPLE).orElse(Instant.MAX);
                yield at.next(first)
                        .map(second -> Duration.between(first, second))
                        .orElse(Duration.ofDays(3650));
            }
            case Schedule.Calculated ignored -> throw new IllegalStateException("resolved before");
        };
    }
}
