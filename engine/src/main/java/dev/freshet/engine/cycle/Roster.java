package dev.freshet.engine.cycle;

import dev.freshet.engine.definition.Schedule;
import dev.freshet.engine.graph.Dependencies;
import dev.freshet.engine.graph.Freshness;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.engine.planning.PlannedSet;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The stream tables that run. Takes in what the definitions ask for: what is new or edited is built in the next cycle, what is gone is
 * dropped, what does not hold leaves its former version running. Confined to the cycle's thread.
 */
final class Roster {
    /** Something depends on the table. */
    private static final String DROP_REFUSED = "FR4014";
    /** What {@code continuous} means for whoever reads a source that has to be polled. */
    private static final Duration POLL_EVERY = Duration.ofSeconds(1);

    private final ChangeSource source;
    private final Store store;
    private final Reports reports;
    private final Duration scheduleDefault;
    private final WaitingRoom room;
    private final Map<Relation, StreamTable> tables = new TreeMap<>();
    /** What ran before an edit that has not been merged yet. */
    private final Map<Relation, PlannedTable> former = new HashMap<>();

    /** Nothing of them has been merged in this run. */
    private final Set<Relation> unfilled = new HashSet<>();

    private final Set<Relation> captured = new HashSet<>();
    /** Their sources could not be captured for a moment, or were altered since they were planned. */
    private final Set<Relation> deferred = new HashSet<>();
    /** What was said of definitions in the set that was taken last. */
    private final Map<Relation, Fault> refusals = new HashMap<>();
    /** Their definitions are gone, and they are still there. */
    private final Set<Relation> undropped = new HashSet<>();

    private Dependencies graph = Dependencies.of(Map.of());
    private boolean knownChecked;

    Roster(ChangeSource source, Store store, Reports reports, Duration scheduleDefault, WaitingRoom room) {
        this.source = source;
        this.store = store;
        this.reports = reports;
        this.scheduleDefault = scheduleDefault;
        this.room = room;
    }

    Map<Relation, StreamTable> tables() {
        return tables;
    }

    Dependencies graph() {
        return graph;
    }

    /** Those that are to be planned again. */
    Set<Relation> toPlan() {
        Set<Relation> toPlan = new HashSet<>(deferred);
        tables.values().stream().filter(StreamTable::isOutdated).forEach(table -> toPlan.add(table.name()));
        return toPlan;
    }

    /** How long a stream table is left alone that cannot have what it, or one that it reads, needs. */
    Duration pause(Relation name) {
        Set<Relation> needed = graph.withUpstream(List.of(name));
        return tables.values().stream()
                .filter(table -> needed.contains(table.name()))
                .map(StreamTable::pause)
                .max(Duration::compareTo)
                .orElse(Pace.BUSY_AFTER);
    }

    /** Takes in a planned set. */
    void take(PlannedSet set, Instant now) {
        deferred.clear();
        refusals.clear();
        set.rejected().forEach(this::reject);
        Map<Relation, PlannedTable> wanted = new TreeMap<>(set.tables());
        tables.forEach((name, table) -> {
            if (set.rejectedNames().contains(name) || (set.unnamed() && !wanted.containsKey(name))) {
                wanted.put(name, table.planned());
            }
        });
        Set<Relation> refused = new HashSet<>(set.rejectedNames());
        for (PlannedTable table : List.copyOf(wanted.values())) {
            if (isOutdated(table)) {
                // what it was planned with is not there any more; it was refused, or its turn to be planned comes
                refused.add(table.name());
                continue;
            }
            if (isObstructed(table, wanted) || !capture(table)) {
                refused.add(table.name());
                keepFormer(table.name(), wanted);
            }
        }
        refuseOrphans(wanted, refused);
        wanted.keySet().stream().filter(name -> !refused.contains(name)).forEach(reports::accepted);
        removeGone(wanted.keySet(), set.unnamed() || !refused.isEmpty());
        graph = Dependencies.of(reads(wanted.values()));
        Map<Relation, Schedule> effective = Freshness.effective(declared(wanted.values()), graph, scheduleDefault);
        for (Relation name : graph.order()) {
            PlannedTable planned = wanted.get(name);
            if (planned != null && !isOutdated(planned)) {
                admit(planned, effective.getOrDefault(name, new Schedule.Every(scheduleDefault)), now);
            }
        }
        releaseUnread();
        reports.retain(tables.keySet());
        failLeftBehind();
    }

    /** Those that an earlier run has filled, and that are not followed now: neither as their definition says nor as it said before. */
    private void failLeftBehind() {
        refusals.keySet().removeAll(tables.keySet());
        if (!refusals.isEmpty()) {
            refusals.keySet().retainAll(store.known());
            refusals.forEach(reports::failed);
        }
    }

    private boolean isObstructed(PlannedTable table, Map<Relation, PlannedTable> wanted) {
        StreamTable running = tables.get(table.name());
        if (running != null && running.planned().equals(table)) {
            return false;
        }
        boolean isRead =
                wanted.values().stream().anyMatch(other -> other.upstream().contains(table.name()));
        Optional<Fault> obstacle = store.obstacle(table, isRead);
        obstacle.ifPresent(fault -> reject(table, fault));
        return obstacle.isPresent();
    }

    /** What ran under this name goes on, if there was anything. */
    private void keepFormer(Relation name, Map<Relation, PlannedTable> wanted) {
        StreamTable running = tables.get(name);
        if (running == null) {
            wanted.remove(name);
        } else {
            wanted.put(name, running.planned());
        }
    }

    /** Those that read a stream table which could not be had. */
    private void refuseOrphans(Map<Relation, PlannedTable> wanted, Set<Relation> refused) {
        boolean again = true;
        while (again) {
            again = false;
            for (PlannedTable table : List.copyOf(wanted.values())) {
                Optional<Relation> missing = table.upstream().stream()
                        .filter(read -> !wanted.containsKey(read))
                        .findFirst();
                if (missing.isPresent()) {
                    reject(
                            table,
                            Fault.of("FR2023", table.name() + " reads " + missing.get() + ", which is not there")
                                    .withHint("Its own definition was refused, or is gone."));
                    refused.add(table.name());
                    wanted.remove(table.name());
                    again = true;
                }
            }
        }
    }

    private boolean capture(PlannedTable table) {
        if (!table.isIncremental()) {
            return true;
        }
        try {
            for (SourceTable input : table.sources()) {
                if (captured.add(input.relation())) {
                    requireOrdinary(table, input.relation());
                }
                // also one that is captured: it may have been altered, and is planned with other columns now
                source.capture(input);
            }
            return true;
        } catch (FreshetException e) {
            table.sources().stream()
                    .map(SourceTable::relation)
                    .filter(r -> !isRead(r))
                    .forEach(captured::remove);
            boolean altered = ChangeSource.isAltered(e.fault());
            if (altered || ChangeSource.isHeld(e.fault())) {
                deferred.add(table.name());
            }
            if (!altered) {
                // else the next plan will say it better, if it is still so then
                reject(table, e.fault());
            }
            return false;
        }
    }

    /** A stream table whose definition is gone is about to be dropped. */
    private void requireOrdinary(PlannedTable reader, Relation relation) {
        if (store.known().contains(relation)) {
            throw Fault.of("FR2023", reader.name() + " reads stream table " + relation + ", whose definition is gone")
                    .exception();
        }
    }

    private boolean isRead(Relation relation) {
        return tables.values().stream().anyMatch(t -> t.circuit().isPresent() && t.reads(relation));
    }

    private void reject(PlannedTable table, Fault fault) {
        Fault placed = fault.place().isEmpty()
                ? fault.at(table.definition().at(table.definition().place()))
                : fault;
        reject(new PlannedSet.Rejected(Optional.of(table.name()), placed));
    }

    /** One that cannot go on as it was has failed. */
    private void reject(PlannedSet.Rejected rejected) {
        reports.rejected(rejected);
        rejected.name().ifPresent(name -> refusals.put(name, rejected.fault()));
        rejected.name().filter(this::isOutdated).ifPresent(name -> reports.failed(name, rejected.fault()));
    }

    private boolean isOutdated(Relation name) {
        StreamTable running = tables.get(name);
        return running != null && running.isOutdated();
    }

    /** Whether this is the very plan that is outdated, and not one that was made since. */
    @SuppressWarnings("ReferenceEquality")
    private boolean isOutdated(PlannedTable table) {
        StreamTable running = tables.get(table.name());
        return running != null && running.isOutdated() && running.planned().plan() == table.plan();
    }

    private void removeGone(Set<Relation> wanted, boolean someUnknown) {
        List<Relation> gone = new ArrayList<>(
                tables.keySet().stream().filter(t -> !wanted.contains(t)).toList());
        if (!knownChecked && !someUnknown) {
            store.known().stream()
                    .filter(t -> !wanted.contains(t) && !gone.contains(t))
                    .forEach(gone::add);
            knownChecked = true;
        }
        // readers before what they read
        List<Relation> order = graph.order().reversed();
        gone.sort((a, b) -> Integer.compare(order.indexOf(a), order.indexOf(b)));
        for (Relation name : gone) {
            Optional.ofNullable(tables.remove(name)).ifPresent(StreamTable::close);
            former.remove(name);
            unfilled.remove(name);
            store.withdraw(name);
            drop(name);
        }
    }

    private void drop(Relation name) {
        try {
            store.drop(name);
            undropped.remove(name);
            reports.dropped(name);
        } catch (FreshetException e) {
            if (!DROP_REFUSED.equals(e.fault().code())) {
                throw e;
            }
            undropped.add(name);
            store.setFailed(name, e.fault().toString());
            reports.rejected(new PlannedSet.Rejected(Optional.of(name), e.fault()));
        }
    }

    /** Tries again to drop what something depended on; called now and then. */
    void dropLeft() {
        List.copyOf(undropped).forEach(this::drop);
    }

    private void admit(PlannedTable planned, Schedule schedule, Instant now) {
        StreamTable running = tables.get(planned.name());
        if (running == null) {
            unfilled.add(planned.name());
            store.saveToFill(planned, schedule);
            tables.put(planned.name(), new StreamTable(planned, schedule, now, room));
        } else if (running.isOutdated()) {
            // there is no going back to what it was
            running.close();
            tables.put(planned.name(), new StreamTable(planned, schedule, now, room));
            if (unfilled.contains(planned.name())) {
                store.saveToFill(planned, schedule);
            } else {
                store.saveWithMerge(planned, schedule);
            }
        } else if (!running.planned().plan().equals(planned.plan())) {
            former.putIfAbsent(planned.name(), running.planned());
            running.close();
            tables.put(planned.name(), new StreamTable(planned, schedule, now, room));
            store.saveWithMerge(planned, schedule);
        } else if (!running.schedule().equals(schedule) || !running.planned().equals(planned)) {
            // the same query at other times: what it holds stays
            tables.put(planned.name(), running.rescheduled(planned, schedule, now));
            if (former.containsKey(planned.name())) {
                store.saveWithMerge(planned, schedule);
            } else if (unfilled.contains(planned.name())) {
                store.saveToFill(planned, schedule);
            } else {
                store.save(planned, schedule);
            }
        }
    }

    /** After a cycle: edits that were merged are written down, edits that failed give way to what ran before. */
    void settle(Cycle.Outcome outcome, Instant retry) {
        outcome.merged().forEach(merged -> {
            unfilled.remove(merged.table());
            if (former.remove(merged.table()) != null) {
                reports.swapped(merged.table());
            }
        });
        outcome.failed().forEach((name, fault) -> {
            PlannedTable before = former.remove(name);
            StreamTable table = tables.get(name);
            if (before != null && table != null) {
                store.withdraw(name);
                reject(table.planned(), fault);
                table.close();
                tables.put(name, new StreamTable(before, table.schedule(), retry.minus(Pace.RETRY_AFTER), room));
            } else if (table != null && table.phase() == StreamTable.Phase.TO_BUILD) {
                table.postpone(retry);
            }
        });
        // who reads one that failed would have it tried again at once
        Set<Relation> later = graph.withDownstream(outcome.failed().keySet());
        outcome.toRebuild()
                .forEach(name -> tables.computeIfPresent(
                        name, (same, table) -> table.afresh(later.contains(name) ? retry : Instant.EPOCH)));
        graph = Dependencies.of(
                reads(tables.values().stream().map(StreamTable::planned).toList()));
    }

    private void releaseUnread() {
        for (Relation relation : List.copyOf(captured)) {
            if (!isRead(relation)) {
                captured.remove(relation);
                source.release(relation);
            }
        }
    }

    private static Map<Relation, List<Relation>> reads(Collection<PlannedTable> tables) {
        Map<Relation, List<Relation>> reads = new HashMap<>();
        tables.forEach(table -> reads.put(table.name(), table.upstream()));
        return reads;
    }

    private static Map<Relation, Schedule> declared(Collection<PlannedTable> tables) {
        Map<Relation, Schedule> declared = new HashMap<>();
        tables.forEach(table -> declared.put(table.name(), schedule(table, tables)));
        return declared;
    }

    /** As declared; but what has to be polled is not polled without a pause. */
    private static Schedule schedule(PlannedTable table, Collection<PlannedTable> tables) {
        Schedule declared = table.definition().schedule();
        return declared instanceof Schedule.Continuous && readsPolled(table, tables)
                ? new Schedule.Every(POLL_EVERY)
                : declared;
    }

    /** Over any steps: who is refreshed takes along what it reads. */
    private static boolean readsPolled(PlannedTable table, Collection<PlannedTable> tables) {
        return !table.polled().isEmpty()
                || tables.stream()
                        .filter(other -> table.upstream().contains(other.name()))
                        .anyMatch(other -> readsPolled(other, tables));
    }
}
