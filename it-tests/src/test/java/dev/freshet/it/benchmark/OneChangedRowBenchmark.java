package dev.freshet.it.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.oracle.Path;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * One changed row of a table that is joined to one of 10 000 rows and grouped: the cycle with 10 000 rows in it and with a million, beside
 * {@code REFRESH MATERIALIZED VIEW} of the same query. The promise: the cycle's time does not depend on what the table holds (±50 %), and is
 * less than a hundredth of the refresh.
 */
class OneChangedRowBenchmark {
    private static final int PRODUCTS = 10_000;
    private static final int WARM_UP = 1_000;
    /** The machine is not always equally fast: changes and refreshes take turns. */
    private static final int ROUNDS = 10;

    private static final int CHANGES = 100;
    private static final String QUERY = """
            SELECT p.category, count(*) AS sales, sum(s.quantity) AS quantity, sum(s.quantity * p.price) AS revenue
            FROM shop.%s s JOIN shop.products p ON p.id = s.product_id GROUP BY p.category""";

    private static final long POLL_NANOS = 200_000;

    /** Milliseconds, the medians. */
    private record Figures(int rows, double cycle, double visible, double refresh) {}

    @Test
    void costsWhatChangesAndNotWhatIsThere() throws Exception {
        try (TestDatabase database = new TestDatabase(Server.shared());
                Conf conf = new Conf(database)) {
            database.execute("CREATE SCHEMA shop;"
                    + " CREATE TABLE shop.products (id int PRIMARY KEY, category int NOT NULL, price numeric(10, 2) NOT NULL);"
                    + " INSERT INTO shop.products SELECT n, n % 500, (n % 9973) / 100.0 FROM generate_series(1, "
                    + PRODUCTS
                    + ") AS n");
            List<Figures> all = new ArrayList<>();
            for (int rows : new int[] {10_000, 1_000_000, 10_000, 1_000_000}) {
                all.add(measure(database, conf, rows));
            }
            print(all);
            Figures small = all.get(2);
            Figures large = all.get(3);
            assertThat(large.cycle()).isBetween(small.cycle() * 0.5, small.cycle() * 1.5);
            assertThat(large.refresh() / large.cycle()).isGreaterThan(100);
        }
    }

    private static Figures measure(TestDatabase database, Conf conf, int rows) throws Exception {
        String table = "sales_" + rows;
        database.execute("CREATE TABLE shop." + table
                + " (id bigint PRIMARY KEY, product_id int NOT NULL, quantity int NOT NULL, note text NOT NULL);"
                + " INSERT INTO shop." + table
                + " SELECT n, 1 + n::bigint * 7919 %% %d, 1 + n %% 9, 'note ' || n FROM generate_series(1, %d) AS n;"
                        .formatted(PRODUCTS, rows));
        database.execute("VACUUM ANALYZE shop.products");
        database.execute("VACUUM ANALYZE shop." + table);
        String query = QUERY.formatted(table);
        conf.view("measured", "CREATE STREAM TABLE shop.measured WITH (schedule = 'continuous') AS " + query + ";");
        database.execute("CREATE MATERIALIZED VIEW shop.materialized AS " + query);
        Figures figures;
        try (InProcess freshet = InProcess.ready(conf)) {
            database.await("SELECT count(*) = 2 AND bool_and(phase = 'wal') FROM freshet.sources", 120);
            Random random = new Random(rows);
            Changes warmUp = new Changes();
            for (int i = 0; i < WARM_UP; i++) {
                change(database, freshet, table, random, rows, warmUp);
            }
            long before = Path.now(database);
            Changes changes = new Changes();
            List<Double> refreshes = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CHANGES; i++) {
                    change(database, freshet, table, random, rows, changes);
                }
                refreshes.add(refresh(database));
            }
            Path.requireIncremental(database, before);
            Quiet.compare(database, 1);
            figures = new Figures(rows, median(changes.cycles), median(changes.visible), median(refreshes));
            freshet.requireWell();
            conf.removeView("measured");
            database.await("SELECT count(*) = 0 FROM freshet.sources", 60);
        }
        database.execute("DROP MATERIALIZED VIEW shop.materialized; DROP TABLE shop." + table);
        return figures;
    }

    /** Milliseconds. */
    private static final class Changes {
        private final List<Double> cycles = new ArrayList<>();
        private final List<Double> visible = new ArrayList<>();
    }

    /** One changed row, looked for until it is there. */
    private static void change(
            TestDatabase database, InProcess freshet, String table, Random random, int rows, Changes changes)
            throws Exception {
        String xid = database.text("UPDATE shop." + table + " SET quantity = quantity % 9 + 1 WHERE id = "
                + (1 + random.nextInt(rows)) + " RETURNING pg_current_xact_id()");
        long begun = System.nanoTime();
        while (database.text("SELECT pg_visible_in_snapshot('" + xid + "', frontier) FROM freshet.stream_tables")
                .equals("f")) {
            // who looks takes no core from who works
            LockSupport.parkNanos(POLL_NANOS);
        }
        changes.visible.add((System.nanoTime() - begun) / 1e6);
        // the board is written just after the commit
        Thread.sleep(5);
        changes.cycles.add(freshet.lastCycle("shop", "measured"));
    }

    private static double refresh(TestDatabase database) throws Exception {
        long begun = System.nanoTime();
        database.execute("REFRESH MATERIALIZED VIEW shop.materialized");
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void print(List<Figures> all) {
        System.out.println();
        System.out.println("one changed row, medians in ms");
        System.out.println("   rows joined |  cycle | until visible | REFRESH MATERIALIZED VIEW | refresh / cycle");
        for (Figures figures : all) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%,14d | %6.2f | %13.2f | %25.1f | %,14.0f×",
                    figures.rows(),
                    figures.cycle(),
                    figures.visible(),
                    figures.refresh(),
                    figures.refresh() / figures.cycle()));
        }
        System.out.println("The first two lines warm up the JVM; the last two are judged.");
    }
}
