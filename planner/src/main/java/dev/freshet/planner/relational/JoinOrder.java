package dev.freshet.planner.relational;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Joins the items of FROM one after the other, each condition as soon as all it reads is there. The next item is the first one written that a
 * condition connects with those before it; only where there is none, a product is made. Inner joins may be taken in any order:
 *
 * <pre>(a ⋈ b) ⋈ c = (a ⋈ c) ⋈ b</pre>
 */
final class JoinOrder {
    private final Algebra algebra;
    private final List<RelNode> items;
    private final List<RexNode> pending;
    private final int[] writtenOffsets;
    private final int width;
    /** Where each written field stands in what has been joined so far; −1 if not yet. */
    private final int[] position;

    private JoinOrder(Algebra algebra, List<RelNode> items, List<RexNode> conditions) {
        this.algebra = algebra;
        this.items = items;
        pending = new ArrayList<>(conditions);
        writtenOffsets = new int[items.size() + 1];
        for (int i = 0; i < items.size(); i++) {
            writtenOffsets[i + 1] =
                    writtenOffsets[i] + items.get(i).getRowType().getFieldCount();
        }
        width = writtenOffsets[items.size()];
        position = new int[width];
        java.util.Arrays.fill(position, -1);
    }

    /**
     * The join of all items under all conditions.
     *
     * @param conditions conjuncts over the items' fields in the order written
     * @return a node whose fields are in the order written
     */
    static RelNode join(Algebra algebra, List<RelNode> items, List<RexNode> conditions) {
        return new JoinOrder(algebra, items, conditions).join();
    }

    private RelNode join() {
        List<Integer> left = new ArrayList<>();
        for (int i = 1; i < items.size(); i++) {
            left.add(i);
        }
        RelNode joined = filtered(items.getFirst(), place(0, 0));
        int fields = joined.getRowType().getFieldCount();
        boolean asWritten = true;
        while (!left.isEmpty()) {
            int next = next(left);
            asWritten &= next == left.getFirst();
            left.remove(Integer.valueOf(next));
            List<RexNode> own = ownConditions(next);
            RelNode item = own.isEmpty()
                    ? items.get(next)
                    : LogicalFilter.create(items.get(next), RexUtil.composeConjunction(algebra.rex(), own));
            List<RexNode> met = place(next, fields);
            RexNode condition = RexUtil.composeConjunction(algebra.rex(), met);
            joined = LogicalJoin.create(joined, item, List.of(), condition, java.util.Set.of(), JoinRelType.INNER);
            fields = joined.getRowType().getFieldCount();
        }
        return asWritten ? joined : inWrittenOrder(joined);
    }

    /** The first item that a condition connects with what is there already; else the first. */
    private int next(List<Integer> left) {
        for (int item : left) {
            ImmutableBitSet own = fieldsOf(item);
            for (RexNode condition : pending) {
                ImmutableBitSet read = RelOptUtil.InputFinder.bits(condition);
                if (read.intersects(own)
                        && !own.contains(read)
                        && read.except(own).toList().stream().allMatch(field -> position[field] >= 0)) {
                    return item;
                }
            }
        }
        return left.getFirst();
    }

    private ImmutableBitSet fieldsOf(int item) {
        return ImmutableBitSet.range(writtenOffsets[item], writtenOffsets[item + 1]);
    }

    /** Takes the conditions that read one item only, over its own fields. */
    private List<RexNode> ownConditions(int item) {
        List<RexNode> own = new ArrayList<>();
        for (RexNode condition : List.copyOf(pending)) {
            ImmutableBitSet read = RelOptUtil.InputFinder.bits(condition);
            if (!read.isEmpty() && fieldsOf(item).contains(read)) {
                pending.remove(condition);
                own.add(condition.accept(moved(field -> field - writtenOffsets[item])));
            }
        }
        return own;
    }

    /** Enters an item's fields and takes the conditions that can be met now. */
    private List<RexNode> place(int item, int at) {
        for (int field = writtenOffsets[item]; field < writtenOffsets[item + 1]; field++) {
            position[field] = at + field - writtenOffsets[item];
        }
        List<RexNode> met = new ArrayList<>();
        for (RexNode condition : List.copyOf(pending)) {
            boolean all =
                    RelOptUtil.InputFinder.bits(condition).toList().stream().allMatch(field -> position[field] >= 0);
            if (all) {
                pending.remove(condition);
                met.add(condition.accept(moved(field -> position[field])));
            }
        }
        return met;
    }

    private RelNode filtered(RelNode node, List<RexNode> conditions) {
        return conditions.isEmpty()
                ? node
                : LogicalFilter.create(node, RexUtil.composeConjunction(algebra.rex(), conditions));
    }

    private RelNode inWrittenOrder(RelNode joined) {
        List<RexNode> fields = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int field = 0; field < width; field++) {
            fields.add(algebra.rex().makeInputRef(joined, position[field]));
            names.add("f" + field);
        }
        return LogicalProject.create(joined, List.of(), fields, names, java.util.Set.of());
    }

    private RexShuttle moved(java.util.function.IntUnaryOperator move) {
        return new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef reference) {
                return algebra.rex().makeInputRef(reference.getType(), move.applyAsInt(reference.getIndex()));
            }
        };
    }
}
