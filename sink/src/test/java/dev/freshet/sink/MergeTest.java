package dev.freshet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.port.DeltaSink.Action;
import dev.freshet.kernel.port.DeltaSink.Cycle;
import dev.freshet.kernel.port.DeltaSink.Merged;
import dev.freshet.kernel.port.DeltaSink.TableDelta;
import dev.freshet.kernel.port.DeltaSink.Target;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.row.Rows;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.postgres.EmbeddedPostgres;
import dev.freshet.sink.catalog.Activation;
import dev.freshet.sink.catalog.Catalog;
import dev.freshet.sink.catalog.CatalogSettings;
import dev.freshet.sink.catalog.StreamTableEntry;
import dev.freshet.sink.merge.MergeSink;
import dev.freshet.sink.table.StreamTables.Standing;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sink against a real server: every delta leaves the table with exactly the summed rows. */
class MergeTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final RowLayout LAYOUT = new RowLayout(List.of(
            new Column("id", ColumnType.INT4),
            new Column("Some name", ColumnType.TEXT),
            new Column("amount", ColumnType.NUMERIC),
            new Column("doc", ColumnType.JSONB)));

    private final CatalogSettings settings = new CatalogSettings("freshet", "test");
    private String database;
    private Connection connection;
    private Connection reader;
    private MergeSink sink;
    private Catalog catalog;
    private long epoch;
    private long cycle;
    private Optional<Snapshot> frontier = Optional.empty();

    @BeforeEach
    void open() throws SQLException {
        database = "sink_" + NUMBER.incrementAndGet();
        try (Connection admin = connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        connection = connect(database);
        reader = connect(database);
        Activation activation = new Activation(settings);
        assertThat(activation.tryLock(connection)).isTrue();
        activation.install(connection);
        activation.install(connection);
        epoch = activation.takeOver(connection);
        sink = new MergeSink(connection, "freshet", epoch);
        catalog = new Catalog(connection, settings, epoch);
    }

    @AfterEach
    void close() throws SQLException {
        sink.close();
        reader.close();
        try (Connection admin = connect("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("DROP DATABASE " + database + " WITH (FORCE)");
        }
    }

    @Test
    void keyedDeltasAddUp() throws SQLException {
        addUp(List.of(0), 40);
    }

    @Test
    void keysWithNullsAddUp() throws SQLException {
        addUp(List.of(0, 1), 30);
    }

    @Test
    void rowsWithoutKeyAddUpWithTheirDuplicates() throws SQLException {
        addUp(List.of(), 40);
    }

    private void addUp(List<Integer> key, int ticks) throws SQLException {
        long seed = System.nanoTime();
        System.out.println("MergeTest seed " + seed + " key " + key);
        Random random = new Random(seed);
        Relation table = new Relation("public", "kept " + key.size());
        admit(table);
        assertThat(sink.standing(table, LAYOUT)).isInstanceOf(Standing.Free.class);
        ZSetAccumulator all = new ZSetAccumulator(LAYOUT);
        TreeMap<String, String[]> byKey = new TreeMap<>();
        for (int tick = 0; tick < ticks; tick++) {
            int size = tick % 10 == 3 ? 4_000 : random.nextInt(30);
            Batch changes = key.isEmpty() ? randomImages(random, all, size) : randomKeyed(random, key, byKey, size);
            Batch delta = ZSetAccumulator.consolidate(changes);
            all.add(delta);
            Merged merged = merge(table, key, tick == 0 ? Target.REPLACE : Target.IN_PLACE, delta);
            assertThat(content(table)).as("tick %s", tick).isEqualTo(expected(all));
            assertThat(merged.rowCount()).isEqualTo(content(table).size());
        }
        assertThat(sink.standing(table, LAYOUT)).isInstanceOf(Standing.Same.class);
        assertThat(sink.standing(table, LAYOUT.project(0, 1))).isInstanceOf(Standing.Different.class);
        // and all of it back
        Batch back = new Batch(LAYOUT);
        Batch rows = all.toBatch();
        for (int row = 0; row < rows.size(); row++) {
            back.append(rows.bytes(), rows.start(row), rows.length(row), -rows.weight(row));
        }
        merge(table, key, Target.IN_PLACE, back);
        assertThat(content(table)).isEmpty();
    }

    @Test
    void onlyTheMergeWritesAStreamTable() throws SQLException {
        Relation table = new Relation("public", "guarded");
        admit(table);
        merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}")));
        for (String write : List.of(
                "INSERT INTO guarded VALUES (2)",
                "UPDATE guarded SET amount = 0",
                "DELETE FROM guarded",
                "TRUNCATE guarded")) {
            try (Statement statement = reader.createStatement()) {
                assertThatThrownBy(() -> statement.execute(write)).hasMessageContaining("FR4020");
                statement.execute("SET session_replication_role = replica");
                assertThatThrownBy(() -> statement.execute(write)).hasMessageContaining("FR4020");
                statement.execute("RESET session_replication_role");
            }
        }
        assertThat(content(table)).hasSize(1);
    }

    @Test
    void aFormerInstanceWritesNothing() throws SQLException {
        Relation table = new Relation("public", "fenced");
        admit(table);
        merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}")));
        long next = new Activation(settings).takeOver(reader);
        assertThat(next).isEqualTo(epoch + 1);
        assertThatThrownBy(() -> merge(table, List.of(0), Target.IN_PLACE, batch(row("2", "b", "1.0", "{}"))))
                .isInstanceOf(FreshetException.class)
                .hasMessageContaining("FR4001");
        assertThatThrownBy(() -> admit(new Relation("public", "other"))).hasMessageContaining("FR4001");
        assertThat(content(table)).hasSize(1);
    }

    @Test
    void aTableThatWasWrittenBehindOurBackIsNoticed() throws SQLException {
        Relation table = new Relation("public", "diverged");
        admit(table);
        merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}")));
        try (Statement statement = reader.createStatement()) {
            statement.execute("ALTER TABLE diverged DISABLE TRIGGER freshet_guard");
            statement.execute("DELETE FROM diverged");
            statement.execute("ALTER TABLE diverged ENABLE ALWAYS TRIGGER freshet_guard");
        }
        Batch gone = new Batch(LAYOUT);
        Batch one = batch(row("1", "a", "1.0", "{}"));
        gone.append(one.bytes(), 0, one.length(0), -1);
        assertThatThrownBy(() -> merge(table, List.of(0), Target.IN_PLACE, gone))
                .hasMessageContaining("FR4011");
    }

    @Test
    void whatHasTheNameByNowIsLeftAlone() throws SQLException {
        Relation table = new Relation("public", "taken");
        admit(table);
        try (Statement statement = reader.createStatement()) {
            statement.execute("CREATE TABLE taken (id int, \"Some name\" text, amount numeric, doc jsonb)");
            statement.execute("CREATE TABLE taken__next AS SELECT 7 AS n");
            assertThatThrownBy(() -> merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}"))))
                    .hasMessageContaining("FR4013: public.taken is there already and is no stream table");
            statement.execute("ALTER TABLE taken RENAME TO theirs");
            merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}")));
            assertThat(content(table)).hasSize(1);

            // a table of the same columns takes the name of the stream table
            statement.execute("ALTER TABLE taken RENAME TO ours");
            statement.execute("ALTER TABLE theirs RENAME TO taken");
            assertThatThrownBy(() -> merge(table, List.of(0), Target.IN_PLACE, batch(row("2", "b", "1.0", "{}"))))
                    .hasMessageContaining("FR4011")
                    .hasMessageContaining("dropped or renamed");
            assertThatThrownBy(() -> merge(table, List.of(0), Target.IN_PLACE, new Batch(LAYOUT)))
                    .hasMessageContaining("FR4011");
            catalog.drop(table);
            assertThat(content(table)).isEmpty();
            assertThat(content(new Relation("public", "ours"))).hasSize(1);
            try (ResultSet left = statement.executeQuery("SELECT n FROM taken__next")) {
                assertThat(left.next()).isTrue();
            }
            assertThat(catalog.known()).isEmpty();
        }
    }

    @Test
    void aReplacedTableKeepsItsGrants() throws SQLException {
        Relation table = new Relation("public", "granted");
        admit(table);
        merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}")));
        try (Statement statement = reader.createStatement()) {
            statement.execute("GRANT SELECT ON granted TO PUBLIC");
            statement.execute("COMMENT ON TABLE granted IS 'it''s kept'");
        }
        merge(table, List.of(1), Target.REPLACE, batch(row("2", "b", "1.0", "{}")));
        try (Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT has_table_privilege('public', 'granted', 'SELECT'), obj_description('granted'::regclass)")) {
            result.next();
            assertThat(result.getBoolean(1)).isTrue();
            assertThat(result.getString(2)).isEqualTo("it's kept");
        }
    }

    @Test
    void waitForRefreshReturnsWhenTheFrontierHasPassed() throws Exception {
        Relation table = new Relation("public", "awaited");
        admit(table);
        merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}")));
        try (Statement statement = reader.createStatement()) {
            statement.execute("CREATE TABLE something (x int)");
            assertThatThrownBy(() -> statement.execute("SELECT freshet.wait_for_refresh('awaited', '50 ms')"))
                    .hasMessageContaining("FR4034");
            assertThatThrownBy(() -> statement.execute("SELECT freshet.wait_for_refresh('nobody')"))
                    .hasMessageContaining("FR4032");
            long before = catalog.waitRequests();
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    statement.execute("SELECT freshet.wait_for_refresh('public.awaited')");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (catalog.waitRequests() == before) {
                Thread.sleep(2);
            }
            merge(table, List.of(0), Target.IN_PLACE, new Batch(LAYOUT));
            assertThat(waiting.join(java.time.Duration.ofSeconds(5))).isTrue();
            catalog.setStatus(table, StreamTableEntry.Status.FAILED, Optional.of("division by zero"));
            assertThatThrownBy(() -> statement.execute("SELECT freshet.wait_for_refresh('awaited')"))
                    .hasMessageContaining("FR4033");
        }
    }

    /** New slots, and sources on their way to the WAL, wait for every transaction that has an id. */
    @Test
    void whoWaitsForARefreshHasNoTransactionId() throws Exception {
        Relation table = new Relation("public", "awaited_for_long");
        admit(table);
        try (Statement statement = reader.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("SAVEPOINT waiting");
            assertThatThrownBy(() -> statement.execute("SELECT freshet.wait_for_refresh('awaited_for_long', '500 ms')"))
                    .hasMessageContaining("FR4034");
            statement.execute("ROLLBACK TO waiting");
            try (ResultSet result = statement.executeQuery("SELECT pg_current_xact_id_if_assigned() IS NULL")) {
                result.next();
                assertThat(result.getBoolean(1)).isTrue();
            }
            statement.execute("ROLLBACK");
        }
    }

    /** One that fails while somebody waits is never taken for refreshed, whichever statement of the waiter its failure falls between. */
    @Test
    void aWaiterIsToldOfAFailureWheneverItComes() throws Exception {
        Relation table = new Relation("public", "failing");
        admit(table);
        merge(table, List.of(0), Target.REPLACE, batch(row("1", "a", "1.0", "{}")));
        try (Statement statement = reader.createStatement()) {
            for (int i = 0; i < 300; i++) {
                catalog.setStatus(table, StreamTableEntry.Status.ACTIVE, Optional.empty());
                statement.execute("SELECT pg_current_xact_id()");
                long before = catalog.waitRequests();
                int pause = i;
                Thread failing = Thread.ofVirtual().start(() -> {
                    while (catalog.waitRequests() == before) {
                        Thread.onSpinWait();
                    }
                    LockSupport.parkNanos(pause * 20_000L);
                    catalog.setStatus(table, StreamTableEntry.Status.FAILED, Optional.of("division by zero"));
                });
                assertThatThrownBy(() -> statement.execute("SELECT freshet.wait_for_refresh('failing')"))
                        .as("failed %d microseconds after the waiter began", pause * 20)
                        .hasMessageContaining("FR4033");
                failing.join();
            }
        }
    }

    private void admit(Relation table) {
        catalog.save(new StreamTableEntry(
                table,
                "SELECT 1",
                "1s",
                "1s",
                "auto",
                "incremental",
                Optional.empty(),
                StreamTableEntry.Status.INITIALIZING,
                Optional.empty(),
                StreamTableEntry.Origin.FILE,
                List.of()));
    }

    private Merged merge(Relation table, List<Integer> key, Target target, Batch delta) throws SQLException {
        Snapshot now;
        try (Connection clock = connect(database);
                Statement statement = clock.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_current_snapshot()::text")) {
            result.next();
            now = Snapshot.parse(result.getString(1));
        }
        List<Merged> merged = sink.merge(new Cycle(
                ++cycle,
                frontier,
                now,
                0,
                List.of(new TableDelta(
                        table, LAYOUT, key, target, Action.INCREMENTAL, Rows.of(delta), delta.size(), 0, 0))));
        frontier = Optional.of(now);
        return merged.getFirst();
    }

    private Batch randomImages(Random random, ZSetAccumulator all, int size) {
        Batch changes = new Batch(LAYOUT);
        Batch present = all.toBatch();
        for (int i = 0; i < size; i++) {
            if (random.nextInt(3) == 0 && !present.isEmpty()) {
                int row = random.nextInt(present.size());
                if (present.weight(row) > 0) {
                    changes.append(present.bytes(), present.start(row), present.length(row), -1);
                    Batch rest = new Batch(LAYOUT);
                    ZSetAccumulator left = new ZSetAccumulator(LAYOUT);
                    left.add(present);
                    left.add(present.bytes(), present.start(row), present.length(row), -1);
                    rest.appendAll(left.toBatch());
                    if (size < 100) {
                        present = rest;
                    } else {
                        return changes;
                    }
                }
            } else {
                write(changes, randomRow(random, random.nextInt(size > 100 ? 100_000 : 5)), 1 + random.nextInt(3));
            }
        }
        return changes;
    }

    private static Batch randomKeyed(Random random, List<Integer> key, TreeMap<String, String[]> present, int size) {
        Batch changes = new Batch(LAYOUT);
        for (int i = 0; i < size; i++) {
            String[] row = randomRow(random, random.nextInt(size > 100 ? 100_000 : 20));
            String k = key.stream().map(c -> String.valueOf(row[c])).toList().toString();
            String[] old = present.remove(k);
            if (old != null) {
                write(changes, old, -1);
            }
            if (old == null || random.nextBoolean()) {
                present.put(k, row);
                write(changes, row, 1);
            }
        }
        return changes;
    }

    private static String[] randomRow(Random random, int id) {
        return new String[] {
            String.valueOf(id),
            random.nextInt(4) == 0
                    ? null
                    : List.of("", "a", "tab\t \"q\" \\ ü {x,y}", "NULL").get(random.nextInt(4)),
            random.nextInt(4) == 0 ? null : List.of("1.0", "1.00", "-5", "NaN").get(random.nextInt(4)),
            random.nextInt(4) == 0 ? null : List.of("{\"a\": 1}", "[]").get(random.nextInt(2))
        };
    }

    private static String[] row(String... values) {
        return values;
    }

    private static Batch batch(String[] row) {
        Batch batch = new Batch(LAYOUT);
        write(batch, row, 1);
        return batch;
    }

    private static void write(Batch batch, String[] row, long weight) {
        RowWriter writer = new RowWriter(batch).begin();
        for (int c = 0; c < row.length; c++) {
            if (row[c] != null) {
                byte[] utf8 = row[c].getBytes(StandardCharsets.UTF_8);
                TextFormat.read(LAYOUT.type(c), utf8, 0, utf8.length, writer, c);
            }
        }
        writer.end(weight);
    }

    private static List<String> expected(ZSetAccumulator all) {
        List<String> rows = new ArrayList<>();
        Batch batch = all.toBatch();
        for (int row = 0; row < batch.size(); row++) {
            List<String> values = new ArrayList<>();
            for (int c = 0; c < LAYOUT.width(); c++) {
                if (LAYOUT.isNull(batch.bytes(), batch.start(row), c)) {
                    values.add("∅");
                } else {
                    ByteSink out = new ByteSink();
                    TextFormat.write(LAYOUT, batch.bytes(), batch.start(row), c, out);
                    values.add(out.toString());
                }
            }
            for (int i = 0; i < batch.weight(row); i++) {
                rows.add(values.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private List<String> content(Relation table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = reader.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + table.sql())) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int c = 1; c <= LAYOUT.width(); c++) {
                    String text = result.getString(c);
                    values.add(text == null ? "∅" : text);
                }
                rows.add(values.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(EmbeddedPostgres.shared().jdbcUrl(database));
    }
}
