package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.EveryCycle;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Path;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import org.junit.jupiter.api.Test;

/** A stream table over a stream table, and one that reads a stream table beside a source of it: all at one frontier, for every reader. */
class TableOverTableIT {
    private static final String VIEWS = """
            CREATE STREAM TABLE shop.by_customer AS
            SELECT customer_id, count(*) AS orders, sum(amount) AS revenue FROM shop.orders GROUP BY customer_id;

            CREATE STREAM TABLE shop.by_region WITH (schedule = 'continuous') AS
            SELECT c.region, sum(b.orders) AS orders, sum(b.revenue) AS revenue
            FROM shop.by_customer b JOIN shop.customers c ON c.id = b.customer_id GROUP BY c.region;

            CREATE STREAM TABLE shop.total WITH (schedule = 'continuous') AS
            SELECT sum(orders) AS orders, sum(revenue) AS revenue FROM shop.by_region;

            CREATE STREAM TABLE shop.biggest WITH (schedule = 'continuous') AS
            SELECT o.id, o.amount, b.revenue FROM shop.orders o JOIN shop.by_customer b ON b.customer_id = o.customer_id
            WHERE o.amount > 900;
            """;

    @Test
    void allAreSeenAtOneFrontier() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database).view("all", VIEWS)) {
            database.execute("DELETE FROM shop.orders WHERE id > 1000");
            History history = History.of(database, "orders", "customers");
            try (InProcess freshet = InProcess.ready(conf)) {
                long begun = Path.now(database);
                EveryCycle recorded = EveryCycle.record(database, history);
                try (ShopLoad load = ShopLoad.start(database, 3, 60)) {
                    long end = System.nanoTime() + 6_000_000_000L;
                    int looks = 0;
                    while (System.nanoTime() < end) {
                        assertThat(
                                        database.column(
                                                "SELECT t.orders = s.orders AND t.orders = c.orders AND t.revenue = s.revenue AND t.revenue = c.revenue"
                                                        + " FROM shop.total t, (SELECT sum(orders) AS orders, sum(revenue) AS revenue FROM shop.by_region) s,"
                                                        + " (SELECT sum(orders) AS orders, sum(revenue) AS revenue FROM shop.by_customer) c"))
                                .containsExactly("t");
                        assertThat(database.number("SELECT count(DISTINCT frontier::text) FROM freshet.stream_tables"))
                                .isEqualTo(1);
                        freshet.requireWell();
                        load.requireWell();
                        looks++;
                    }
                    assertThat(looks).isGreaterThan(20);
                }
                database.execute("SELECT freshet.wait_for_refresh()");
                Path.requireIncremental(database, begun);
                assertThat(recorded.compareAll()).isGreaterThan(50);
            }
        }
    }
}
