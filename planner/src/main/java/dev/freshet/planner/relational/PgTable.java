package dev.freshet.planner.relational;

import dev.freshet.planner.analyse.TableInfo;
import org.apache.calcite.plan.RelOptAbstractTable;
import org.apache.calcite.rel.type.RelDataType;

/** A table or stream table in a plan, with all its live columns. */
public final class PgTable extends RelOptAbstractTable {
    private final TableInfo info;

    PgTable(TableInfo info, RelDataType rowType) {
        super(null, info.table().relation().toString(), rowType);
        this.info = info;
    }

    public TableInfo info() {
        return info;
    }
}
