package dev.freshet.kernel.port;

import dev.freshet.kernel.row.RowLayout;
import java.util.List;

/**
 * A table that stream tables read and that is not one itself.
 *
 * @param relation its name
 * @param oid {@code pg_class.oid}
 * @param layout all its live columns in {@code attnum} order; captured rows come in this layout
 * @param key the columns of its primary key (or of the index that is its replica identity), empty if it has none
 */
public record SourceTable(Relation relation, int oid, RowLayout layout, List<Integer> key) {
    public SourceTable {
        key = List.copyOf(key);
    }
}
