package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sources that are altered, dropped, made anew and held by others: who waits for a refresh gets the truth, and nobody else is held up. */
class AlteredSourceIT {
    private static final String TABLES = """
            CREATE TABLE shop.a (id int PRIMARY KEY, n int, unread text);
            INSERT INTO shop.a SELECT i, i % 10 FROM generate_series(1, 1000) i;
            CREATE TABLE shop.b (id int PRIMARY KEY, n int);
            INSERT INTO shop.b SELECT i, i FROM generate_series(1, 10) i;
            """;
    private static final String OF_A = """
            CREATE STREAM TABLE shop.of_a WITH (schedule = 'continuous', mode = 'incremental') AS
            SELECT (n % 10)::int AS n, count(*) AS rows FROM shop.a GROUP BY (n % 10)::int;
            """;
    private static final String OF_B = """
            CREATE STREAM TABLE shop.of_b WITH (schedule = 'continuous', mode = 'incremental') AS SELECT id, n FROM shop.b WHERE n > 0;
            """;
    private static final String FULL_OF_A = """
            CREATE STREAM TABLE shop.full_of_a WITH (schedule = '500ms', mode = 'full') AS SELECT id FROM shop.a WHERE n = 1;
            """;
    private static final String OF_BOTH = """
            CREATE STREAM TABLE shop.of_both WITH (schedule = 'continuous', mode = 'incremental') AS
            SELECT a.rows, b.id FROM shop.of_a a JOIN shop.of_b b ON b.id = a.n;
            """;

    /** A source as it becomes, one way after another, with rows that only the new one has. */
    private static final List<String> ALTERATIONS = List.of(
            "ALTER TABLE shop.a ADD COLUMN more int",
            "ALTER TABLE shop.a DROP COLUMN unread",
            "ALTER TABLE shop.a ALTER n TYPE bigint USING n + 1",
            "ALTER TABLE shop.a RENAME more TO most",
            "TRUNCATE shop.a; ALTER TABLE shop.a ADD COLUMN last int",
            "ALTER TABLE shop.a ALTER n TYPE int USING n - 1; TRUNCATE shop.a",
            "ALTER TABLE shop.a DROP CONSTRAINT a_pkey",
            "DROP TABLE shop.a; CREATE TABLE shop.a (n int, id int PRIMARY KEY)",
            "BEGIN; ALTER TABLE shop.a RENAME TO former; CREATE TABLE shop.a AS SELECT * FROM shop.former; DROP TABLE shop.former; COMMIT",
            "VACUUM FULL shop.a");

    @Test
    void whoWaitsSeesWhatWasWrittenAfterAnAlteration() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database)) {
            database.execute(TABLES);
            conf.view("all", OF_A + OF_B + OF_BOTH);
            try (InProcess freshet = InProcess.ready(conf)) {
                for (int round = 0; round < 3; round++) {
                    for (String alteration : ALTERATIONS) {
                        for (String statement : alteration.split("; ")) {
                            database.execute(statement);
                        }
                        database.execute(
                                "INSERT INTO shop.a (id, n) SELECT 100000 + i, i % 7 FROM generate_series(1, 20) i");
                        Quiet.compare(database, 3);
                        database.execute("DELETE FROM shop.a WHERE id > 100000");
                    }
                    database.execute("DROP TABLE shop.a");
                    database.execute("CREATE TABLE shop.a (id int PRIMARY KEY, n int, unread text)");
                    database.execute("INSERT INTO shop.a SELECT i, i % 10 FROM generate_series(1, 1000) i");
                    Quiet.compare(database, 3);
                }
                freshet.requireWell();
            }
        }
    }

    @Test
    void aStreamTableWhoseColumnIsGoneHasFailedUntilItIsBack() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database)) {
            database.execute(TABLES);
            conf.view("all", OF_A + OF_B);
            try (InProcess freshet = InProcess.ready(conf)) {
                database.execute("SELECT freshet.wait_for_refresh()");
                database.execute("ALTER TABLE shop.a DROP COLUMN n");
                database.await("SELECT status = 'failed' FROM freshet.stream_tables WHERE name = 'shop.of_a'", 30);
                String frontier = database.text("SELECT frontier FROM freshet.stream_tables WHERE name = 'shop.of_a'");
                assertThat(database.text("SELECT last_error FROM freshet.stream_tables WHERE name = 'shop.of_a'"))
                        .contains("views/all.sql:2:9", "column \"n\" does not exist");
                database.execute("INSERT INTO shop.a SELECT 5000");
                database.execute("UPDATE shop.b SET n = n + 1");
                assertThatThrownBy(() -> database.execute("SELECT freshet.wait_for_refresh('shop.of_a')"))
                        .hasMessageContaining("FR4033")
                        .hasMessageContaining("column \"n\" does not exist");
                database.execute("SELECT freshet.wait_for_refresh()");
                assertThat(database.number("SELECT sum(n) FROM shop.of_b")).isEqualTo(65);
                // the last good content stays, and says of when it is
                assertThat(database.number("SELECT sum(rows) FROM shop.of_a")).isEqualTo(1000);
                assertThat(database.text("SELECT frontier FROM freshet.stream_tables WHERE name = 'shop.of_a'"))
                        .isEqualTo(frontier);

                database.execute("ALTER TABLE shop.a ADD COLUMN n int DEFAULT 3");
                database.await("SELECT status = 'active' FROM freshet.stream_tables WHERE name = 'shop.of_a'", 30);
                Quiet.compare(database, 2);
                database.execute("DROP TABLE shop.a");
                database.await("SELECT status = 'failed' FROM freshet.stream_tables WHERE name = 'shop.of_a'", 30);
                database.execute("CREATE TABLE shop.a (id int, n int); INSERT INTO shop.a VALUES (1, 1)");
                database.await("SELECT status = 'active' FROM freshet.stream_tables WHERE name = 'shop.of_a'", 30);
                Quiet.compare(database, 2);
                freshet.requireWell();
            }
            // while nobody looks
            database.execute("DROP TABLE shop.a");
            try (InProcess freshet = InProcess.ready(conf)) {
                database.await("SELECT status = 'failed' FROM freshet.stream_tables WHERE name = 'shop.of_a'", 30);
                assertThat(database.number("SELECT sum(rows) FROM shop.of_a")).isEqualTo(1);
                database.execute("SELECT freshet.wait_for_refresh()");
                database.execute("CREATE TABLE shop.a (id int, n int); INSERT INTO shop.a VALUES (1, 1)");
                // nothing tells of a table that was not there when its reader was planned
                conf.view("all", OF_A + OF_B + " ");
                database.await("SELECT status = 'active' FROM freshet.stream_tables WHERE name = 'shop.of_a'", 30);
                Quiet.compare(database, 2);
                freshet.requireWell();
            }
        }
    }

    @Test
    void aSourceThatSomebodyHoldsKeepsOnlyItsReadersWaiting() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database);
                Connection holder = database.connect();
                Statement held = holder.createStatement()) {
            database.execute(TABLES);
            conf.view("all", OF_A + OF_B + FULL_OF_A);
            try (InProcess freshet = InProcess.ready(conf)) {
                database.await("SELECT count(*) = 2 AND bool_and(phase = 'wal') FROM freshet.sources", 60);
                // who reads it whole in each cycle cannot
                held.execute("BEGIN; LOCK TABLE shop.a IN ACCESS EXCLUSIVE MODE; INSERT INTO shop.a VALUES (1999, 1)");
                goesOn(database, freshet, Duration.ofSeconds(8));
                held.execute("COMMIT");
                Quiet.compare(database, 3);

                // its slot is gone, and triggers cannot be put on it while somebody writes it
                held.execute("BEGIN; INSERT INTO shop.a VALUES (2000, 1)");
                database.execute("SELECT pg_terminate_backend(active_pid, 5000), pg_drop_replication_slot(slot_name)"
                        + " FROM pg_replication_slots WHERE slot_name = '" + database.name() + "'");
                database.await("SELECT phase = 'trigger' FROM freshet.sources WHERE source = 'shop.b'", 30);
                goesOn(database, freshet, Duration.ofSeconds(7));
                held.execute("COMMIT");
                Quiet.compare(database, 3);
            }
        }
    }

    /** What reads the other source is refreshed all the time. */
    private static void goesOn(TestDatabase database, InProcess freshet, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            database.execute("UPDATE shop.b SET n = n + 1");
            database.execute("SELECT freshet.wait_for_refresh('shop.of_b', '15 s')");
            assertThat(database.number("SELECT sum(n) FROM shop.of_b"))
                    .isEqualTo(database.number("SELECT sum(n) FROM shop.b"));
            freshet.requireWell();
        }
    }
}
