package dev.freshet.planner.relational;

import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/** The Calcite surroundings of one planning: a cluster, and builders that simplify nothing. Confined to one planning. */
public final class Algebra {
    /** Everything that would fold, reduce or reason about values is off. */
    private static final RelBuilder.Config NO_SIMPLIFICATION = RelBuilder.Config.DEFAULT
            .withSimplify(false)
            .withSimplifyLimit(false)
            .withSimplifyValues(false)
            .withPruneInputOfAggregate(false)
            .withDedupAggregateCalls(false)
            .withRemoveRedundantDistinct(false)
            .withBloat(-1);

    private final RelDataTypeFactory types = new JavaTypeFactoryImpl();
    private final RexBuilder rex = new RexBuilder(types);
    private final RelOptCluster cluster =
            RelOptCluster.create(new HepPlanner(HepProgram.builder().build()), rex);

    public RelOptCluster cluster() {
        return cluster;
    }

    public RexBuilder rex() {
        return rex;
    }

    public RelDataTypeFactory types() {
        return types;
    }

    /** For passes: builders under {@link #NO_SIMPLIFICATION}. */
    public static RelBuilderFactory builders() {
        return RelBuilder.proto(Contexts.of(NO_SIMPLIFICATION));
    }

    /** A type in this plan. */
    public RelDataType type(ColumnType type) {
        return PgType.of(type, types);
    }

    /** A row type in this plan; names need not be unique. */
    public RelDataType rowType(RowLayout layout) {
        RelDataTypeFactory.Builder builder = types.builder();
        for (int i = 0; i < layout.width(); i++) {
            builder.add(layout.columns().get(i).name() + "$" + i, type(layout.type(i)));
        }
        return builder.build();
    }

    /** The packed layout of a node's rows. */
    public static RowLayout layout(RelNode node) {
        List<Column> columns = new ArrayList<>();
        for (RelDataTypeField field : node.getRowType().getFieldList()) {
            columns.add(new Column(field.getName(), PgType.columnType(field.getType())));
        }
        return new RowLayout(columns);
    }
}
