package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.it.oracle.Path;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Sources that nothing tells the changes of, a materialized view and a foreign table, beside a table: polled, and incremental from there on. */
class PolledSourcesIT {
    private static final String OVER_A_MATERIALIZED_VIEW = """
            CREATE STREAM TABLE shop.priced WITH (schedule = '200ms') AS
            SELECT o.id, o.amount, p.orders, p.revenue FROM shop.orders o JOIN shop.products p ON p.product = o.product;

            CREATE STREAM TABLE shop.by_orders WITH (schedule = '200ms') AS
            SELECT orders, count(*) AS n, sum(amount) AS amount FROM shop.priced GROUP BY orders;

            CREATE STREAM TABLE shop.popular WITH (schedule = 'continuous') AS
            SELECT product, revenue FROM shop.products WHERE orders > 3;

            CREATE STREAM TABLE shop.regions WITH (schedule = '200ms') AS
            SELECT region, count(*) AS customers FROM shop.customers GROUP BY region;
            """;

    private static final String PRODUCTS =
            "SELECT product, count(*) AS orders, sum(amount) AS revenue FROM shop.orders GROUP BY product";

    @Test
    void aMaterializedViewJoinedToATable() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database).view("all", OVER_A_MATERIALIZED_VIEW)) {
            database.execute("DELETE FROM shop.orders WHERE id > 200");
            database.execute("CREATE MATERIALIZED VIEW shop.products AS " + PRODUCTS);
            database.execute("CREATE UNIQUE INDEX ON shop.products (product)");
            try (InProcess freshet = InProcess.ready(conf)) {
                Quiet.compare(database, 4);
                long begun = Path.now(database);
                change(database, 1);
                database.execute("REFRESH MATERIALIZED VIEW shop.products");
                Quiet.compare(database, 4);
                change(database, 2);
                Quiet.compare(database, 4);
                database.execute("REFRESH MATERIALIZED VIEW CONCURRENTLY shop.products");
                Quiet.compare(database, 4);
                database.execute("UPDATE shop.customers SET region = 'moved' WHERE id < 5");
                Quiet.compare(database, 4);
                Path.requireIncremental(database, begun);

                assertThat(database.column(
                                "SELECT DISTINCT kind FROM freshet.dependencies WHERE depends_on = 'shop.products'"))
                        .containsExactly("source");
                assertThat(database.text(
                                "SELECT effective_schedule FROM freshet.stream_tables WHERE name = 'shop.popular'"))
                        .isEqualTo("1s");
                assertThat(
                                database.number(
                                        "SELECT count(*) FROM freshet.sources WHERE source = 'shop.products' AND phase IS NULL"))
                        .isEqualTo(1);
                waitsForARefreshThatGoesOn(database);
                failsWhileItIsNotPopulated(database);
                freshet.requireWell();
            }
            change(database, 5);
            database.execute("REFRESH MATERIALIZED VIEW shop.products");
            try (InProcess again = InProcess.ready(conf)) {
                Quiet.compare(database, 4);
                // another one under its name
                database.execute("DROP MATERIALIZED VIEW shop.products; CREATE MATERIALIZED VIEW shop.products AS "
                        + "SELECT product || '!' AS more, p.* FROM (" + PRODUCTS + ") p WHERE product <> 'Product 7'");
                database.execute("REFRESH MATERIALIZED VIEW shop.products");
                awaitActive(database);
                Quiet.compare(database, 4);
                change(database, 6);
                database.execute("REFRESH MATERIALIZED VIEW shop.products");
                Quiet.compare(database, 4);
                again.requireWell();
            }
        }
    }

    private static void change(TestDatabase database, int round) throws SQLException {
        database.execute(
                "INSERT INTO shop.orders (customer_id, product, quantity, amount) SELECT n, 'Product ' || n % 60, 1, n + "
                        + round + " FROM generate_series(1, 40) n");
        database.execute("UPDATE shop.orders SET amount = amount + 1 WHERE id % 9 = " + round);
        database.execute("DELETE FROM shop.orders WHERE id % 31 = " + round);
    }

    /** A plain REFRESH holds the view for as long as it takes: who reads it waits, the others go on, and nobody fails. */
    private static void waitsForARefreshThatGoesOn(TestDatabase database) throws SQLException {
        try (Connection refreshing = database.connect();
                Statement statement = refreshing.createStatement()) {
            refreshing.setAutoCommit(false);
            statement.execute("REFRESH MATERIALIZED VIEW shop.products");
            change(database, 3);
            database.execute("UPDATE shop.customers SET region = 'in spite of it' WHERE id = 7");
            database.execute("SELECT freshet.wait_for_refresh('shop.regions')");
            assertThatThrownBy(() -> database.execute("SELECT freshet.wait_for_refresh('shop.priced', '600 ms')"))
                    .hasMessageContaining("FR4034");
            assertThat(database.column("SELECT DISTINCT status FROM freshet.stream_tables"))
                    .containsExactly("active");
            refreshing.commit();
        }
        Quiet.compare(database, 4);
    }

    private static void failsWhileItIsNotPopulated(TestDatabase database) throws SQLException, InterruptedException {
        database.execute("REFRESH MATERIALIZED VIEW shop.products WITH NO DATA");
        database.await(
                "SELECT status = 'failed' AND last_error LIKE '%has not been populated%' FROM freshet.stream_tables"
                        + " WHERE name = 'shop.priced'",
                30);
        database.execute("UPDATE shop.customers SET region = 'still' WHERE id = 8");
        database.execute("SELECT freshet.wait_for_refresh('shop.regions')");
        assertThat(database.number("SELECT customers FROM shop.regions WHERE region = 'still'"))
                .isEqualTo(1);
        database.execute("REFRESH MATERIALIZED VIEW shop.products");
        awaitActive(database);
        Quiet.compare(database, 4);
    }

    private static void awaitActive(TestDatabase database) throws SQLException, InterruptedException {
        database.await("SELECT bool_and(status = 'active' AND last_error IS NULL) FROM freshet.stream_tables", 30);
    }

    private static final String OVER_A_FOREIGN_TABLE = """
            CREATE STREAM TABLE shop.stocked WITH (schedule = '200ms') AS
            SELECT o.product, count(*) AS orders, min(s.pieces) AS pieces FROM shop.orders o JOIN shop.stock s ON s.product = o.product
            GROUP BY o.product;

            CREATE STREAM TABLE shop.stock_in_full WITH (schedule = '200ms', mode = 'full') AS SELECT product, pieces FROM shop.stock;

            CREATE STREAM TABLE shop.regions WITH (schedule = '200ms') AS
            SELECT region, count(*) AS customers FROM shop.customers GROUP BY region;
            """;

    @Test
    void aForeignTableOfAnotherDatabase() throws Exception {
        try (TestDatabase elsewhere = new TestDatabase(Server.shared());
                TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database).view("all", OVER_A_FOREIGN_TABLE)) {
            elsewhere.execute("CREATE TABLE stock (product text, pieces int)");
            elsewhere.execute("INSERT INTO stock SELECT 'Product ' || n, n FROM generate_series(1, 30) n");
            database.execute("CREATE EXTENSION postgres_fdw");
            database.execute(
                    "DO $$ BEGIN EXECUTE format('CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS"
                            + " (host %L, port %L, dbname %L)', '127.0.0.1', current_setting('port'), '"
                            + elsewhere.name() + "'); END $$");
            database.execute("CREATE USER MAPPING FOR CURRENT_USER SERVER elsewhere OPTIONS (user '" + Server.USER
                    + "', password '" + Server.PASSWORD + "')");
            database.execute(
                    "CREATE FOREIGN TABLE shop.stock (product text, pieces int) SERVER elsewhere OPTIONS (schema_name 'public')");
            try (InProcess freshet = InProcess.ready(conf)) {
                Quiet.compare(database, 3);
                long begun = Path.now(database);
                for (int i = 0; i < 3; i++) {
                    // nothing is committed here, only there
                    elsewhere.execute(
                            "UPDATE stock SET pieces = pieces + 100 WHERE product = 'Product " + (i + 1) + "'");
                    elsewhere.execute("INSERT INTO stock SELECT 'Product 40', " + i);
                    Quiet.compare(database, 3);
                }
                database.execute("DELETE FROM shop.orders WHERE id % 3 = 0");
                Quiet.compare(database, 3);
                assertThat(database.column(
                                "SELECT DISTINCT action FROM freshet.refresh_history WHERE stream_table = 'shop.stocked'"
                                        + " AND cycle > " + begun + " AND rows_updated > 0"))
                        .containsExactly("incremental");
                failsWhileTheServerIsAway(database, elsewhere);
                freshet.requireWell();
            }
        }
    }

    private static void failsWhileTheServerIsAway(TestDatabase database, TestDatabase elsewhere)
            throws SQLException, InterruptedException {
        database.execute("ALTER SERVER elsewhere OPTIONS (SET port '1')");
        database.await(
                "SELECT count(*) = 2 FROM freshet.stream_tables WHERE status = 'failed' AND last_error LIKE '%could not connect%'",
                30);
        elsewhere.execute("DELETE FROM stock WHERE product = 'Product 2'");
        database.execute("UPDATE shop.customers SET region = 'still' WHERE id = 8");
        database.execute("SELECT freshet.wait_for_refresh('shop.regions')");
        assertThat(database.number("SELECT customers FROM shop.regions WHERE region = 'still'"))
                .isEqualTo(1);
        database.execute(
                "DO $$ BEGIN EXECUTE format('ALTER SERVER elsewhere OPTIONS (SET port %L)', current_setting('port')); END $$");
        awaitActive(database);
        Quiet.compare(database, 3);
    }
}
