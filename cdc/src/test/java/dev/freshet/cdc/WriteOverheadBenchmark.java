package dev.freshet.cdc;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What capture costs those who write: the same work on a table that is captured and on one that is not, in turns, in the trigger phase and in
 * the WAL phase. The WAL phase is measured with its REPLICA IDENTITY FULL and, to tell the two apart, against a table that has it too.
 */
class WriteOverheadBenchmark {
    private static final int ROUNDS = Integer.getInteger("freshet.bench.rounds", 7);
    private static final int ROWS = 100_000;

    /** What is measured, on a table. */
    private interface Work {
        void on(TestBed bed, String table) throws Exception;
    }

    private static final Map<String, Work> WORK = new TreeMap<>(Map.of(
            "1 single-row inserts in a loop of the server's",
            statement("DO $$ BEGIN FOR i IN 1 .. " + ROWS
                    + " LOOP INSERT INTO %s VALUES (i, i %% 100, 'text ' || i, i / 3.0); END LOOP; END $$"),
            "2 one update of all",
            statement("UPDATE %s SET n = n + 1, v = v + 1"),
            "3 one delete of all",
            statement("DELETE FROM %s"),
            "4 one insert of many",
            statement(
                    "INSERT INTO %s SELECT i, i %% 100, 'text ' || i, i / 3.0 FROM generate_series(1, " + ROWS + ") i"),
            "5 transactions of one row",
            WriteOverheadBenchmark::oneByOne));

    private static Work statement(String sql) {
        return (bed, table) -> bed.execute(sql.formatted(table));
    }

    @Test
    void onTheSources() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "overhead")) {
            for (String table : List.of("plain", "identity", "captured")) {
                bed.execute("CREATE TABLE " + table + " (id int PRIMARY KEY, n int, t text, v numeric)"
                        + " WITH (autovacuum_enabled = off)");
            }
            bed.execute("ALTER TABLE identity REPLICA IDENTITY FULL");
            bed.execute("SET synchronous_commit = off");
            SourceTable captured = bed.table("public", "captured");
            try (Capture capture = bed.open(CaptureMode.TRIGGER);
                    Follower follower = new Follower(bed, capture, captured)) {
                follower.cycle();
                compare(bed, follower, "trigger");
                follower.release(captured.relation());
            }
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, captured)) {
                follower.until(CapturePhase.WAL, Duration.ofSeconds(60));
                compare(bed, follower, "wal");
            }
        }
    }

    private static void compare(TestBed bed, Follower follower, String phase) throws Exception {
        Map<String, Map<String, List<Long>>> took = new TreeMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Work> work : WORK.entrySet()) {
                for (String table : List.of("plain", "identity", "captured")) {
                    bed.execute("CHECKPOINT");
                    long begun = System.nanoTime();
                    work.getValue().on(bed, table);
                    long nanos = System.nanoTime() - begun;
                    if (round > 0) {
                        took.computeIfAbsent(work.getKey(), any -> new TreeMap<>())
                                .computeIfAbsent(table, any -> new ArrayList<>())
                                .add(nanos);
                    }
                }
                follower.cycle();
            }
            for (String table : List.of("plain", "identity", "captured")) {
                bed.execute("DELETE FROM " + table);
                bed.execute("VACUUM " + table);
            }
            follower.cycle();
        }
        took.forEach((work, tables) -> {
            double plain = median(tables.get("plain"));
            double identity = median(tables.get("identity"));
            double captured = median(tables.get("captured"));
            System.out.printf(
                    Locale.ROOT,
                    "%s phase, %s: none %.0f ms, identity FULL alone %.0f ms, captured %.0f ms: %.2f of none, %.2f of identity FULL%n",
                    phase,
                    work.substring(2),
                    plain / 1e6,
                    identity / 1e6,
                    captured / 1e6,
                    captured / plain,
                    captured / identity);
        });
    }

    /** As a client sends them: a statement and a transaction each. */
    private static void oneByOne(TestBed bed, String table) throws Exception {
        try (Connection connection = bed.connect();
                Statement session = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?, ?)")) {
            session.execute("SET synchronous_commit = off");
            for (int i = 1; i <= ROWS / 5; i++) {
                insert.setInt(1, -i);
                insert.setInt(2, i % 100);
                insert.setString(3, "text " + i);
                insert.setBigDecimal(4, BigDecimal.valueOf(i, 1));
                insert.executeUpdate();
            }
        }
    }

    private static double median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
