package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.Reader;
import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Oracle;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Alerts;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The definitions folder while the service runs: edited, broken, mended, added to, taken from; readers see one version or the next, whole. */
class EditedViewIT {
    /** A row a customer at any time, so that a half filled table shows. */
    private static String live(int version, String more) {
        return "CREATE STREAM TABLE shop.live WITH (schedule = '200ms') AS\nSELECT c.id, " + version
                + " AS version, c.region" + more + "\nFROM shop.customers c;";
    }

    @Test
    void readersSeeOneVersionOrTheNext() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database).view("live", live(1, ""))) {
            History history = History.of(database, "orders", "customers");
            try (InProcess freshet = InProcess.ready(conf);
                    Alerts alerts = new Alerts(database, "freshet_alert");
                    Oracle oracle = new Oracle(database, history);
                    ShopLoad load = ShopLoad.start(database, 3, 100)) {
                try (Reader reader = Reader.of(
                        database,
                        "SELECT count(*) || ' rows, ' || count(DISTINCT version) || ' version' FROM shop.live",
                        "1000 rows, 1 version")) {
                    for (int version = 2; version <= 8; version++) {
                        // a column more every other time: a table beside the old one, and the same columns: merged in
                        // place
                        String more = version % 4 < 2 ? ", c.name, c.vip" : "";
                        conf.view("live", live(version, more));
                        database.await("SELECT bool_and(version = " + version + ") FROM shop.live", 30);
                        oracle.compare();
                        reader.requireWell();
                        freshet.requireWell();
                    }
                    broken(database, conf, alerts);
                    conf.view("live", live(9, ""));
                    database.await("SELECT bool_and(version = 9) FROM shop.live", 30);
                    assertThat(database.text("SELECT last_error FROM freshet.stream_tables WHERE name = 'shop.live'"))
                            .isEqualTo("null");
                    assertThat(reader.looks()).isGreaterThan(100);
                }
                addedAndRemoved(database, conf);
                load.pause(() -> Quiet.compare(database, 1));
                oracle.compare();
            }
        }
    }

    /** What was broken, or cannot be read at all, while Freshet was away: the former versions come back from the catalog and go on. */
    @Test
    void whatIsBrokenAtTheStartGoesOnAsItWas() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database).view("live", live(1, ""))) {
            conf.view(
                    "regions",
                    "CREATE STREAM TABLE shop.regions WITH (schedule = '300ms') AS\n"
                            + "SELECT region, count(*) AS n FROM shop.live GROUP BY region;");
            conf.view("vips", "CREATE STREAM TABLE shop.vips AS SELECT id FROM shop.customers WHERE vip;");
            try (InProcess freshet = InProcess.ready(conf)) {
                freshet.requireWell();
            }
            conf.view("live", live(2, ", c.nothing"));
            conf.view("vips", "CREATE STREAM TABEL shop.vips AS SELECT 1;");
            database.execute("UPDATE shop.customers SET region = 'nowhere', vip = true WHERE id = 1");
            try (InProcess freshet = InProcess.ready(conf)) {
                database.execute("UPDATE shop.customers SET region = 'nowhere', vip = true WHERE id = 2");
                for (String table : List.of("live", "regions", "vips")) {
                    database.execute("SELECT freshet.wait_for_refresh('shop." + table + "')");
                }
                Quiet.compare(database, 3);
                assertThat(database.column(
                                "SELECT id FROM shop.live WHERE region = 'nowhere' AND version = 1 ORDER BY id"))
                        .containsExactly("1", "2");
                assertThat(database.number("SELECT n FROM shop.regions WHERE region = 'nowhere'"))
                        .isEqualTo(2);
                assertThat(database.text("SELECT last_error FROM freshet.stream_tables WHERE name = 'shop.live'"))
                        .contains("views/live.sql:2:38");
                assertThat(database.text("SELECT schedule FROM freshet.stream_tables WHERE name = 'shop.regions'"))
                        .isEqualTo("300ms");
                conf.view("live", live(3, ""));
                database.await("SELECT bool_and(version = 3) FROM shop.live", 30);
                conf.removeView("vips");
                database.await("SELECT to_regclass('shop.vips') IS NULL", 30);
                freshet.requireWell();
            }
        }
    }

    /** A view that a definition reads is part of it: replaced, gone and there again, with other columns. */
    @Test
    void viewsBelowAreReplaced() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database)
                        .view(
                                "regions",
                                "CREATE STREAM TABLE shop.regions WITH (schedule = '200ms', mode = 'incremental') AS\n"
                                        + "SELECT region, count(*) AS n FROM shop.people GROUP BY region;")
                        .view(
                                "all",
                                "CREATE STREAM TABLE shop.all WITH (schedule = '200ms') AS SELECT sum(n) AS n FROM shop.regions;")) {
            database.execute("CREATE VIEW shop.below AS SELECT id, region, name FROM shop.customers WHERE vip");
            database.execute("CREATE VIEW shop.people AS SELECT * FROM shop.below");
            try (InProcess freshet = InProcess.ready(conf);
                    Alerts alerts = new Alerts(database, "freshet_alert")) {
                Quiet.compare(database, 2);
                database.execute("CREATE OR REPLACE VIEW shop.below AS SELECT id, region, name FROM shop.customers;"
                        + "UPDATE shop.customers SET region = 'nowhere' WHERE id = 1");
                Quiet.compare(database, 2);
                assertThat(database.number("SELECT n FROM shop.all")).isEqualTo(1000);

                database.execute("ALTER VIEW shop.people RENAME TO persons");
                assertThat(alerts.await("definition_rejected", "shop.regions")).contains("views/regions.sql:2");
                database.await("SELECT status = 'failed' FROM freshet.stream_tables WHERE name = 'shop.regions'", 30);
                database.execute("UPDATE shop.customers SET region = 'elsewhere' WHERE id = 2");
                database.execute("CREATE VIEW shop.people AS SELECT name AS region FROM shop.below WHERE id < 4");
                database.await("SELECT status = 'active' FROM freshet.stream_tables WHERE name = 'shop.regions'", 30);
                Quiet.compare(database, 2);
                assertThat(database.number("SELECT n FROM shop.all")).isEqualTo(3);

                database.execute(
                        "ALTER VIEW shop.below RENAME region TO area; ALTER VIEW shop.below RENAME name TO region");
                database.execute("UPDATE shop.customers SET name = 'somebody' WHERE id < 3");
                Quiet.compare(database, 2);
                freshet.requireWell();
            }
        }
    }

    private static void broken(TestDatabase database, Conf conf, Alerts alerts) throws Exception {
        conf.view("live", live(8, ", c.nothing"));
        String told = alerts.await("definition_rejected", "shop.live");
        assertThat(told).contains("views/live.sql:2:38").contains("nothing").contains("FR2");
        assertThat(database.text("SELECT last_error FROM freshet.stream_tables WHERE name = 'shop.live'"))
                .contains("views/live.sql:2:38");
        conf.view("live", "CREATE STREAM TABLE shop.live AS\nSELEC 1;");
        assertThat(alerts.await("definition_rejected")).contains("views/live.sql:2:1");
        conf.view("live", "CREATE STREAM TABEL shop.live AS SELECT 1;");
        assertThat(alerts.await("definition_rejected")).contains("views/live.sql:1:15");
        // the former version goes on
        database.execute("UPDATE shop.customers SET region = 'nowhere' WHERE id = 1");
        database.execute("SELECT freshet.wait_for_refresh('shop.live')");
        assertThat(database.text("SELECT region FROM shop.live WHERE id = 1 AND version = 8"))
                .isEqualTo("nowhere");
        assertThat(database.text("SELECT status FROM freshet.stream_tables WHERE name = 'shop.live'"))
                .isEqualTo("active");
    }

    private static void addedAndRemoved(TestDatabase database, Conf conf) throws Exception {
        conf.view(
                "added",
                "CREATE STREAM TABLE shop.added WITH (schedule = '200ms') AS SELECT region, count(*) AS n FROM shop.live GROUP BY region;");
        database.await(
                "SELECT count(*) = 1 FROM freshet.stream_tables WHERE name = 'shop.added' AND status = 'active'", 30);
        // something of the user's stands on it: it is not dropped, and says so, until that is gone
        database.execute("CREATE VIEW shop.mine AS SELECT * FROM shop.added");
        conf.removeView("added");
        database.await(
                "SELECT status = 'failed' AND last_error LIKE '%FR4014%shop.mine%' FROM freshet.stream_tables WHERE name = 'shop.added'",
                30);
        assertThat(database.number("SELECT count(*) FROM shop.mine")).isPositive();
        database.execute("DROP VIEW shop.mine");
        database.await("SELECT to_regclass('shop.added') IS NULL", 30);
        assertThat(database.column("SELECT name FROM freshet.stream_tables")).containsExactly("shop.live");
    }
}
