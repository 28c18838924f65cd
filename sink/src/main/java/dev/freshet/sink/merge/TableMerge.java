package dev.freshet.sink.merge;

import dev.freshet.kernel.port.DeltaSink.TableDelta;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import dev.freshet.sink.table.RowImage;
import dev.freshet.sink.table.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Applies one delta, or a part of one, to one stream table by the statements that suit it: with a key, deletes and updates find their rows by it; without one,
 * a row is found by the hash of its image and {@code ctid} limits how many go. An unchanged row is not written. Every statement must touch
 * exactly as many rows as the delta says, or the table is not what it should be and nothing is merged.
 */
final class TableMerge {
    /** Rows inserted, updated, deleted. */
    record Counts(long inserted, long updated, long deleted) {
        static final Counts NONE = new Counts(0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
        }
    }

    private final Connection connection;
    private final TableDelta change;
    private final TableShape shape;
    private final Batch delta;
    private final Staging staging;

    /**
     * @param delta a part of the change's
     */
    TableMerge(Connection connection, TableDelta change, Batch delta, TableShape shape) {
        this.connection = connection;
        this.change = change;
        this.shape = shape;
        this.delta = delta;
        staging = new Staging(connection, shape, delta);
    }

    Counts apply() throws SQLException {
        return change.key().isEmpty() ? applyImages() : applyKeyed();
    }

    /** Fills a new table, which nobody can see yet. */
    Counts fill(String table) throws SQLException {
        List<Integer> all = IntStream.range(0, delta.size()).boxed().toList();
        long rows = 0;
        for (int row : all) {
            if (delta.weight(row) < 0) {
                throw diverged("its content has a row with a negative weight");
            }
            rows += delta.weight(row);
        }
        staging.copyInto(table, all);
        return new Counts(rows, 0, 0);
    }

    private Counts applyKeyed() throws SQLException {
        KeyedChanges changes = KeyedChanges.of(change.table(), delta, change.key());
        long deleted = 0;
        for (Map.Entry<Integer, List<Integer>> entry : changes.deletes().entrySet()) {
            String sql = "DELETE FROM " + change.table().sql() + " AS t USING %s WHERE " + keyMatch(entry.getKey());
            deleted += expect(entry.getValue().size(), staging.run(sql, entry.getValue()), "deleted");
        }
        long updated = 0;
        for (Map.Entry<Integer, List<Integer>> entry : changes.updates().entrySet()) {
            String sql = "UPDATE " + change.table().sql() + " AS t SET " + assignments() + " FROM %s WHERE "
                    + keyMatch(entry.getKey());
            updated += expect(entry.getValue().size(), staging.run(sql, entry.getValue()), "updated");
        }
        return new Counts(insert(changes.inserts()), updated, deleted);
    }

    private Counts applyImages() throws SQLException {
        List<Integer> going = new ArrayList<>();
        List<Integer> coming = new ArrayList<>();
        long goingRows = 0;
        for (int row = 0; row < delta.size(); row++) {
            if (delta.weight(row) < 0) {
                going.add(row);
                goingRows -= delta.weight(row);
            } else {
                coming.add(row);
            }
        }
        if (!going.isEmpty()) {
            Optional<String> kept = RowImage.hash(connection, "t.", shape, change.layout());
            String hashes = kept.isEmpty() ? "" : kept.get() + " = " + stagedHash() + " AND ";
            String sql = "DELETE FROM " + change.table().sql()
                    + " AS gone WHERE gone.ctid = ANY (ARRAY(SELECT m.at FROM (SELECT t.ctid AS at,"
                    + " row_number() OVER (PARTITION BY d.id ORDER BY t.ctid) AS nth, d.n FROM (SELECT *, row_number() OVER () AS id FROM %s)"
                    + " AS d JOIN " + change.table().sql() + " AS t ON " + hashes + "record_image_eq(ROW("
                    + shape.nameList("t.") + "), ROW(" + stagedColumns() + "))) AS m WHERE m.nth <= m.n))";
            expect(goingRows, staging.run(sql, going), "deleted");
        }
        return new Counts(insert(coming), 0, goingRows);
    }

    private String stagedHash() throws SQLException {
        TableShape staged = new TableShape(
                IntStream.range(0, shape.width()).mapToObj(i -> "c" + i).toList(), shape.types(), shape.collations());
        return RowImage.hash(connection, "d.", staged, change.layout()).orElseThrow();
    }

    private long insert(List<Integer> rows) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        long wanted = 0;
        for (int row : rows) {
            wanted += delta.weight(row);
        }
        if (staging.isLarge(rows)) {
            staging.copyInto(change.table().sql(), rows);
            return wanted;
        }
        String times = wanted == rows.size() ? "" : ", generate_series(1, d.n)";
        String sql = "INSERT INTO " + change.table().sql() + " (" + shape.nameList() + ") SELECT " + stagedColumns()
                + " FROM %s" + times;
        return expect(wanted, staging.run(sql, rows), "inserted");
    }

    private String stagedColumns() {
        return String.join(
                ", ", IntStream.range(0, shape.width()).mapToObj(i -> "d.c" + i).toList());
    }

    private String assignments() {
        List<String> set = new ArrayList<>();
        for (int i = 0; i < shape.width(); i++) {
            set.add(shape.names().get(i) + " = d.c" + i);
        }
        return String.join(", ", set);
    }

    private String keyMatch(int nulls) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < change.key().size(); i++) {
            int column = change.key().get(i);
            String name = "t." + shape.names().get(column);
            terms.add((nulls & (1 << i)) != 0 ? name + " IS NULL" : name + " = d.c" + column);
        }
        return String.join(" AND ", terms);
    }

    private long expect(long wanted, long got, String what) {
        if (wanted != got) {
            throw diverged(wanted + " rows were to be " + what + ", " + got + " were");
        }
        return got;
    }

    private RuntimeException diverged(String detail) {
        return diverged(change.table(), detail);
    }

    static RuntimeException diverged(Relation table, String detail) {
        return Fault.of(MergeSink.DIVERGED, "stream table " + table + " is not as Freshet left it")
                .withDetail(detail)
                .withHint(
                        "It is compared with its query and put right in the next cycle. Somebody may have written it with the guard off.")
                .at(table.toString())
                .exception();
    }
}
