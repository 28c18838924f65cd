package dev.freshet.sink.merge;

import static dev.freshet.kernel.port.Relation.quote;

import dev.freshet.kernel.row.Batch;
import dev.freshet.sink.table.TableShape;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Brings rows of a delta to the server as something a statement can read FROM: a few as array parameters, many by COPY into a temporary
 * table. Columns are {@code c0, c1, …} with the table's types, and {@code n}, the row's multiplicity.
 */
final class Staging {
    /** From here on COPY is cheaper than array parameters. */
    private static final int COPY_FROM = 2_000;

    /** And from so many bytes on: a statement's parameters are held several times over. */
    private static final long COPY_FROM_BYTES = 1 << 18;

    private static final int CHUNK = 1 << 18;

    private final Connection connection;
    private final TableShape shape;
    private final Batch delta;
    private final RowText text;

    Staging(Connection connection, TableShape shape, Batch delta) {
        this.connection = connection;
        this.shape = shape;
        this.delta = delta;
        text = new RowText(delta);
    }

    /** A statement over some rows: {@code sql} has one {@code %s} where what it reads FROM goes, under the alias {@code d}. */
    long run(String sql, List<Integer> rows) throws SQLException {
        return isLarge(rows) ? runStaged(sql, rows) : runWithArrays(sql, rows);
    }

    /** Whether rows are better brought by COPY. */
    boolean isLarge(List<Integer> rows) {
        if (rows.size() >= COPY_FROM) {
            return true;
        }
        long bytes = 0;
        for (int row : rows) {
            bytes += delta.length(row);
        }
        return bytes >= COPY_FROM_BYTES;
    }

    /** Copies rows, each as often as its weight says, straight into a table nobody reads yet. */
    void copyInto(String table, List<Integer> rows) throws SQLException {
        copy("COPY " + table + " (" + shape.nameList() + ") FROM STDIN", rows, false);
    }

    private long runWithArrays(String sql, List<Integer> rows) throws SQLException {
        List<String> casts = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < shape.width(); i++) {
            casts.add("CAST(u.c" + i + " AS " + shape.types().get(i) + ") AS c" + i);
            parameters.add("CAST(? AS text[])");
            columns.add("c" + i);
        }
        casts.add("u.n");
        parameters.add("CAST(? AS int8[])");
        columns.add("n");
        String from = "(SELECT " + String.join(", ", casts) + " FROM unnest(" + String.join(", ", parameters)
                + ") AS u(" + String.join(", ", columns) + ")) AS d";
        try (PreparedStatement statement = connection.prepareStatement(sql.formatted(from))) {
            for (int i = 0; i < shape.width(); i++) {
                statement.setString(i + 1, text.array(i, rows));
            }
            statement.setString(shape.width() + 1, text.weights(rows));
            return statement.executeLargeUpdate();
        }
    }

    private long runStaged(String sql, List<Integer> rows) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < shape.width(); i++) {
            columns.add(
                    "c" + i + " " + shape.types().get(i) + shape.collations().get(i));
            names.add("c" + i);
        }
        String stage = "pg_temp." + quote("freshet_stage");
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TEMPORARY TABLE freshet_stage (" + String.join(", ", columns) + ", n int8) ON COMMIT DROP");
            copy("COPY " + stage + " (" + String.join(", ", names) + ", n) FROM STDIN", rows, true);
            statement.execute("ANALYZE " + stage);
            long changed = statement.executeLargeUpdate(sql.formatted(stage + " AS d"));
            statement.execute("DROP TABLE " + stage);
            return changed;
        }
    }

    private void copy(String sql, List<Integer> rows, boolean withWeight) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK + 4096);
            for (int row : rows) {
                long times = withWeight ? 1 : delta.weight(row);
                for (long t = 0; t < times; t++) {
                    text.line(row, out);
                    if (withWeight) {
                        out.writeBytes(("\t" + Math.abs(delta.weight(row))).getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write('\n');
                }
                if (out.size() >= CHUNK) {
                    copy.writeToCopy(out.toByteArray(), 0, out.size());
                    out.reset();
                }
            }
            copy.writeToCopy(out.toByteArray(), 0, out.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
