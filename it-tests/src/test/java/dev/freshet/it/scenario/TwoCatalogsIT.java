package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import org.junit.jupiter.api.Test;

/** Two instances keep stream tables of one database, each in a catalog of its own; nothing of one's is the other's. */
class TwoCatalogsIT {
    @Test
    void eachHasItsOwnSlotAndPublicationOrIsTold() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf first = new Conf(database);
                Conf second = new Conf(database)) {
            database.execute("CREATE TABLE shop.a (id int PRIMARY KEY, n int)");
            database.execute("INSERT INTO shop.a SELECT i, i % 5 FROM generate_series(1, 100) i");
            first.view(
                    "first",
                    "CREATE STREAM TABLE shop.counted WITH (schedule = 'continuous') AS"
                            + " SELECT n, count(*) AS rows FROM shop.a GROUP BY n;");
            second.set("catalog.schema", "second")
                    .view(
                            "second",
                            "CREATE STREAM TABLE shop.chosen WITH (schedule = 'continuous') AS"
                                    + " SELECT id FROM shop.a WHERE n = 2;");
            try (InProcess counting = InProcess.ready(first)) {
                assertThatThrownBy(() -> InProcess.ready(second).close())
                        .hasStackTraceContaining("FR1008: another Freshet of this database uses the replication slot")
                        .hasStackTraceContaining("capture.slot");
                second.set("capture.slot", database.name() + "_2");
                assertThatThrownBy(() -> InProcess.ready(second).close())
                        .hasStackTraceContaining("FR1008: another Freshet of this database uses the publication");
                second.set("capture.publication", database.name() + "_2");
                try (InProcess choosing = InProcess.ready(second)) {
                    for (String schema : new String[] {"freshet", "second"}) {
                        database.await("SELECT bool_and(phase = 'wal') FROM " + schema + ".sources", 60);
                    }
                    database.execute("INSERT INTO shop.a SELECT i, i % 5 FROM generate_series(101, 200) i");
                    database.execute("UPDATE shop.a SET n = n + 1 WHERE id % 3 = 0");
                    Quiet.compare(database, 1);
                    database.execute("SELECT second.wait_for_refresh()");
                    assertThat(
                                    database.number(
                                            "SELECT count(*) FROM (TABLE shop.chosen EXCEPT ALL SELECT id FROM shop.a WHERE n = 2) d"))
                            .isZero();
                    assertThat(database.number("SELECT count(*) FROM shop.chosen"))
                            .isEqualTo(database.number("SELECT count(*) FROM shop.a WHERE n = 2"));
                    counting.requireWell();
                    choosing.requireWell();
                }
                assertThat(counting.figure("freshet.capture_fallback")).isZero();
            }
        }
    }
}
