package dev.freshet.planner.lowering;

import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import dev.freshet.planner.relational.Meaning;
import dev.freshet.planner.relational.PgOperator;
import dev.freshet.planner.relational.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A join's condition taken apart: pairs of expressions, one over each side, that have to be equal, and the rest.
 *
 * @param left over the left side's fields
 * @param right over the right side's fields
 * @param rest conjuncts over both sides' fields
 */
record JoinCondition(List<RexNode> left, List<RexNode> right, List<RexNode> rest) {
    static JoinCondition of(Join join, Set<Integer> equalities) {
        List<RexNode> left = new ArrayList<>();
        List<RexNode> right = new ArrayList<>();
        List<RexNode> rest = new ArrayList<>();
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        int width = leftWidth + join.getRight().getRowType().getFieldCount();
        ImmutableBitSet leftFields = ImmutableBitSet.range(leftWidth);
        ImmutableBitSet rightFields = ImmutableBitSet.range(leftWidth, width);
        for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
            if (conjunct.isAlwaysTrue()) {
                continue;
            }
            if (isKeyEquality(conjunct, equalities)) {
                RexNode a = ((RexCall) conjunct).getOperands().get(0);
                RexNode b = ((RexCall) conjunct).getOperands().get(1);
                if (readsOnly(a, leftFields) && readsOnly(b, rightFields)) {
                    left.add(a);
                    right.add(b);
                    continue;
                }
                if (readsOnly(b, leftFields) && readsOnly(a, rightFields)) {
                    left.add(b);
                    right.add(a);
                    continue;
                }
            }
            rest.add(conjunct);
        }
        return new JoinCondition(
                left,
                right.stream()
                        .map(node -> org.apache.calcite.rex.RexUtil.shift(node, -leftWidth))
                        .toList(),
                rest);
    }

    private static boolean readsOnly(RexNode node, ImmutableBitSet fields) {
        ImmutableBitSet read = RelOptUtil.InputFinder.bits(node);
        return !read.isEmpty() && fields.contains(read);
    }

    /** Whether it is an equality that keys of ours have too: of one family of types, by a default order's operator. */
    private static boolean isKeyEquality(RexNode node, Set<Integer> equalities) {
        if (!(node instanceof RexCall call)
                || !(call.getOperator() instanceof PgOperator operator)
                || !(operator.meaning() instanceof Meaning.Call function)
                || !equalities.contains(function.procedure())) {
            return false;
        }
        ColumnType a = PgType.columnType(call.getOperands().get(0).getType());
        ColumnType b = PgType.columnType(call.getOperands().get(1).getType());
        return family(a.kind()) == family(b.kind()) && a.kind() != Kind.OPAQUE;
    }

    /** Kinds whose keys find one another. */
    private static Kind family(Kind kind) {
        return switch (kind) {
            case INT2, INT4, INT8 -> Kind.INT8;
            case FLOAT4, FLOAT8 -> Kind.FLOAT8;
            case DECIMAL, NUMERIC -> Kind.NUMERIC;
            case BOOL, TEXT, BPCHAR, DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, OPAQUE -> kind;
        };
    }
}
