package dev.freshet.cdc.snapshot;

import dev.freshet.cdc.table.TextOutput;
import dev.freshet.kernel.codec.CopyBinaryReader;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/** {@code COPY (SELECT …) TO STDOUT (FORMAT binary)} into batches. Stateless, on a connection of the caller's. */
public final class CopyOut {
    private static final int ROWS = 4096;

    private CopyOut() {}

    /** Rows of a SELECT whose columns are the layout's, opaque ones as text. */
    public static void read(Connection connection, String select, RowLayout layout, Consumer<Batch> batches)
            throws SQLException {
        org.postgresql.copy.CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (" + select + ") TO STDOUT (FORMAT binary)");
        try {
            CopyBinaryReader reader = new CopyBinaryReader(layout, ROWS, batches);
            for (byte[] chunk = copy.readFromCopy(); chunk != null; chunk = copy.readFromCopy()) {
                reader.accept(chunk, 0, chunk.length);
            }
            reader.end();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** The SELECT of a relation's columns by name. */
    public static String select(Relation relation, RowLayout layout, TextOutput text) {
        return "SELECT " + columns(layout, text) + " FROM " + relation.sql() + " r";
    }

    /** The SELECT of a query's columns by name. */
    public static String select(String query, RowLayout layout, TextOutput text) {
        StringJoiner names = new StringJoiner(", ", "(", ")");
        for (Column column : layout.columns()) {
            names.add(Relation.quote(column.name()));
        }
        return "SELECT " + columns(layout, text) + " FROM (" + withoutTerminator(query) + "\n) r" + names;
    }

    private static String columns(RowLayout layout, TextOutput text) {
        StringJoiner columns = new StringJoiner(", ");
        for (Column column : layout.columns()) {
            columns.add(text.expression(column, "r." + Relation.quote(column.name())));
        }
        return columns.toString();
    }

    private static String withoutTerminator(String query) {
        String trimmed = query.strip();
        return trimmed.endsWith(";") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    }
}
