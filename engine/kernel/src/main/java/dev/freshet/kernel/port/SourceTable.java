package dev.freshet.kernel.port;

import dev.freshet.kernel.row.RowLayout;
import java.util.List;

/**
 * A table that is read: a source, or a stream table in its present content.
 *
 * @param relation its name
 * @param oid {@code pg_class.oid}; 0 for a stream table, whose relation is another one after each rebuild: it goes by its name
 * @param layout all its live columns in {@code attnum} order; captured rows come in this layout
 * @param key the columns of its primary key (or of the index that is its replica identity), empty if it has none
 */
public record SourceTable(Relation relation, int oid, RowLayout layout, List<Integer> key) {
    public SourceTable {
        key = List.copyOf(key);
    }
}
