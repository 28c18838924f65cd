package dev.freshet.planner.pass;

import dev.freshet.planner.relational.Algebra;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.sql2rel.RelFieldTrimmer;
import org.apache.calcite.util.mapping.MappingType;
import org.apache.calcite.util.mapping.Mappings;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's trimmer, which keeps one column where none is read ({@code SELECT count(*)}): the input's first, as the constant that Calcite makes
 * up would have a type of its own.
 */
final class FieldTrimmer extends RelFieldTrimmer {
    FieldTrimmer(RelNode plan) {
        super(null, Algebra.builders().create(plan.getCluster(), null));
    }

    @Override
    protected TrimResult dummyProject(int fieldCount, RelNode input) {
        return dummyProject(fieldCount, input, null);
    }

    @Override
    protected TrimResult dummyProject(int fieldCount, RelNode input, @Nullable RelNode original) {
        RelNode one = input.getRowType().getFieldCount() == 1
                ? input
                : LogicalProject.create(
                        input,
                        List.of(),
                        List.of(input.getCluster().getRexBuilder().makeInputRef(input, 0)),
                        List.of(input.getRowType().getFieldNames().getFirst()),
                        Set.of());
        return result(one, Mappings.create(MappingType.INVERSE_SURJECTION, fieldCount, 1));
    }
}
