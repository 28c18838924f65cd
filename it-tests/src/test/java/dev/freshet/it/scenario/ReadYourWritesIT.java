package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code wait_for_refresh} returns when the caller's own writes are there, on a database where nothing else happens. */
class ReadYourWritesIT {
    @Test
    void onAnIdleDatabase() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)
                        .view(
                                "hourly",
                                "CREATE STREAM TABLE shop.hourly WITH (schedule = '1h') AS SELECT count(*) FROM shop.orders;");
                InProcess freshet = InProcess.ready(conf)) {
            database.execute("SELECT freshet.wait_for_refresh('shop.big_orders')");
            for (int i = 0; i < 5; i++) {
                for (String table : new String[] {"big_orders", "order_details"}) {
                    long id = database.number(
                            "INSERT INTO shop.orders (customer_id, product, quantity, amount) VALUES (1, 'wanted " + i
                                    + "', 1, 777) RETURNING id");
                    database.execute("SELECT freshet.wait_for_refresh('shop." + table + "')");
                    assertThat(database.number("SELECT count(*) FROM shop." + table + " WHERE id = " + id))
                            .isEqualTo(1);
                }
            }
            // again, while nothing at all has happened since
            database.execute("SELECT freshet.wait_for_refresh('shop.revenue')");
            database.execute("SELECT freshet.wait_for_refresh('shop.revenue')");
            assertThat(database.text("SELECT orders FROM shop.revenue"))
                    .isEqualTo(database.text("SELECT count(*) FROM shop.orders"));

            assertThatThrownBy(() -> database.execute("SELECT freshet.wait_for_refresh('shop.hourly', '500 ms')"))
                    .hasMessageContaining("FR4034")
                    .hasMessageContaining("Hint");
            assertThatThrownBy(() -> database.execute("SELECT freshet.wait_for_refresh('shop.nothing')"))
                    .hasMessageContaining("FR4032");
            freshet.requireWell();
        }
    }

    @Test
    void aTableThatCannotBeRefreshedSaysWhyAtOnceAndComesBack() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)
                        .view(
                                "failing",
                                "CREATE STREAM TABLE shop.failing WITH (schedule = '200ms') AS"
                                        + " SELECT id, 100 / (quantity - 77) AS share FROM shop.orders;");
                InProcess freshet = InProcess.ready(conf)) {
            long id = database.number(
                    "INSERT INTO shop.orders (customer_id, product, quantity, amount) VALUES (1, 'bad', 77, 777) RETURNING id");
            assertThatThrownBy(() -> database.execute("SELECT freshet.wait_for_refresh('shop.failing')"))
                    .hasMessageContaining("FR4033")
                    .hasMessageContaining("division by zero");
            // the others went on
            database.execute("SELECT freshet.wait_for_refresh()");
            assertThat(database.number("SELECT count(*) FROM shop.big_orders WHERE id = " + id))
                    .isEqualTo(1);
            assertThat(database.number("SELECT count(*) FROM shop.failing")).isEqualTo(10_000);
            assertThat(database.text("SELECT last_error FROM freshet.stream_tables WHERE name = 'shop.failing'"))
                    .contains("division by zero");

            database.execute("UPDATE shop.orders SET quantity = 76 WHERE id = " + id);
            database.await(
                    "SELECT status = 'active' AND last_error IS NULL FROM freshet.stream_tables WHERE name = 'shop.failing'",
                    20);
            database.execute("SELECT freshet.wait_for_refresh('shop.failing')");
            assertThat(database.number("SELECT share FROM shop.failing WHERE id = " + id))
                    .isEqualTo(-100);
            freshet.requireWell();
        }
    }

    /** Neither is it waited for nor tried all the time: what it reads is, now and then. */
    @Test
    void whoReadsOneThatHasFailedHasFailedWithIt() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database).view("failing", """
                                CREATE STREAM TABLE shop.failing WITH (schedule = '200ms', mode = 'incremental') AS
                                SELECT id, 100 / (quantity - 77) AS share FROM shop.orders;
                                CREATE STREAM TABLE shop.above WITH (schedule = 'continuous', mode = 'incremental') AS
                                SELECT share, count(*) AS orders FROM shop.failing GROUP BY share;
                                CREATE STREAM TABLE shop.top WITH (schedule = '1s', mode = 'incremental') AS
                                SELECT share FROM shop.above WHERE orders > 10;
                                """);
                InProcess freshet = InProcess.ready(conf)) {
            long id = database.number(
                    "INSERT INTO shop.orders (customer_id, product, quantity, amount) VALUES (1, 'bad', 77, 777) RETURNING id");
            for (String name : List.of("above", "top")) {
                assertThatThrownBy(() -> database.execute("SELECT freshet.wait_for_refresh('shop." + name + "')"))
                        .hasMessageContaining("FR4033")
                        .hasMessageContaining("FR5003: shop." + name + " reads shop.failing, which has failed")
                        .hasMessageContaining("division by zero");
            }
            database.execute("SELECT freshet.wait_for_refresh()");
            // one that comes by now is not filled before that one goes on, and then once
            conf.view(
                    "later",
                    "CREATE STREAM TABLE shop.later WITH (schedule = '200ms', mode = 'incremental') AS"
                            + " SELECT share, count(*) AS orders FROM shop.failing GROUP BY share;");
            database.await("SELECT bool_or(name = 'shop.later' AND status = 'failed') FROM freshet.stream_tables", 20);
            Thread.sleep(1000);

            database.execute("DELETE FROM shop.orders WHERE id = " + id);
            database.await("SELECT bool_and(status = 'active' AND last_error IS NULL) FROM freshet.stream_tables", 20);
            Quiet.compare(database, 9);

            // one that is built anew reads its source whole: every two seconds, and not whenever somebody above wants
            // it
            database.execute("ALTER TABLE shop.failing ADD CONSTRAINT wanted CHECK (share < 100)");
            database.execute("UPDATE shop.orders SET quantity = 77 + 1 WHERE id = 2");
            database.await("SELECT status = 'failed' FROM freshet.stream_tables WHERE name = 'shop.top'", 20);
            String reads = "SELECT seq_scan FROM pg_stat_user_tables WHERE relid = 'shop.orders'::regclass";
            long before = database.number(reads);
            Thread.sleep(5000);
            assertThat(database.number(reads) - before).isBetween(1L, 5L);

            database.execute("ALTER TABLE shop.failing DROP CONSTRAINT wanted");
            Quiet.compare(database, 9);
            freshet.requireWell();
        }
    }
}
