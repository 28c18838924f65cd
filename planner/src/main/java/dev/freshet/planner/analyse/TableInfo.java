package dev.freshet.planner.analyse;

import dev.freshet.kernel.port.SourceTable;
import java.util.List;

/**
 * A relation a query reads.
 *
 * @param kind {@code pg_class.relkind}
 * @param attributes the {@code attnum} of each column of the layout
 * @param unreadable columns that no capture can deliver, with the reason: virtual generated ones
 */
public record TableInfo(
        SourceTable table, char kind, List<Integer> attributes, List<String> unreadable, boolean streamTable) {
    public TableInfo {
        attributes = List.copyOf(attributes);
        unreadable = List.copyOf(unreadable);
    }
}
