package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.Alterations;
import dev.freshet.it.load.TolerantWriters;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Alterations of any kind, one after another, under writers: nobody fails for Freshet's sake, and after every few of them each stream table
 * equals its query. {@code -Dfreshet.test.alterations=} says how many, {@code -Dfreshet.test.seed=} which, {@code -Dfreshet.test.mode=}
 * the {@code capture.mode}; how they fall together with what Freshet does
 * is not in the seed.
 */
class RandomAlterationsIT {
    private static final int ALTERATIONS = Integer.getInteger("freshet.test.alterations", 40);
    private static final String VIEWS = """
            CREATE STREAM TABLE shop.of_a WITH (schedule = 'continuous', mode = 'incremental') AS
            SELECT (n % 10)::int AS n, count(*) AS rows FROM shop.a GROUP BY (n % 10)::int;
            CREATE STREAM TABLE shop.of_b WITH (schedule = '200ms', mode = 'incremental') AS SELECT id, n::int AS n FROM shop.b WHERE n > 0;
            CREATE STREAM TABLE shop.of_both WITH (schedule = 'continuous', mode = 'incremental') AS
            SELECT o.rows, b.id, a.id AS other FROM shop.of_a o JOIN shop.of_b b ON b.n = o.n JOIN shop.a a ON a.id = b.id;
            CREATE STREAM TABLE shop.full_of_a WITH (schedule = '300ms', mode = 'full') AS SELECT id, n::int AS n FROM shop.a WHERE n % 2 = 0;
            """;
    private static final int TABLES = 4;

    @Test
    void nobodyFailsAndNothingDiffers() throws Exception {
        long seed = Long.getLong("freshet.test.seed", System.nanoTime());
        System.out.println(ALTERATIONS + " alterations: -Dfreshet.test.seed=" + seed);
        Random random = new Random(seed);
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = new Conf(database)) {
            database.execute("CREATE SEQUENCE public.ids");
            for (String table : List.of("a", "b")) {
                database.execute(("CREATE TABLE shop.%1$s (id int CONSTRAINT %1$s_key PRIMARY KEY, n int, extra_1 int);"
                                + " INSERT INTO shop.%1$s SELECT nextval('ids'), i %% 10 FROM generate_series(1, 200) i")
                        .formatted(table));
            }
            conf.set("capture.mode", System.getProperty("freshet.test.mode", "auto"))
                    .view("all", VIEWS);
            List<String> trail = new ArrayList<>();
            try (InProcess freshet = InProcess.ready(conf);
                    TolerantWriters writers = new TolerantWriters(database, 2, seed);
                    Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '20s'");
                for (int i = 0; i < ALTERATIONS; i++) {
                    alter(statement, Alterations.any(random, database.name()), random, trail);
                    if (random.nextInt(4) == 0) {
                        writers.pause(() -> compare(database, freshet));
                    }
                }
                writers.pause(() -> compare(database, freshet));
                assertThat(writers.done()).isPositive();
            } catch (AssertionError | Exception e) {
                List<String> last = trail.subList(Math.max(0, trail.size() - 30), trail.size());
                throw new AssertionError("seed " + seed + ", after\n" + String.join("\n", last), e);
            }
        }
    }

    private static void alter(Statement statement, List<String> statements, Random random, List<String> trail)
            throws Exception {
        for (String sql : statements) {
            String result = "";
            try {
                statement.execute(sql);
            } catch (SQLException e) {
                result = " -- " + e.getMessage();
                requireRefused(e);
                statement.execute("ROLLBACK");
            }
            trail.add(sql + result);
            Thread.sleep(random.nextInt(random.nextInt(4) == 0 ? 1500 : 150));
        }
    }

    /** Whatever the server has against it is its own business, as long as it is not something of Freshet's that failed. */
    private static void requireRefused(SQLException e) {
        assertThat(String.valueOf(e.getMessage())).doesNotContain("replica identity", "capture_", "PL/pgSQL");
    }

    private static void compare(TestDatabase database, InProcess freshet) throws Exception {
        freshet.requireWell();
        database.await(
                "SELECT count(*) = " + TABLES + " AND bool_and(status = 'active') FROM freshet.stream_tables", 60);
        Quiet.compare(database, TABLES);
    }
}
