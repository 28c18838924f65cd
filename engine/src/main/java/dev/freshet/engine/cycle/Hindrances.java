package dev.freshet.engine.cycle;

import dev.freshet.engine.graph.Dependencies;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.View;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which stream tables a cycle does not bring to its snapshot, and why: they stay where they are, with all that read them, and all others
 * go on. Of one cycle, confined to its thread.
 */
final class Hindrances {
    private final Dependencies graph;
    private final Map<Relation, Fault> failed = new LinkedHashMap<>();
    private final Set<Relation> waiting = new LinkedHashSet<>();
    private final Set<Relation> toRebuild = new LinkedHashSet<>();
    private final Set<Relation> blocked = new LinkedHashSet<>();

    Hindrances(Dependencies graph) {
        this.graph = graph;
    }

    /** Whether it is not to be refreshed in this cycle. */
    boolean holds(Relation table) {
        return blocked.contains(table);
    }

    Map<Relation, Fault> failed() {
        return failed;
    }

    /** A source of theirs cannot be had for a moment. */
    Set<Relation> waiting() {
        return waiting;
    }

    /** To be built anew from whole reads. */
    Set<Relation> toRebuild() {
        return toRebuild;
    }

    void fail(StreamTable table, Fault fault) {
        failed.put(table.name(), fault);
        hold(table.name());
    }

    void rebuild(Relation table) {
        toRebuild.add(table);
        hold(table);
    }

    /** Builds it anew, and all that read it. */
    void rebuildFrom(Relation table) {
        graph.withDownstream(List.of(table)).forEach(this::rebuild);
    }

    /** It is to be planned anew first. */
    void outdate(StreamTable table) {
        table.outdate();
        hold(table.name());
    }

    /** Those that wait to be planned anew from a cycle before. */
    void outdated(Iterable<StreamTable> tables) {
        for (StreamTable table : tables) {
            if (table.isOutdated()) {
                hold(table.name());
            }
        }
    }

    /** Those that read what could not be polled. */
    void unpolled(Map<SourceTable, Unpolled> unpolled, List<StreamTable> asked) {
        for (StreamTable table : asked) {
            for (SourceTable read : table.planned().polled()) {
                Unpolled why = unpolled.get(read);
                if (why == null) {
                    continue;
                }
                switch (why.kind()) {
                    case FAILED -> {
                        table.unpolled();
                        fail(table, why.reason());
                    }
                    case BUSY -> await(table.name());
                }
            }
        }
    }

    /**
     * Those that want to read what is not to be had now, or not as they were planned with it.
     *
     * @param wholeReads of a stream table
     */
    void unlocked(
            Map<Relation, Fault> unlocked, List<StreamTable> asked, Function<StreamTable, Set<Relation>> wholeReads) {
        if (unlocked.isEmpty()) {
            return;
        }
        for (StreamTable table : asked) {
            for (Relation read : wholeReads.apply(table)) {
                Fault why = unlocked.get(read);
                if (why != null) {
                    unlocked(table, why);
                }
            }
        }
    }

    private void unlocked(StreamTable table, Fault why) {
        if (ChangeSource.isHeld(why)) {
            table.heldUp();
            await(table.name());
        } else if (ChangeSource.isAltered(why)) {
            outdate(table);
        } else {
            fail(table, why);
        }
    }

    /** Those that were planned with views that are others at this snapshot: a view is part of their query. */
    void redefined(Set<View> others, List<StreamTable> asked) {
        asked.stream()
                .filter(table -> table.planned().plan().views().stream().anyMatch(others::contains))
                .forEach(this::outdate);
    }

    private void await(Relation table) {
        waiting.addAll(graph.withDownstream(List.of(table)));
        hold(table);
    }

    private void hold(Relation table) {
        blocked.addAll(graph.withDownstream(List.of(table)));
    }
}
