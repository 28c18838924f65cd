package dev.freshet.planner.relational;

import dev.freshet.planner.analyse.CatalogReader;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.analyse.TableInfo;
import dev.freshet.planner.tree.Tree.Items;
import dev.freshet.planner.tree.Tree.Node;
import dev.freshet.planner.tree.TreeReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Analysed queries as relational algebra: FROM, WHERE, GROUP BY, HAVING, the select list and DISTINCT, in this order; set operations over
 * such. Views are expanded, stream tables are not. What no operator maintains is refused by name ({@link NotIncremental}).
 *
 * <p>Source: PostgreSQL src/include/nodes/parsenodes.h.
 */
public final class QueryTranslator {
    private static final int INNER = 0;
    private static final List<String> JOINS = List.of("JOIN", "LEFT JOIN", "FULL JOIN", "RIGHT JOIN");

    private final Algebra algebra;
    private final CatalogReader catalog;

    public QueryTranslator(Algebra algebra, CatalogReader catalog) {
        this.algebra = algebra;
        this.catalog = catalog;
    }

    /** The query of a view's {@code ev_action}. */
    public static Node query(String tree) {
        return (Node) ((Items) TreeReader.read(tree)).elements().getFirst();
    }

    /** The algebra of a query; its fields are the columns of the result. */
    public RelNode translate(Node query) throws SQLException {
        return translate(query, List.of());
    }

    private RelNode translate(Node query, List<Node> outerExpressions) throws SQLException {
        refuseWhatIsNotMaintained(query);
        List<Node> common = new ArrayList<>(query.nodes("cteList"));
        common.addAll(outerExpressions);
        return query.isNull("setOperations")
                ? select(query, common)
                : new SetOperations(algebra, catalog, index -> subquery(query, index, common))
                        .translate(query.node("setOperations"));
    }

    private static void refuseWhatIsNotMaintained(Node query) {
        refuseIf(query.flag("hasRecursive"), "WITH RECURSIVE");
        refuseIf(query.flag("hasWindowFuncs"), "a window function");
        refuseIf(query.flag("hasTargetSRFs"), "a set-returning function in the select list");
        refuseIf(query.flag("hasDistinctOn"), "DISTINCT ON");
        refuseIf(query.flag("hasForUpdate"), "FOR UPDATE");
        refuseIf(!query.isNull("groupingSets"), "GROUPING SETS");
        refuseIf(!query.isNull("limitCount"), "LIMIT");
        refuseIf(!query.isNull("limitOffset"), "OFFSET");
    }

    private static void refuseIf(boolean refused, String what) {
        if (refused) {
            throw new NotIncremental(what);
        }
    }

    private RelNode subquery(Node query, int index, List<Node> common) throws SQLException {
        return translate(query.nodes("rtable").get(index - 1).node("subquery"), common);
    }

    private RelNode select(Node query, List<Node> common) throws SQLException {
        List<Node> rangeTable = query.nodes("rtable");
        List<FromItem> items = new ArrayList<>();
        List<Node> conditions = new ArrayList<>();
        Node from = query.node("jointree");
        for (Node item : from.nodes("fromlist")) {
            flatten(item, rangeTable, common, items, conditions);
        }
        refuseIf(items.isEmpty(), "a query without FROM");
        if (!from.isNull("quals")) {
            conditions.add(from.node("quals"));
        }
        FromScope scope = new FromScope(algebra, catalog, rangeTable, items);
        List<RexNode> conjuncts = new ArrayList<>();
        for (RexNode condition : scope.expressions().all(conditions)) {
            conjuncts.addAll(RelOptUtil.conjunctions(condition));
        }
        RelNode joined =
                JoinOrder.join(algebra, items.stream().map(FromItem::node).toList(), conjuncts);
        List<Node> targets = query.nodes("targetList").stream()
                .filter(target -> !target.flag("resjunk"))
                .toList();
        RelNode projected = query.flag("hasAggs") || !query.isNull("groupClause")
                ? grouped(query, rangeTable, scope, joined, targets)
                : project(joined, scope.expressions(), targets);
        return query.isNull("distinctClause") ? projected : distinct(projected, "DISTINCT", catalog);
    }

    private RelNode grouped(Node query, List<Node> rangeTable, FromScope from, RelNode input, List<Node> targets)
            throws SQLException {
        int entry = 0;
        List<Node> grouped = List.of();
        for (int i = 0; i < rangeTable.size(); i++) {
            if (rangeTable.get(i).number("rtekind") == RangeTableKind.GROUP) {
                entry = i + 1;
                grouped = rangeTable.get(i).nodes("groupexprs");
            }
        }
        List<Node> outputs = new ArrayList<>(targets);
        boolean having = !query.isNull("havingQual");
        if (having) {
            outputs.add(query.node("havingQual"));
        }
        GroupScope scope = new GroupScope(algebra, catalog, from, input, entry, grouped, outputs);
        ExpressionTranslator expressions = new ExpressionTranslator(algebra, catalog, scope);
        RelNode node = scope.node();
        if (having) {
            node = LogicalFilter.create(node, expressions.one(query.node("havingQual")));
        }
        return project(node, expressions, targets);
    }

    private static RelNode project(RelNode input, ExpressionTranslator expressions, List<Node> targets)
            throws SQLException {
        List<RexNode> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Node target : targets) {
            values.add(expressions.one(target.node("expr")));
            names.add((target.isNull("resname") ? "column" : target.text("resname")) + "$" + names.size());
        }
        return LogicalProject.create(input, List.of(), values, names, Set.of());
    }

    /** Each row once: a grouping by all columns. */
    static RelNode distinct(RelNode node, String what, CatalogReader catalog) throws SQLException {
        for (RelDataTypeField field : node.getRowType().getFieldList()) {
            GroupScope.requireComparable(PgType.columnType(field.getType()), what, catalog);
        }
        return LogicalAggregate.create(
                node, List.of(), ImmutableBitSet.range(node.getRowType().getFieldCount()), null, List.of());
    }

    /** Takes inner joins apart into their items and conditions. */
    private void flatten(
            Node item, List<Node> rangeTable, List<Node> common, List<FromItem> items, List<Node> conditions)
            throws SQLException {
        switch (item.tag()) {
            case "RANGETBLREF" -> {
                int index = item.number("rtindex");
                items.add(fromItem(index, rangeTable.get(index - 1), common));
            }
            case "JOINEXPR" -> {
                int kind = item.number("jointype");
                refuseIf(kind != INNER, kind < JOINS.size() ? JOINS.get(kind) : "a join of kind " + kind);
                flatten(item.node("larg"), rangeTable, common, items, conditions);
                flatten(item.node("rarg"), rangeTable, common, items, conditions);
                if (!item.isNull("quals")) {
                    conditions.add(item.node("quals"));
                }
            }
            default -> throw new NotIncremental(item.tag() + " in FROM");
        }
    }

    private FromItem fromItem(int index, Node entry, List<Node> common) throws SQLException {
        return switch (entry.number("rtekind")) {
            case RangeTableKind.RELATION -> relation(index, entry);
            case RangeTableKind.SUBQUERY -> {
                refuseIf(entry.flag("lateral"), "LATERAL");
                yield new FromItem(index, translate(entry.node("subquery"), common), Optional.empty());
            }
            case RangeTableKind.FUNCTION -> throw new NotIncremental("a function in FROM");
            case RangeTableKind.TABLE_FUNCTION -> throw new NotIncremental("XMLTABLE or JSON_TABLE");
            case RangeTableKind.VALUES -> throw new NotIncremental("VALUES in FROM");
            case RangeTableKind.CTE -> new FromItem(index, commonExpression(entry, common), Optional.empty());
            default -> throw new NotIncremental("a range table entry of kind " + entry.number("rtekind"));
        };
    }

    private RelNode commonExpression(Node entry, List<Node> common) throws SQLException {
        String name = entry.text("ctename");
        for (int i = 0; i < common.size(); i++) {
            if (common.get(i).text("ctename").equals(name)) {
                return translate(common.get(i).node("ctequery"), common);
            }
        }
        throw new IllegalStateException("no common table expression " + name);
    }

    private FromItem relation(int index, Node entry) throws SQLException {
        refuseIf(!entry.isNull("tablesample"), "TABLESAMPLE");
        TableInfo info = catalog.table(entry.number("relid"));
        String name = info.table().relation().toString();
        return switch (info.kind()) {
            case 'v' ->
                new FromItem(index, translate(query(catalog.viewTree(entry.number("relid")))), Optional.empty());
            case 'r', 'p', 'm', 'f' -> {
                // its changes are captured with those of all tables below it, of which there may be some tomorrow
                refuseIf(!entry.flag("inh"), "ONLY " + name);
                PgTable table = new PgTable(info, algebra.rowType(info.table().layout()));
                yield new FromItem(
                        index, LogicalTableScan.create(algebra.cluster(), table, List.of()), Optional.of(info));
            }
            default -> throw new NotIncremental("relation " + name + " of kind " + info.kind());
        };
    }
}
