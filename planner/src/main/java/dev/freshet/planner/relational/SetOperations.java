package dev.freshet.planner.relational;

import dev.freshet.kernel.type.ColumnType;
import dev.freshet.planner.analyse.CatalogReader;
import dev.freshet.planner.analyse.FunctionInfo;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.tree.Tree.Node;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexNode;

/** UNION and UNION ALL. A leaf whose columns are of other types than the operation's is cast as PostgreSQL casts by itself. */
final class SetOperations {
    /** The query at a place of the range table. */
    interface Leaves {
        RelNode leaf(int index) throws SQLException;
    }

    private static final int UNION = 1;
    private static final int INTERSECT = 2;

    private final Algebra algebra;
    private final CatalogReader catalog;
    private final Leaves leaves;

    SetOperations(Algebra algebra, CatalogReader catalog, Leaves leaves) {
        this.algebra = algebra;
        this.catalog = catalog;
        this.leaves = leaves;
    }

    RelNode translate(Node operation) throws SQLException {
        if (operation.tag().equals("RANGETBLREF")) {
            return leaves.leaf(operation.number("rtindex"));
        }
        int kind = operation.number("op");
        if (kind != UNION) {
            throw new NotIncremental(kind == INTERSECT ? "INTERSECT" : "EXCEPT");
        }
        List<ColumnType> types = types(operation);
        List<RelNode> inputs = List.of(
                conformed(translate(operation.node("larg")), types),
                conformed(translate(operation.node("rarg")), types));
        RelNode all = LogicalUnion.create(inputs, true);
        return operation.flag("all") ? all : QueryTranslator.distinct(all, "UNION", catalog);
    }

    private List<ColumnType> types(Node operation) throws SQLException {
        List<Integer> oids = operation.numbers("colTypes");
        List<Integer> typmods = operation.numbers("colTypmods");
        List<Integer> collations = operation.numbers("colCollations");
        List<ColumnType> types = new ArrayList<>();
        for (int i = 0; i < oids.size(); i++) {
            types.add(catalog.type(oids.get(i), typmods.get(i), collations.get(i)));
        }
        return types;
    }

    private RelNode conformed(RelNode node, List<ColumnType> types) throws SQLException {
        ExpressionTranslator expressions = new ExpressionTranslator(algebra, catalog, new NoVariables());
        List<RexNode> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            RexNode value = algebra.rex().makeInputRef(node, i);
            int from = PgType.columnType(value.getType()).oid();
            int to = types.get(i).oid();
            if (from != to) {
                Optional<Integer> cast = catalog.implicitCast(from, to);
                if (cast.isPresent()) {
                    value = cast(value, cast.get(), types.get(i));
                }
            }
            values.add(expressions.relabelled(value, types.get(i)));
            names.add("u" + i);
        }
        return LogicalProject.create(node, List.of(), values, names, Set.of());
    }

    private RexNode cast(RexNode value, int procedure, ColumnType to) throws SQLException {
        FunctionInfo function = catalog.function(procedure);
        ColumnType result =
                new ColumnType(ColumnType.of(to.oid(), -1, to.collation()).kind(), to.oid(), -1, to.collation());
        Meaning meaning = new Meaning.Call(procedure, function.signature(), 0);
        return algebra.rex()
                .makeCall(algebra.type(result), new PgOperator(function.signature(), meaning), List.of(value));
    }

    /** For expressions made here. */
    private static final class NoVariables implements Variables {
        @Override
        public RexNode variable(Node variable) {
            throw new IllegalStateException("a variable in a set operation");
        }

        @Override
        public RexNode aggregate(Node call) {
            throw new IllegalStateException("an aggregate in a set operation");
        }
    }
}
