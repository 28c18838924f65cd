package dev.freshet.planner.relational;

import dev.freshet.planner.analyse.CatalogReader;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.tree.Tree.Node;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * The columns of FROM, before grouping: the items' columns stand one after the other. A join's column is resolved to the expression over its
 * sides that it is.
 */
final class FromScope implements Variables {
    private final Algebra algebra;
    private final List<Node> rangeTable;
    private final Map<Integer, FromItem> items = new HashMap<>();
    private final Map<Integer, Integer> offsets = new HashMap<>();
    private final ExpressionTranslator expressions;

    FromScope(Algebra algebra, CatalogReader catalog, List<Node> rangeTable, List<FromItem> inOrder) {
        this.algebra = algebra;
        this.rangeTable = rangeTable;
        int offset = 0;
        for (FromItem item : inOrder) {
            items.put(item.index(), item);
            offsets.put(item.index(), offset);
            offset += item.node().getRowType().getFieldCount();
        }
        expressions = new ExpressionTranslator(algebra, catalog, this);
    }

    /** Translates over these columns. */
    ExpressionTranslator expressions() {
        return expressions;
    }

    @Override
    public RexNode variable(Node variable) throws SQLException {
        if (variable.number("varlevelsup") > 0) {
            throw new NotIncremental("LATERAL");
        }
        int index = variable.number("varno");
        int attribute = variable.number("varattno");
        Node entry = rangeTable.get(index - 1);
        if (entry.number("rtekind") == RangeTableKind.JOIN) {
            if (attribute <= 0) {
                throw new NotIncremental("a reference to a whole row");
            }
            return expressions.one(entry.nodes("joinaliasvars").get(attribute - 1));
        }
        FromItem item = items.get(index);
        Integer offset = offsets.get(index);
        if (item == null || offset == null) {
            throw new IllegalStateException("item " + index + " is not in FROM");
        }
        int field = item.field(attribute);
        RelDataType type = item.node().getRowType().getFieldList().get(field).getType();
        return algebra.rex().makeInputRef(type, offset + field);
    }

    @Override
    public RexNode aggregate(Node call) {
        throw new NotIncremental("an aggregate of an outer query");
    }
}
