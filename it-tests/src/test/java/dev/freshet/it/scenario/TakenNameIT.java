package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import org.junit.jupiter.api.Test;

/** Somebody gives a stream table's name to a table of theirs: that one is not touched, and the stream table is back when the name is free. */
class TakenNameIT {
    private static final String VIEWS = """
            CREATE STREAM TABLE shop.counted WITH (schedule = 'continuous', mode = 'incremental') AS SELECT n, count(*) AS rows FROM shop.a GROUP BY n;
            CREATE STREAM TABLE shop.copied WITH (schedule = '200ms', mode = 'full') AS SELECT DISTINCT n FROM shop.a;
            """;

    @Test
    void whoTakesTheNameOfAStreamTableKeepsWhatIsTheirs() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database)) {
            database.execute("CREATE TABLE shop.a (id int PRIMARY KEY, n int);"
                    + " INSERT INTO shop.a SELECT i, i % 5 FROM generate_series(1, 100) i");
            conf.view("all", VIEWS);
            try (InProcess freshet = InProcess.ready(conf)) {
                for (String name : new String[] {"shop.counted", "shop.copied"}) {
                    Quiet.compare(database, 2);
                    database.execute("BEGIN; ALTER TABLE " + name + " RENAME TO former; CREATE TABLE " + name
                            + " AS SELECT * FROM shop.former WHERE n > 2; COMMIT");
                    database.execute("INSERT INTO shop.a SELECT max(id) + 1, 9 FROM shop.a");
                    database.await(
                            "SELECT status = 'failed' AND last_error LIKE '%FR4013%' FROM freshet.stream_tables WHERE name = '"
                                    + name + "'",
                            20);
                    assertThat(database.text("SELECT array_agg(n ORDER BY n) FROM " + name))
                            .isEqualTo("{3,4" + (name.endsWith("copied") ? ",9}" : "}"));
                    assertThat(database.number("SELECT count(*) FROM shop.former"))
                            .isGreaterThanOrEqualTo(5);
                    database.execute("DROP TABLE " + name);
                    database.execute("DROP TABLE shop.former");
                    database.await("SELECT bool_and(status = 'active') FROM freshet.stream_tables", 20);
                    Quiet.compare(database, 2);
                }
                // it is gone, and nobody's: it is made anew
                database.execute("DROP TABLE shop.copied");
                database.execute("INSERT INTO shop.a SELECT max(id) + 1, 10 FROM shop.a");
                database.await("SELECT to_regclass('shop.copied') IS NOT NULL", 20);
                Quiet.compare(database, 2);

                // the definition goes, and the name is another table's by then
                database.execute(
                        "ALTER TABLE shop.copied RENAME TO former; CREATE TABLE shop.copied AS SELECT 1 AS mine");
                conf.view("all", VIEWS.lines().limit(1).toList().getFirst());
                database.await("SELECT count(*) = 1 FROM freshet.stream_tables", 20);
                assertThat(database.number("SELECT mine FROM shop.copied")).isEqualTo(1);
                freshet.requireWell();
            }
        }
    }
}
