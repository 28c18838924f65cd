package dev.freshet.planner.relational;

import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.analyse.TableInfo;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * What stands in FROM, joins taken apart: a table, a view or a sub-query.
 *
 * @param index its place in the range table, from 1
 * @param table the table, where it is one: its columns are named by {@code attnum}
 */
record FromItem(int index, RelNode node, Optional<TableInfo> table) {
    /** The field a column stands in. */
    int field(int attribute) {
        if (attribute == 0) {
            throw new NotIncremental("a reference to a whole row");
        }
        if (attribute < 0) {
            throw new NotIncremental("a system column");
        }
        if (table.isEmpty()) {
            return attribute - 1;
        }
        TableInfo info = table.get();
        int at = info.attributes().indexOf(attribute);
        String name = info.table().layout().columns().get(at).name();
        if (info.unreadable().contains(name)) {
            throw new NotIncremental("virtual generated column " + name);
        }
        return at;
    }
}
