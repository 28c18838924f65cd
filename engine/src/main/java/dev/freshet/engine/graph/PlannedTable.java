package dev.freshet.engine.graph;

import dev.freshet.engine.definition.Definition;
import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.ViewPlanner.Input;
import dev.freshet.kernel.port.ViewPlanner.Maintenance;
import dev.freshet.kernel.port.ViewPlanner.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A definition with its plan: what a stream table is before it runs. Immutable. */
public record PlannedTable(Relation name, Definition definition, Plan plan) {

    /** The circuit that keeps it, where the plan has one and the definition does not ask for full refreshes. */
    public Optional<Supplier<Circuit>> circuit() {
        return definition.mode() != Definition.Mode.FULL
                        && plan.maintenance() instanceof Maintenance.Incremental incremental
                ? Optional.of(incremental.circuit())
                : Optional.empty();
    }

    /** Whether it is refreshed by its circuit. */
    public boolean isIncremental() {
        return circuit().isPresent();
    }

    /** Why it is refreshed in full; empty for an incremental one. */
    public Optional<String> modeReason() {
        if (isIncremental()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (plan.maintenance()) {
                    case Maintenance.Incremental ignored -> "mode = 'full' was asked for";
                    case Maintenance.FullOnly full -> reasons(full.reasons());
                });
    }

    private static String reasons(List<Fault> reasons) {
        return String.join("; ", reasons.stream().map(Fault::primary).toList());
    }

    /** The ordinary tables it reads. */
    public List<SourceTable> sources() {
        return plan.inputs().stream()
                .filter(input -> !input.streamTable())
                .map(Input::table)
                .toList();
    }

    /** Of these, the ones that have to be polled: nothing tells of their changes. */
    public List<SourceTable> polled() {
        return plan.inputs().stream().filter(Input::polled).map(Input::table).toList();
    }

    /** The stream tables it reads. */
    public List<Relation> upstream() {
        return plan.inputs().stream()
                .filter(Input::streamTable)
                .map(input -> input.table().relation())
                .toList();
    }

    /** The stream table itself as something that can be read. */
    public SourceTable asTable() {
        return new SourceTable(name, 0, plan.output(), plan.key());
    }
}
