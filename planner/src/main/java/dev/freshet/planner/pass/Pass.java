package dev.freshet.planner.pass;

import dev.freshet.planner.relational.Algebra;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterJoinRule;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.FilterSetOpTransposeRule;
import org.apache.calcite.rel.rules.ProjectMergeRule;

/** The passes, in the order they are applied. */
public enum Pass {
    /** First, since a condition that has sunk makes everything above it smaller: through projections, into and below joins and unions. */
    PUSH_FILTERS_DOWN {
        @Override
        RelNode apply(RelNode plan) {
            return rewrite(
                    plan,
                    FilterProjectTransposeRule.Config.DEFAULT
                            .withRelBuilderFactory(Algebra.builders())
                            .toRule(),
                    FilterJoinRule.FilterIntoJoinRule.FilterIntoJoinRuleConfig.DEFAULT
                            .withRelBuilderFactory(Algebra.builders())
                            .toRule(),
                    FilterJoinRule.JoinConditionPushRule.JoinConditionPushRuleConfig.DEFAULT
                            .withRelBuilderFactory(Algebra.builders())
                            .toRule(),
                    FilterSetOpTransposeRule.Config.DEFAULT
                            .withRelBuilderFactory(Algebra.builders())
                            .toRule());
        }
    },
    /** After the filters, which may have been the last to read a column: joins then hold what is read above them and no more. */
    DROP_UNREAD_COLUMNS {
        @Override
        RelNode apply(RelNode plan) {
            return new FieldTrimmer(plan).trim(plan);
        }
    },
    /** Last: the passes before leave projections on projections. */
    MERGE_PROJECTIONS {
        @Override
        RelNode apply(RelNode plan) {
            return rewrite(
                    plan,
                    ProjectMergeRule.Config.DEFAULT
                            .withRelBuilderFactory(Algebra.builders())
                            .toRule(),
                    CoreRules.PROJECT_REMOVE);
        }
    };

    abstract RelNode apply(RelNode plan);

    /** Applies some of them, in their order. */
    public static RelNode apply(Set<Pass> passes, RelNode plan) {
        RelNode simplified = plan;
        for (Pass pass : values()) {
            if (passes.contains(pass)) {
                simplified = pass.apply(simplified);
            }
        }
        return simplified;
    }

    private static RelNode rewrite(RelNode plan, RelOptRule... rules) {
        HepProgramBuilder program = new HepProgramBuilder();
        program.addRuleCollection(List.of(rules));
        HepPlanner planner = new HepPlanner(program.build());
        planner.setRoot(plan);
        return planner.findBestExp();
    }
}
