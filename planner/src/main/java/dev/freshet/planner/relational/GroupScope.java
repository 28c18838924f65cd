package dev.freshet.planner.relational;

import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import dev.freshet.planner.analyse.CatalogReader;
import dev.freshet.planner.analyse.FunctionInfo;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.tree.Tree;
import dev.freshet.planner.tree.Tree.Node;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The columns after grouping: the groups, then the aggregates. Grouped expressions are the columns of PostgreSQL's own range table entry for
 * them; a column that depends on the groups by a primary key is taken as one more group.
 */
final class GroupScope implements Variables {
    private static final int COLUMN_OF_THIS_QUERY = 0;

    private final Algebra algebra;
    private final CatalogReader catalog;
    private final FromScope from;
    private final int groupEntry;
    private final List<RexNode> projected = new ArrayList<>();
    private final List<Node> dependent = new ArrayList<>();
    private final List<Node> aggregates = new ArrayList<>();
    private final List<AggregateCall> calls = new ArrayList<>();
    private final int groups;
    private final RelNode node;

    /**
     * @param groupEntry the place of the range table entry of grouped expressions, 0 if nothing is grouped by
     * @param grouped its expressions
     * @param outputs all that is computed after grouping: select list and HAVING
     */
    GroupScope(
            Algebra algebra,
            CatalogReader catalog,
            FromScope from,
            RelNode input,
            int groupEntry,
            List<Node> grouped,
            List<Node> outputs)
            throws SQLException {
        this.algebra = algebra;
        this.catalog = catalog;
        this.from = from;
        this.groupEntry = groupEntry;
        outputs.forEach(this::collect);
        projected.addAll(from.expressions().all(grouped));
        projected.addAll(from.expressions().all(dependent));
        groups = projected.size();
        for (RexNode group : projected) {
            requireComparable(PgType.columnType(group.getType()), "GROUP BY", catalog);
        }
        for (Node aggregate : aggregates) {
            calls.add(call(aggregate));
        }
        if (projected.isEmpty() && input.getRowType().getFieldCount() > 0) {
            // count(*) alone reads nothing, but Calcite's passes do not know rows without columns
            projected.add(algebra.rex().makeInputRef(input, 0));
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < projected.size(); i++) {
            names.add("g" + i);
        }
        RelNode arguments = LogicalProject.create(input, List.of(), projected, names, Set.of());
        node = LogicalAggregate.create(arguments, List.of(), ImmutableBitSet.range(groups), null, calls);
    }

    /** The grouped node. */
    RelNode node() {
        return node;
    }

    /** Refuses a type whose equality is not that of its image or of a key of ours. */
    static void requireComparable(ColumnType type, String where, CatalogReader catalog) throws SQLException {
        if (type.kind() == Kind.OPAQUE) {
            throw new NotIncremental(
                    where + " of type " + Integer.toUnsignedLong(type.oid()) + ", whose values are only carried");
        }
        catalog.compared(type.collation());
    }

    private void collect(Tree tree) {
        switch (tree) {
            case Node inner -> {
                if (inner.tag().equals("AGGREF")) {
                    if (!aggregates.contains(inner)) {
                        aggregates.add(inner);
                    }
                } else if (inner.tag().equals("VAR")) {
                    if (inner.number("varno") != groupEntry
                            && inner.number("varlevelsup") == COLUMN_OF_THIS_QUERY
                            && !dependent.contains(inner)) {
                        dependent.add(inner);
                    }
                } else {
                    inner.fields().values().forEach(this::collect);
                }
            }
            case Tree.Items items -> items.elements().forEach(this::collect);
            case Tree.Atom ignored -> {}
            case Tree.Datum ignored -> {}
            case Tree.Null ignored -> {}
        }
    }

    private AggregateCall call(Node aggregate) throws SQLException {
        FunctionInfo function = catalog.function(aggregate.number("aggfnoid"));
        if (!aggregate.text("aggkind").equals("n")) {
            throw new NotIncremental("ordered-set aggregate " + function.signature());
        }
        if (aggregate.number("agglevelsup") > 0) {
            throw new NotIncremental("an aggregate of an outer query");
        }
        List<Integer> arguments = new ArrayList<>();
        for (Node argument : aggregate.nodes("args")) {
            if (!argument.flag("resjunk")) {
                arguments.add(project(from.expressions().one(argument.node("expr"))));
            }
        }
        boolean distinct = !aggregate.isNull("aggdistinct");
        for (int argument : arguments) {
            ColumnType type = PgType.columnType(projected.get(argument).getType());
            if (distinct) {
                requireComparable(type, "DISTINCT", catalog);
            }
        }
        int filter = -1;
        if (!aggregate.isNull("aggfilter")) {
            RexNode condition = from.expressions().one(aggregate.node("aggfilter"));
            filter = project(algebra.rex().makeCall(SqlStdOperatorTable.IS_TRUE, condition));
        }
        ColumnType result = catalog.type(aggregate.number("aggtype"), -1, aggregate.number("aggcollid"));
        Meaning.AggregateOf meaning = new Meaning.AggregateOf(
                function.oid(), function.signature(), catalog.ordered(aggregate.number("inputcollid")), result);
        return AggregateCall.create(
                new PgAggregate(function.name(), algebra.type(result), meaning),
                distinct,
                false,
                false,
                List.of(),
                arguments,
                filter,
                null,
                RelCollations.EMPTY,
                algebra.type(result),
                null);
    }

    private int project(RexNode value) {
        // a group's column serves as an argument too
        int at = projected.indexOf(value);
        if (at < 0) {
            at = projected.size();
            projected.add(value);
        }
        return at;
    }

    @Override
    public RexNode variable(Node variable) {
        if (variable.number("varlevelsup") > 0) {
            throw new NotIncremental("LATERAL");
        }
        int index = variable.number("varno") == groupEntry
                ? variable.number("varattno") - 1
                : groups - dependent.size() + dependent.indexOf(variable);
        return algebra.rex().makeInputRef(node, index);
    }

    @Override
    public RexNode aggregate(Node call) {
        return algebra.rex().makeInputRef(node, groups + aggregates.indexOf(call));
    }
}
