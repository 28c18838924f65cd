package dev.freshet.cdc.wal;

import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Turns one source's structs into kernel rows. The fields are PostgreSQL's own text ({@link RawTextTask}), so each kind is read exactly.
 * Confined to Debezium's thread.
 */
final class SourceDecoder {
    private final SourceTable table;
    private final RowLayout layout;
    private @Nullable Schema schema;
    private Field[] fields = new Field[0];

    SourceDecoder(SourceTable table) {
        this.table = table;
        this.layout = table.layout();
    }

    SourceTable table() {
        return table;
    }

    RowLayout layout() {
        return layout;
    }

    /**
     * Appends a row.
     *
     * @throws IllegalArgumentException the struct is not of the source's columns, or a value not of its column's type
     */
    void append(Struct row, Batch batch, long weight) {
        if (row.schema() != schema) {
            prepare(row.schema());
        }
        RowWriter writer = new RowWriter(batch).begin();
        for (int column = 0; column < fields.length; column++) {
            // not get(Field): that gives the column's DEFAULT for a NULL
            Object value = row.getWithoutDefault(fields[column].name());
            if (value != null) {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                TextFormat.read(layout.type(column), text, 0, text.length, writer, column);
            }
        }
        writer.end(weight);
    }

    private void prepare(Schema arrived) {
        List<Field> all = arrived.fields();
        if (all.size() != layout.width()) {
            throw new IllegalArgumentException(table.relation() + " has other columns than it was planned with: "
                    + all.stream().map(Field::name).toList());
        }
        Field[] prepared = new Field[layout.width()];
        for (int column = 0; column < prepared.length; column++) {
            String name = layout.columns().get(column).name();
            Field field = arrived.field(name);
            if (field == null) {
                throw new IllegalArgumentException(table.relation() + " has no column " + name + " any more");
            }
            prepared[column] = field;
        }
        fields = prepared;
        schema = arrived;
    }
}
