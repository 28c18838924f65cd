package dev.freshet.engine.planning;

import dev.freshet.engine.definition.Definition;
import dev.freshet.engine.definition.Definition.Mode;
import dev.freshet.engine.definition.Definition.Place;
import dev.freshet.engine.definition.DefinitionFolder;
import dev.freshet.engine.graph.Dependencies;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.ViewPlanner;
import dev.freshet.kernel.port.ViewPlanner.Maintenance;
import dev.freshet.kernel.port.ViewPlanner.Plan;
import dev.freshet.kernel.row.RowLayout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a set of definitions. One that reads another is planned after it: each round plans what it can, and what is left when a round plans
 * nothing is refused with its own error. Confined to the definitions thread.
 */
public final class SetPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(SetPlanner.class);
    /** The database cannot be reached: says nothing about a definition. */
    private static final String UNREACHABLE = "FR3001";

    private final ViewPlanner planner;
    private final Supplier<String> defaultSchema;
    private final Function<Set<Relation>, Map<Relation, Fault>> taken;

    /**
     * On a database.
     *
     * @param defaultSchema where Freshet's own connection makes tables
     * @param taken the names that belong to something that is no stream table, with what is said of it
     */
    public SetPlanner(
            ViewPlanner planner, Supplier<String> defaultSchema, Function<Set<Relation>, Map<Relation, Fault>> taken) {
        this.planner = planner;
        this.defaultSchema = defaultSchema;
        this.taken = taken;
    }

    /**
     * Plans what the folder holds.
     *
     * @param former what was planned before: a definition that says the same keeps its plan
     * @param anew stream tables to be planned anew though their definitions say the same, because a table they read has changed
     */
    public PlannedSet plan(DefinitionFolder.Content content, PlannedSet former, Set<Relation> anew) {
        List<PlannedSet.Rejected> rejected = new ArrayList<>();
        content.faults().forEach((file, fault) -> rejected.add(new PlannedSet.Rejected(Optional.empty(), fault)));
        Map<Relation, Definition> waiting = new LinkedHashMap<>();
        for (Definition definition : content.definitions()) {
            Relation name = nameOf(definition);
            Definition other = waiting.putIfAbsent(name, definition);
            if (other != null) {
                // once with its schema and once without: the folder could not know
                rejected.add(new PlannedSet.Rejected(Optional.of(name), definition.definedTwice(other)));
            }
        }

        Map<Relation, PlannedTable> planned = new HashMap<>();
        waiting.forEach((name, definition) -> {
            PlannedTable before = former.tables().get(name);
            if (before != null && !anew.contains(name) && before.definition().plansAs(definition)) {
                planned.put(name, new PlannedTable(name, definition, before.plan()));
            }
        });
        waiting.keySet().removeAll(planned.keySet());
        refuseTaken(waiting, rejected);
        Map<Relation, FreshetException> failures = planInRounds(waiting, planned, former);
        failures.forEach((name, e) -> rejected.add(new PlannedSet.Rejected(Optional.of(name), e.fault())));
        boolean unnamed = !content.faults().isEmpty();
        Map<Relation, PlannedTable> all = new HashMap<>(
                new PlannedSet(planned, rejected, unnamed).keeping(former).tables());
        refuseCircles(all, rejected, former);
        return new PlannedSet(all, rejected, unnamed);
    }

    /** Before anything is planned: who reads such a name means the table that has it. */
    private void refuseTaken(Map<Relation, Definition> waiting, List<PlannedSet.Rejected> rejected) {
        if (waiting.isEmpty()) {
            return;
        }
        taken.apply(Set.copyOf(waiting.keySet())).forEach((name, fault) -> {
            Definition definition = Objects.requireNonNull(waiting.remove(name));
            rejected.add(new PlannedSet.Rejected(Optional.of(name), fault.at(definition.at(definition.place()))));
        });
    }

    private Map<Relation, FreshetException> planInRounds(
            Map<Relation, Definition> waiting, Map<Relation, PlannedTable> planned, PlannedSet former) {
        Map<Relation, FreshetException> failures = new LinkedHashMap<>();
        PlannedSet known = PlannedSet.NONE;
        while (!waiting.isEmpty()) {
            boolean progress = false;
            failures.clear();
            for (Map.Entry<Relation, Definition> entry : List.copyOf(waiting.entrySet())) {
                try {
                    PlannedTable table = planOne(entry.getKey(), entry.getValue(), layouts(planned.values(), known));
                    refuseBeforeItsInputs(table, waiting.keySet());
                    planned.put(entry.getKey(), table);
                    waiting.remove(entry.getKey());
                    progress = true;
                } catch (FreshetException e) {
                    if (e.fault().code().equals(UNREACHABLE)) {
                        throw e;
                    }
                    failures.put(entry.getKey(), e);
                }
            }
            if (!progress && known == former) {
                break;
            }
            if (!progress) {
                // what is refused now keeps its former version running: that one can be read
                known = former;
            }
        }
        return failures;
    }

    /** After a restart stream tables stand in the database before they are planned here; one that reads them must not take them for sources. */
    private static void refuseBeforeItsInputs(PlannedTable table, Set<Relation> waiting) {
        Definition definition = table.definition();
        Optional<Relation> unplanned = table.sources().stream()
                .map(SourceTable::relation)
                .filter(waiting::contains)
                .findFirst();
        if (unplanned.isPresent()) {
            throw Fault.of(
                            "FR2024",
                            table.name() + " reads stream table " + unplanned.get() + ", which could not be planned")
                    .withHint("Its definition does not hold, or the two read one another.")
                    .at(definition.at(definition.place()))
                    .exception();
        }
    }

    private static Map<Relation, RowLayout> layouts(Collection<PlannedTable> planned, PlannedSet former) {
        Map<Relation, RowLayout> layouts = new HashMap<>();
        former.tables().forEach((name, table) -> layouts.put(name, table.plan().output()));
        planned.forEach(table -> layouts.put(table.name(), table.plan().output()));
        return layouts;
    }

    private PlannedTable planOne(Relation name, Definition definition, Map<Relation, RowLayout> streamTables) {
        Plan plan;
        try {
            plan = planner.plan(definition.query(), streamTables);
        } catch (FreshetException e) {
            throw new FreshetException(placed(e.fault(), definition), e);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            // one definition that the planner stumbles over is no reason to stop the others
            Fault fault = Fault.of("FR2029", name + " cannot be planned: a fault of Freshet's own")
                    .withDetail(e.toString())
                    .withHint("Please report it with the definition and what the log has below this line.")
                    .at(definition.at(definition.place()));
            LOG.warn("{}", fault.primary(), e);
            throw new FreshetException(fault, e);
        }
        if (plan.maintenance() instanceof Maintenance.FullOnly full) {
            if (definition.mode() == Mode.INCREMENTAL) {
                Fault first = placed(full.reasons().getFirst(), definition);
                throw Fault.of("FR2021", name + " cannot be kept incrementally: " + first.primary())
                        .withDetail(String.join(
                                "\n",
                                full.reasons().stream()
                                        .map(r -> placed(r, definition).toString())
                                        .toList()))
                        .withHint("With mode = 'auto' it is refreshed in full, at the cost of the query each time.")
                        .at(first.place())
                        .exception();
            }
            refuseFullOverStreamTables(name, definition, plan);
        } else if (definition.mode() == Mode.FULL) {
            refuseFullOverStreamTables(name, definition, plan);
        }
        return new PlannedTable(name, definition, plan);
    }

    private static void refuseFullOverStreamTables(Relation name, Definition definition, Plan plan) {
        Optional<Relation> read = plan.inputs().stream()
                .filter(ViewPlanner.Input::streamTable)
                .map(input -> input.table().relation())
                .findFirst();
        if (read.isPresent()) {
            String why = plan.maintenance() instanceof Maintenance.FullOnly full
                    ? String.join(
                            "; ", full.reasons().stream().map(Fault::primary).toList())
                    : "mode = 'full' was asked for";
            throw Fault.of("FR2022", name + " would be refreshed in full and reads stream table " + read.get())
                    .withDetail(
                            "A full refresh runs the query at the cycle's snapshot, at which the stream table has not been merged yet. "
                                    + "It is not incremental because: " + why)
                    .withHint("Let it read the tables that " + read.get()
                            + " reads, or rewrite it so that it is incremental.")
                    .at(definition.at(definition.place()))
                    .exception();
        }
    }

    /** What was planned before was without a circle, so each has something new in it. */
    private static void refuseCircles(
            Map<Relation, PlannedTable> planned, List<PlannedSet.Rejected> rejected, PlannedSet former) {
        while (true) {
            Map<Relation, List<Relation>> reads = new HashMap<>();
            planned.forEach((name, table) -> reads.put(name, table.upstream()));
            List<Relation> circle = Dependencies.circle(reads);
            if (circle.isEmpty()) {
                return;
            }
            Fault fault = Dependencies.circular(circle);
            for (Relation name : Set.copyOf(circle)) {
                PlannedTable before = former.tables().get(name);
                PlannedTable table = planned.remove(name);
                if (before != null) {
                    planned.put(name, before);
                }
                if (table != null && (before == null || !before.plan().equals(table.plan()))) {
                    Definition definition = table.definition();
                    rejected.add(
                            new PlannedSet.Rejected(Optional.of(name), fault.at(definition.at(definition.place()))));
                }
            }
        }
    }

    /** A fault whose place, if any, is within the query, placed in the file. */
    private static Fault placed(Fault fault, Definition definition) {
        if (fault.place().matches("\\d+:\\d+")) {
            String[] parts = fault.place().split(":");
            Place inside = new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            return fault.at(definition.at(definition.queryPlace().plus(inside)));
        }
        return fault.place().isEmpty() ? fault.at(definition.at(definition.place())) : fault;
    }

    private Relation nameOf(Definition definition) {
        return new Relation(definition.schema().orElseGet(defaultSchema), definition.name());
    }
}
