package dev.freshet.sink.merge;

import static dev.freshet.kernel.port.Relation.quote;

import dev.freshet.kernel.port.DeltaSink;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.sink.Faults;
import dev.freshet.sink.catalog.Catalog;
import dev.freshet.sink.catalog.CatalogSettings;
import dev.freshet.sink.catalog.Fenced;
import dev.freshet.sink.catalog.StreamTableEntry;
import dev.freshet.sink.table.StreamTables;
import dev.freshet.sink.table.TableShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The merge transaction. First the compare-and-swap on the frontier, which fences a revived former instance; then the tables' changes;
 * then history, the tables' frontiers and a notification each; then COMMIT. Confined to the cycle's thread.
 */
public final class MergeSink implements DeltaSink {
    /** A table does not hold what was merged into it: it is to be rebuilt. */
    public static final String DIVERGED = "FR4011";

    private final Connection connection;
    private final String schema;
    private final long epoch;
    private final StreamTables tables;
    private final Map<RowLayout, TableShape> shapes = new HashMap<>();
    private final Map<Relation, List<Integer>> indexed = new HashMap<>();
    private final Catalog catalog;
    private final Map<Relation, StreamTableEntry> definitions = new HashMap<>();

    /** On the connection that was activated; the caller closes it after this. */
    public MergeSink(Connection connection, String catalogSchema, long epoch) {
        this.connection = connection;
        this.schema = quote(catalogSchema);
        this.epoch = epoch;
        tables = new StreamTables(connection, catalogSchema);
        catalog = new Catalog(connection, new CatalogSettings(catalogSchema, ""), epoch);
    }

    /** An edited definition, to be written with the first content that is its own: in one transaction, so that no reader sees one without the other. */
    public void define(StreamTableEntry entry) {
        definitions.put(entry.name(), entry);
    }

    /** Takes back what {@link #define} was told, if it has not been written yet. */
    public void withdraw(Relation table) {
        definitions.remove(table);
    }

    @Override
    public List<Merged> merge(Cycle cycle) {
        try {
            connection.setAutoCommit(false);
            swapFrontier(cycle);
            List<Merged> merged = new ArrayList<>();
            for (TableDelta change : cycle.tables()) {
                merged.add(mergeOne(cycle, change));
            }
            connection.commit();
            connection.setAutoCommit(true);
            for (TableDelta change : cycle.tables()) {
                indexed.put(change.table(), change.key());
                definitions.remove(change.table());
            }
            return merged;
        } catch (SQLException e) {
            rollBack(e);
            throw Faults.exception(
                    Faults.isConnectionLost(e) ? "FR4008" : "FR4009",
                    "cycle " + cycle.number() + " cannot be merged",
                    e);
        } catch (FreshetException e) {
            rollBack(e);
            throw e;
        }
    }

    private void swapFrontier(Cycle cycle) throws SQLException {
        try (PreparedStatement swap = connection.prepareStatement("UPDATE " + schema
                + ".frontier SET snapshot = CAST(? AS pg_snapshot), cycle = ?, data_timestamp = " + TIME
                + " WHERE epoch = ? AND snapshot::text IS NOT DISTINCT FROM ?")) {
            swap.setString(1, cycle.to().toString());
            swap.setLong(2, cycle.number());
            swap.setLong(3, cycle.timestamp());
            swap.setLong(4, epoch);
            swap.setString(5, cycle.from().map(Object::toString).orElse(null));
            if (swap.executeUpdate() != 1) {
                throw Fenced.exception();
            }
        }
    }

    private Merged mergeOne(Cycle cycle, TableDelta change) throws SQLException {
        TableMerge.Counts counts;
        try {
            counts = switch (change.target()) {
                case REPLACE -> replace(change);
                case IN_PLACE -> inPlace(change);
            };
        } catch (SQLException e) {
            if (Faults.isConnectionLost(e)) {
                throw e;
            }
            throw new FreshetException(
                    Faults.of("FR4012", "stream table " + change.table() + " refused its changes", e)
                            .at(change.table().toString()),
                    e);
        }
        StreamTableEntry definition = definitions.get(change.table());
        if (definition != null) {
            catalog.write(definition);
        }
        long rows = record(cycle, change, counts);
        return new Merged(
                change.table(),
                counts.inserted(),
                counts.updated(),
                counts.deleted(),
                rows,
                change.changesIn(),
                cycle.timestamp());
    }

    private TableMerge.Counts replace(TableDelta change) throws SQLException {
        TableShape shape = shape(change.layout());
        Relation beside = tables.createBeside(change.table(), shape);
        TableMerge.Counts counts = TableMerge.Counts.NONE;
        for (Batch part : change.delta()) {
            counts = counts.plus(new TableMerge(connection, change, part, shape).fill(beside.sql()));
        }
        tables.putInPlace(beside, change.table());
        tables.index(change.table(), change.table(), shape, change.layout(), change.key());
        tables.guard(change.table());
        return counts;
    }

    private TableMerge.Counts inPlace(TableDelta change) throws SQLException {
        TableShape shape = shape(change.layout());
        boolean reindex =
                !change.key().equals(indexed.get(change.table())) && !tables.isIndexed(change.table(), change.key());
        if (reindex) {
            tables.dropIndexes(change.table());
        }
        TableMerge.Counts counts = TableMerge.Counts.NONE;
        for (Batch part : change.delta()) {
            counts = counts.plus(new TableMerge(connection, change, part, shape).apply());
        }
        if (reindex) {
            tables.index(change.table(), change.table(), shape, change.layout(), change.key());
        }
        return counts;
    }

    /** History, the table's frontier, and the notification; returns the table's row count. */
    private long record(Cycle cycle, TableDelta change, TableMerge.Counts counts) throws SQLException {
        boolean changed = counts.inserted() + counts.updated() + counts.deleted() > 0;
        String sql = "WITH h AS (INSERT INTO " + schema
                + ".history (cycle, table_schema, table_name, started_at, duration, action,"
                + " changes_in, rows_inserted, rows_updated, rows_deleted) VALUES (?, ?, ?, " + TIME
                + ", (clock_timestamp() - transaction_timestamp()) + ? * interval '1 microsecond', ?, ?, ?, ?, ?)),"
                + " notified AS (SELECT pg_notify('freshet_refresh', json_build_object('stream_table', format('%I.%I', ?::text, ?::text),"
                + " 'cycle', ?::int8, 'inserted', ?::int8, 'updated', ?::int8, 'deleted', ?::int8)::text) WHERE ?)"
                + " UPDATE " + schema + ".stream_table SET frontier = CAST(? AS pg_snapshot), data_timestamp = " + TIME
                + ", row_count = CASE WHEN ? THEN ? ELSE row_count + ? END, status = 'active', last_error = NULL"
                + " WHERE table_schema = ? AND table_name = ? RETURNING row_count, (SELECT count(*) FROM notified), "
                + StreamTables.GUARDED;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int i = 0;
            statement.setLong(++i, cycle.number());
            statement.setString(++i, change.table().schema());
            statement.setString(++i, change.table().name());
            statement.setLong(++i, change.startedAt());
            statement.setLong(++i, change.computeNanos() / 1000);
            statement.setString(++i, change.action().name().toLowerCase(Locale.ROOT));
            statement.setLong(++i, change.changesIn());
            statement.setLong(++i, counts.inserted());
            statement.setLong(++i, counts.updated());
            statement.setLong(++i, counts.deleted());
            statement.setString(++i, change.table().schema());
            statement.setString(++i, change.table().name());
            statement.setLong(++i, cycle.number());
            statement.setLong(++i, counts.inserted());
            statement.setLong(++i, counts.updated());
            statement.setLong(++i, counts.deleted());
            statement.setBoolean(++i, changed);
            statement.setString(++i, cycle.to().toString());
            statement.setLong(++i, cycle.timestamp());
            statement.setBoolean(++i, change.target() == Target.REPLACE);
            statement.setLong(++i, counts.inserted());
            statement.setLong(++i, counts.inserted() - counts.deleted());
            statement.setString(++i, change.table().schema());
            statement.setString(++i, change.table().name());
            statement.setString(++i, change.table().schema());
            statement.setString(++i, change.table().name());
            statement.setString(++i, tables.guardFunction());
            try (var result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new SQLException("stream table " + change.table() + " is not in the catalog", "P0002");
                }
                if (!result.getBoolean(3)) {
                    // what was written above went to another table of its name, and is rolled back
                    throw TableMerge.diverged(change.table(), "it was dropped or renamed, or its guard was taken off");
                }
                return result.getLong(1);
            }
        }
    }

    private TableShape shape(RowLayout layout) throws SQLException {
        TableShape known = shapes.get(layout);
        if (known == null) {
            known = TableShape.of(connection, layout);
            shapes.put(layout, known);
        }
        return known;
    }

    /** What stands under a stream table's name, for whoever decides where its first delta goes. */
    public StreamTables.Standing standing(Relation name, RowLayout layout) {
        return tables.standing(name, layout);
    }

    /** The frontier that was merged last, by whoever was active. */
    public Optional<dev.freshet.kernel.clock.Snapshot> lastFrontier() {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT snapshot::text FROM " + schema + ".frontier")) {
            result.next();
            String text = result.getString(1);
            return text == null ? Optional.empty() : Optional.of(dev.freshet.kernel.clock.Snapshot.parse(text));
        } catch (SQLException e) {
            throw Faults.exception("FR4004", "the frontier cannot be read", e);
        }
    }

    private void rollBack(Exception reason) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException gone) {
            reason.addSuppressed(gone);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Faults.exception("FR4008", "the merge connection cannot be closed", e);
        }
    }

    /** A timestamptz of microseconds since 2000-01-01 UTC, as a parameter. */
    private static final String TIME = "(timestamptz '2000-01-01 00:00:00+00' + ? * interval '1 microsecond')";
}
