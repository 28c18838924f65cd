package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** TRIGGER → TRANSITIONING → WAL and back under running writers, and the law in every cycle of the way. */
class HandOverTest {
    private static final String COLUMNS = " (id int, n int, t text, v numeric)";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void handsOverAgainAndAgainUnderWriters() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "over")) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            bed.execute("CREATE TABLE b" + COLUMNS);
            SourceTable a = bed.table("public", "a");
            SourceTable b = bed.table("public", "b");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, a, b);
                    Writers writers = new Writers(bed, seed, 3, false, List.of("a", "b"))) {
                for (int round = 0; round < 3; round++) {
                    follower.until(CapturePhase.WAL, PATIENCE);
                    followAWhile(follower, writers);
                    assertThat(follower.all(CapturePhase.WAL)).isTrue();
                    assertNothingIsLeft(bed, follower);
                    // b stays where it is: sources in different phases, one clock
                    follower.release(a.relation());
                    follower.follow(a);
                    assertThat(follower.phase(a.relation())).isNotEqualTo(CapturePhase.WAL);
                }
                assertThat(follower.resets).isZero();
                assertThat(follower.changes).isGreaterThan(100);
            }
        }
    }

    @Test
    void fallsBackAndReturnsUnderWriters() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "back")) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            bed.execute("CREATE TABLE b" + COLUMNS);
            SourceTable a = bed.table("public", "a");
            SourceTable b = bed.table("public", "b");
            CaptureSettings settings = bed.settingsWithComeback(Duration.ofMillis(200));
            try (Capture capture = Capture.open(settings, bed.alerts::add);
                    Follower follower = new Follower(bed, capture, a, b);
                    Writers writers = new Writers(bed, seed, 3, true, List.of("a", "b"))) {
                for (int round = 0; round < 3; round++) {
                    follower.until(CapturePhase.WAL, PATIENCE);
                    followAWhile(follower, writers);
                    if (round == 1) {
                        bed.dropSlot();
                    } else {
                        bed.execute("ALTER PUBLICATION " + bed.database() + " DROP TABLE a");
                    }
                    awaitFallback(follower);
                }
                follower.until(CapturePhase.WAL, PATIENCE);
                assertThat(bed.alerts).extracting(CaptureListener.Alert::code).contains("FR3010", "FR3011", "FR3012");
            }
        }
    }

    private static void awaitFallback(Follower follower) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (follower.all(CapturePhase.WAL)) {
            assertThat(System.nanoTime() - end).isNegative();
            follower.verifiedCycle();
            Thread.sleep(10);
        }
    }

    /** What a buffer held is gathered for a comparison, or there is none: the stream may be dead when it is read, and alive a moment later. */
    @Test
    void comparesNothingWhereTheStreamComesBackInACycle() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "return")) {
            List<String> warm = List.of("w1", "w2", "w3", "w4");
            SourceTable[] tables = new SourceTable[warm.size()];
            for (String name : warm) {
                bed.execute("CREATE TABLE " + name + COLUMNS);
                tables[warm.indexOf(name)] = bed.table("public", name);
            }
            bed.execute("CREATE TABLE a" + COLUMNS);
            SourceTable a = bed.table("public", "a");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, tables)) {
                follower.until(CapturePhase.WAL, PATIENCE);
                follower.follow(a);
                follower.cycle();
                // no cycle is run meanwhile: it comes to Q, and not beyond
                awaitQ(bed, follower, a);
                for (String name : List.of("a", "w1", "w2", "w3", "w4")) {
                    bed.execute("INSERT INTO " + name + " VALUES (1, 1, 'not compared', 1)");
                }
                bed.endStream();
                Thread.sleep(500);
                // the others need the stream, so this cycle waits for it; while it tells theirs, it comes to life
                follower.onChange = () -> LockSupport.parkNanos(1_000_000_000);
                follower.verifiedCycle();
                follower.onChange = () -> {};
                follower.until(CapturePhase.WAL, PATIENCE);
                assertThat(follower.resets).isZero();
                assertThat(bed.alerts).extracting(CaptureListener.Alert::code).doesNotContain("FR3011");
            }
        }
    }

    private static void awaitQ(TestBed bed, Follower follower, SourceTable source) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (follower.phase(source.relation()) != CapturePhase.TRANSITIONING
                || bed.text("SELECT count(*) FROM pg_publication_tables WHERE tablename = 'a'")
                        .equals("0")) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.sleep(20);
        }
        Thread.sleep(200);
    }

    /** Transactions that were open when the publication changed come in part: rule Q keeps the source on its trigger until they are over. */
    @Test
    void waitsForTransactionsThatWereOpenBefore() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "open");
                Connection writer = bed.connect();
                Statement statement = writer.createStatement()) {
            bed.execute("CREATE TABLE warm" + COLUMNS);
            bed.execute("CREATE TABLE a" + COLUMNS);
            SourceTable a = bed.table("public", "a");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, bed.table("public", "warm"))) {
                // slot and stream are there, so that it is the publication alone that comes too late
                follower.until(CapturePhase.WAL, PATIENCE);
                statement.execute("BEGIN");
                statement.execute("CREATE TEMP TABLE mine (id int)");
                follower.follow(a);
                statement.execute("INSERT INTO a VALUES (1, 1, 'before the publication', 1)");
                long end = System.nanoTime() + 3_000_000_000L;
                while (System.nanoTime() < end) {
                    follower.verifiedCycle();
                    Thread.sleep(20);
                }
                assertThat(follower.phase(a.relation())).isEqualTo(CapturePhase.TRANSITIONING);
                assertThat(capture.status().getFirst().lastError().orElse("")).contains("waits for transactions");
                statement.execute("INSERT INTO a VALUES (2, 2, 'after it', 2)");
                statement.execute("COMMIT");
                follower.until(CapturePhase.WAL, PATIENCE);
                assertThat(follower.count(a.relation())).isEqualTo(2);
                assertThat(follower.resets).isZero();

                // and one that is open over the hand-over itself is begun after Q, so it comes whole
                follower.release(a.relation());
                follower.follow(a);
                follower.verifiedCycle();
                while (follower.phase(a.relation()) == CapturePhase.TRIGGER) {
                    follower.verifiedCycle();
                }
                statement.execute("BEGIN");
                statement.execute("DELETE FROM a WHERE id = 1");
                for (int i = 0; i < 20; i++) {
                    follower.verifiedCycle();
                    Thread.sleep(10);
                }
                statement.execute("UPDATE a SET n = 7");
                statement.execute("COMMIT");
                follower.until(CapturePhase.WAL, PATIENCE);
                follower.verifiedCycle();
                assertThat(follower.count(a.relation())).isEqualTo(1);
                assertThat(follower.resets).isZero();
            }
        }
    }

    /**
     * PostgreSQL 18 does not track what commits while a slot waits for the first of its two sets of running transactions: one that begins during
     * the second set decodes as if that had not happened, and leaves what it took for the truth in the walsender's caches for all that follow.
     */
    @Test
    void publishesNothingWhileTheSlotIsMade() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "made");
                Connection first = bed.connect();
                Connection second = bed.connect();
                Connection third = bed.connect()) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            bed.execute("CREATE TABLE b" + COLUMNS);
            bed.execute("CREATE TABLE other (id int)");
            write(first, "INSERT INTO other VALUES (1)");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, bed.table("public", "a"))) {
                awaitSlotUnderWay(bed, follower, first);
                write(second, "INSERT INTO other VALUES (2)");
                follower.follow(bed.table("public", "b"));
                for (int i = 0; i < 50; i++) {
                    follower.verifiedCycle();
                    Thread.sleep(10);
                }
                first.commit();
                awaitSlotUnderWay(bed, follower, second);
                write(third, "INSERT INTO b VALUES (1, 1, 'in between', 1)");
                second.commit();
                // the buffer of b was made while the slot was: that slot is made anew, and nothing is published before
                awaitSlotUnderWay(bed, follower, third);
                assertThat(bed.text("SELECT count(*) FROM pg_publication_rel")).isEqualTo("0");
                third.commit();
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (!follower.all(CapturePhase.WAL)) {
                    assertThat(System.nanoTime() - end).isNegative();
                    bed.execute("INSERT INTO b VALUES (2, 2, 'after it', 2)");
                    follower.verifiedCycle();
                }
                bed.execute("INSERT INTO b VALUES (3, 3, 'from the WAL', 3)");
                follower.verifiedCycle();
                assertThat(follower.resets).isZero();
            }
        }
    }

    private static void write(Connection connection, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Until the making of the slot waits for the transaction of a connection. */
    private static void awaitSlotUnderWay(TestBed bed, Follower follower, Connection holder) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                + "AND query LIKE 'SELECT pg_create_logical_replication_slot%' AND "
                + holder.unwrap(PGConnection.class).getBackendPID() + " = ANY (pg_blocking_pids(pid))";
        while (bed.text(waits).equals("0")) {
            assertThat(System.nanoTime() - end).isNegative();
            follower.verifiedCycle();
            Thread.sleep(10);
        }
    }

    private static void followAWhile(Follower follower, Writers writers) throws SQLException, InterruptedException {
        for (int i = 0; i < 15; i++) {
            follower.verifiedCycle();
            follower.cycle();
            writers.throwFailure();
            Thread.sleep(5);
        }
    }

    private static void assertNothingIsLeft(TestBed bed, Follower follower) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String left = bed.leftOnSources();
        while (!left.isEmpty() && System.nanoTime() < end) {
            // a short lock comes by between the writers' transactions
            follower.verifiedCycle();
            Thread.sleep(10);
            left = bed.leftOnSources();
        }
        assertThat(left).isEmpty();
    }
}
