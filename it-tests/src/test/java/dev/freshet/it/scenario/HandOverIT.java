package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Oracle;
import dev.freshet.it.oracle.Path;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sources move TRIGGER → TRANSITIONING → WAL by themselves under running writers, and what was put on them is gone then. */
class HandOverIT {
    private static final int TIMES = 10;
    private static final String VIEW = """
            CREATE STREAM TABLE shop.by_region WITH (schedule = 'continuous') AS
            SELECT c.region, o.status, count(*) AS orders, sum(o.amount) AS revenue
            FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id GROUP BY c.region, o.status;
            """;

    @Test
    void tenTimesInARowWithoutARowLostOrDoubled() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database)) {
            database.execute("DELETE FROM shop.orders WHERE id > 2000");
            History history = History.of(database, "orders", "customers");
            try (InProcess freshet = InProcess.ready(conf);
                    Oracle oracle = new Oracle(database, history);
                    ShopLoad load = ShopLoad.start(database, 3, 50)) {
                for (int time = 1; time <= TIMES; time++) {
                    conf.view("by_region", VIEW);
                    // neither is in the publication or has a trigger now: all begins again
                    database.await("SELECT count(*) = 2 FROM freshet.sources", 60);
                    while (!inWal(database)) {
                        oracle.compare();
                        freshet.requireWell();
                        load.requireWell();
                    }
                    assertThat(oracle.compare()).isEqualTo(1);
                    assertThat(leftOnSources(database)).isEmpty();
                    assertThat(freshet.figure("freshet.sources.wal")).isEqualTo(2);
                    assertThat(freshet.figure("freshet.sources.moved_to_wal")).isEqualTo(2L * time);
                    load.pause(() -> Quiet.compare(database, 1));
                    Path.requireIncremental(
                            database,
                            database.number(
                                    "SELECT max(cycle) FROM freshet.refresh_history WHERE action = 'initialize'"));
                    conf.removeView("by_region");
                    database.await("SELECT count(*) = 0 FROM freshet.sources", 60);
                    assertThat(database.text("SELECT to_regclass('shop.by_region')"))
                            .isEqualTo("null");
                }
                assertThat(freshet.figure("freshet.capture_transition"))
                        .isEqualTo(4L * TIMES + freshet.figure("freshet.sources.moved_to_trigger"));
                assertThat(freshet.figure("freshet.capture_fallback")).isZero();
                System.out.println(TIMES + " hand-overs, " + oracle.states() + " states compared");
            }
        }
    }

    private static boolean inWal(TestDatabase database) throws Exception {
        return database.text("SELECT count(*) = 2 AND bool_and(phase = 'wal') FROM freshet.sources")
                        .equals("t")
                // what was put on a source goes as soon as a short lock can be had, in the cycles after
                && leftOnSources(database).isEmpty();
    }

    /** Triggers that are not the test's own, and buffers. */
    private static List<String> leftOnSources(TestDatabase database) throws Exception {
        return database.column("SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal"
                + " AND tgrelid IN ('shop.orders'::regclass, 'shop.customers'::regclass) AND tgname NOT LIKE 'history%'"
                + " UNION ALL SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relname LIKE '%buffer%'"
                + " AND relnamespace = 'freshet'::regnamespace");
    }

    @Test
    void withoutLogicalDecodingTriggersDoTheWork() throws Exception {
        try (Server server = Server.open(Map.of("wal_level", "replica"));
                TestDatabase database = TestDatabase.shop(server);
                Conf conf = Conf.withExamples(database)) {
            database.execute("DELETE FROM shop.orders WHERE id > 2000");
            History history = History.of(database, "orders", "customers");
            try (InProcess freshet = InProcess.ready(conf);
                    Oracle oracle = new Oracle(database, history);
                    ShopLoad load = ShopLoad.start(database, 3, 150)) {
                long begun = Path.now(database);
                long end = System.nanoTime() + 6_000_000_000L;
                while (System.nanoTime() < end) {
                    assertThat(oracle.compare()).isEqualTo(Conf.EXAMPLES);
                    freshet.requireWell();
                }
                assertThat(database.column("SELECT DISTINCT phase FROM freshet.sources"))
                        .containsExactly("trigger");
                assertThat(freshet.figure("freshet.sources.trigger"))
                        .isEqualTo(database.number("SELECT count(*) FROM freshet.sources"));
                assertThat(freshet.figure("freshet.sources.moved_to_transitioning"))
                        .isZero();
                load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                Path.requireIncremental(database, begun);
            }
        }
    }
}
