package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.oracle.Path;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Ports;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.FreshetProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small heap, and bursts in one transaction that are many times its shares: rows in great number, and rows of a megabyte. They are told as
 * rows, by trigger and from the WAL, beside writers that go on; the process lives.
 */
class MemoryPressureIT {
    /** Of the process. An eighth of it may wait in capture, and as much in stream tables. */
    private static final int HEAP_MIB = 96;

    private static final int ROWS = Integer.getInteger("freshet.test.burst.rows", 100_000);
    private static final int WIDE_ROWS = Integer.getInteger("freshet.test.burst.wide", 40);
    private static final String DOES = "CREATE STREAM TABLE m.%s WITH (schedule = '%s', mode = 'incremental') AS %s";
    private static final String HOURLY = "SELECT id, v || '!' AS v FROM m.steady WHERE grp <> 7";

    @ParameterizedTest
    @ValueSource(strings = {"trigger", "wal"})
    void burstsLargerThanTheHeap(String phase) throws Exception {
        int port = Ports.free();
        try (TestDatabase database = new TestDatabase(Server.shared());
                Conf conf = new Conf(database)
                        .set("http.port", String.valueOf(port))
                        .set("capture.mode", phase.equals("trigger") ? "trigger" : "auto")) {
            database.execute("CREATE SCHEMA m");
            // the first read is larger than the heap, too
            database.execute("CREATE TABLE m.t AS SELECT k AS id, k % 100 AS grp, repeat(md5(k::text), 3) AS v"
                    + " FROM generate_series(1, " + ROWS + ") k UNION ALL"
                    + " SELECT -k, 0, repeat(md5(k::text), 32768) FROM generate_series(1, " + WIDE_ROWS + ") k");
            database.execute("ALTER TABLE m.t ADD PRIMARY KEY (id)");
            database.execute("CREATE TABLE m.steady AS SELECT k AS id, k % 10 AS grp, repeat('v', 100) AS v"
                    + " FROM generate_series(1, " + ROWS / 10 + ") k");
            database.execute("ALTER TABLE m.steady ADD PRIMARY KEY (id)");
            conf.view("kept", DOES.formatted("kept", "200ms", "SELECT id, grp, v FROM m.t WHERE grp < 90"));
            conf.view("images", DOES.formatted("images", "1s", "SELECT v, grp FROM m.t WHERE grp BETWEEN 1 AND 20"));
            conf.view(
                    "sums",
                    DOES.formatted(
                            "sums",
                            "200ms",
                            "SELECT grp, count(*) AS n, sum(length(v)) AS size FROM m.kept GROUP BY grp"));
            conf.view("hourly", DOES.formatted("hourly", "1h", HOURLY));
            try (FreshetProcess freshet = start(conf)) {
                freshet.awaitReady(port);
                database.await("SELECT count(*) = 2 AND bool_and(phase = '" + phase + "') FROM freshet.sources", 120);
                long since = Path.now(database);
                try (Beside beside = new Beside(database)) {
                    database.execute("INSERT INTO m.t SELECT 10000000 + k, k % 100, repeat(md5(k::text), 3)"
                            + " FROM generate_series(1, " + ROWS + ") k");
                    database.execute("UPDATE m.t SET grp = grp + 1, v = v || 'x' WHERE id > 0");
                    database.execute("INSERT INTO m.t SELECT -10000000 - k, 1 + k % 2, repeat(md5(k::text), 32768)"
                            + " FROM generate_series(1, " + WIDE_ROWS + ") k");
                    database.execute("UPDATE m.t SET grp = 5 WHERE id < 0");
                    beside.requireWell();
                }
                for (int version = 1; version <= 12; version++) {
                    database.execute(
                            "UPDATE m.steady SET v = repeat('" + version + "', 100 / length('" + version + "'))");
                }
                database.execute("DELETE FROM m.t WHERE id % 3 = 0");
                awaitRefresh(database, "kept", "images", "sums");
                assertThat(metric(port, "freshet_waiting_table_bytes")).isLessThan((HEAP_MIB << 20) / 8.0);
                // what waits for the hour is the net change, on disk as on the heap
                assertThat(metric(port, "freshet_waiting_file_bytes"))
                        .isLessThan(ROWS / 10 * 2 * 200 * 4.0 + (64 << 20));
                conf.view("hourly", DOES.formatted("hourly", "1s", HOURLY));
                awaitRefresh(database, "hourly");
                Quiet.compare(database, 4);
                Path.requireIncremental(database, since);
                assertThat(freshet.isAlive()).isTrue();
                assertThat(freshet.said()).doesNotContain("OutOfMemory", "WARN");
                freshet.terminate();
                assertThat(freshet.exitStatus()).isZero();
            }
        }
    }

    private static FreshetProcess start(Conf conf) throws Exception {
        return FreshetProcess.start(
                List.of(
                        java.nio.file.Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx" + HEAP_MIB + "m"),
                "run",
                conf.file().toString());
    }

    private static void awaitRefresh(TestDatabase database, String... names) throws SQLException {
        for (String name : names) {
            database.execute("SELECT freshet.wait_for_refresh('m." + name + "', '600 s')");
        }
    }

    private static double metric(int port, String name) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String metrics = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            Matcher value =
                    Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(metrics);
            assertThat(value.find()).as(name).isTrue();
            return Double.parseDouble(value.group(1));
        }
    }

    /** A writer of small transactions on a table that the bursts are in too. */
    private static final class Beside implements AutoCloseable {
        private final AtomicBoolean ending = new AtomicBoolean();
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final Thread thread;

        Beside(TestDatabase database) {
            thread = Thread.ofPlatform().start(() -> {
                try (Connection connection = database.connect();
                        Statement statement = connection.createStatement()) {
                    for (int i = 1; !ending.get(); i++) {
                        statement.execute(
                                "INSERT INTO m.t VALUES (" + (20_000_000 + i) + ", " + i % 100 + ", 'beside')");
                        Thread.sleep(5);
                    }
                } catch (SQLException | InterruptedException e) {
                    failure.set(e);
                }
            });
        }

        void requireWell() {
            assertThat(failure.get()).isNull();
        }

        @Override
        public void close() throws InterruptedException {
            ending.set(true);
            thread.join();
            requireWell();
        }
    }
}
