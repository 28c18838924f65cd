package dev.freshet.cdc.wal;

import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import io.debezium.connector.postgresql.connection.ReplicationMessage.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tuples of one table into rows of a source it is a member of, by its columns' names. The values are PostgreSQL's own text ({@link RawTypes}), so each kind is read exactly. Confined
 * to Debezium's streaming thread.
 */
final class SourceDecoder {
    private final SourceTable table;
    private final Relation member;
    private final RowLayout layout;
    /** Names of the tuple's columns that was read last, and where in it the layout's columns are. */
    private String[] arrived = new String[0];

    private int[] positions = new int[0];

    SourceDecoder(SourceTable table, Relation member) {
        this.table = table;
        this.member = member;
        this.layout = table.layout();
    }

    SourceTable table() {
        return table;
    }

    /**
     * Writes a row.
     *
     * @param old where values are that were not sent because they did not change (TOAST); empty if there are none
     * @throws IllegalArgumentException the tuple is not of the source's columns, or a value not of its column's type
     */
    void write(List<Column> tuple, List<Column> old, RowWriter writer, long weight) {
        if (!isAsArrived(tuple)) {
            prepare(tuple);
        }
        writer.begin();
        for (int column = 0; column < positions.length; column++) {
            Column value = tuple.get(positions[column]);
            if (value.isToastedColumn()) {
                if (old.isEmpty()) {
                    throw new IllegalArgumentException("an unchanged value of " + value.getName() + " was not sent");
                }
                value = old.get(positions[column]);
            }
            byte @Nullable [] text = text(value);
            if (text != null) {
                TextFormat.read(layout.type(column), text, 0, text.length, writer, column);
            }
        }
        writer.end(weight);
    }

    private static byte @Nullable [] text(Column value) {
        Object text = value.getValue(SourceDecoder::noConnection, true);
        return text == null ? null : ((String) text).getBytes(StandardCharsets.UTF_8);
    }

    private static org.postgresql.core.BaseConnection noConnection() {
        throw new IllegalStateException("a value's text needs no connection");
    }

    /** By identity: Debezium makes a table's names anew when it is told of a change of its columns, and only then. */
    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    private boolean isAsArrived(List<Column> tuple) {
        if (tuple.size() != arrived.length) {
            return false;
        }
        for (int i = 0; i < arrived.length; i++) {
            if (tuple.get(i).getName() != arrived[i]) {
                return false;
            }
        }
        return true;
    }

    private void prepare(List<Column> tuple) {
        String[] names = tuple.stream().map(Column::getName).toArray(String[]::new);
        // a child may have more columns than its parent
        boolean fits =
                member.equals(table.relation()) ? names.length == layout.width() : names.length >= layout.width();
        if (!fits) {
            throw new IllegalArgumentException(
                    member + " has other columns than it was planned with: " + Arrays.toString(names));
        }
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            byName.put(names[i], i);
        }
        int[] found = new int[layout.width()];
        for (int column = 0; column < found.length; column++) {
            String name = layout.columns().get(column).name();
            Integer at = byName.get(name);
            if (at == null) {
                throw new IllegalArgumentException(member + " has no column " + name + " any more");
            }
            found[column] = at;
        }
        positions = found;
        arrived = names;
    }
}
