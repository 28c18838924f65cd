package dev.freshet.planner.relational;

import dev.freshet.planner.tree.Tree.Node;
import java.sql.SQLException;
import org.apache.calcite.rex.RexNode;

/** What names stand for where an expression is: before grouping the columns of FROM, after it the groups and aggregates. */
interface Variables {
    /** A {@code VAR}. */
    RexNode variable(Node variable) throws SQLException;

    /** An {@code AGGREF}. */
    RexNode aggregate(Node call) throws SQLException;
}
