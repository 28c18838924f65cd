package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import dev.freshet.postgres.PostgresOptions;
import dev.freshet.postgres.Shutdown;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is done to the server as a whole: settings that forbid the WAL, restarts, crashes, a slot that falls too far behind. */
class ServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One server and one story, since a server of its own is dear: replica → logical → crash → lost slot → replica. */
    @Test
    void capturesWhateverTheServerAllows() throws Exception {
        try (EmbeddedPostgres server =
                        EmbeddedPostgres.open(PostgresOptions.defaults().with("wal_level", "replica"));
                TestBed bed = new TestBed(server, "server")) {
            bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            staysOnTriggers(bed);
            assertThatThrownBy(() -> bed.open(CaptureMode.WAL)).isInstanceOfSatisfying(FreshetException.class, e -> {
                assertThat(e.fault().code()).isEqualTo("FR3003");
                assertThat(e.fault().primary()).contains("wal_level is replica");
                assertThat(e.fault().hint()).contains("wal_level = logical", "capture.mode = auto");
            });
            restartWith(server, bed, "logical");
            aRestartVoidsMemory(server, bed);
            whatNoStandbyHasIsNotVisible(bed);
            aSlotThatFellBehindIsMadeAnew(bed);
            aSlotMayBeLostWhileItIsRead(bed);
            staysInTransition(bed);
            // PostgreSQL does not start on replica while a logical slot is there
            bed.dropSlot();
            restartWith(server, bed, "replica");
            staysOnTriggers(bed);
            assertThat(bed.text("SELECT relreplident FROM pg_class WHERE oid = 't'::regclass"))
                    .isEqualTo("d");
            restartWith(server, bed, "logical");
            comesToTheWal(bed);
        }
    }

    private static void restartWith(EmbeddedPostgres server, TestBed bed, String walLevel) throws SQLException {
        bed.execute("ALTER SYSTEM SET wal_level = " + walLevel);
        server.restart(Shutdown.FAST);
        bed.reconnect();
    }

    private static void staysOnTriggers(TestBed bed) throws Exception {
        try (Capture capture = bed.open(CaptureMode.AUTO);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"))) {
            for (int i = 0; i < 30; i++) {
                bed.execute("INSERT INTO t SELECT COALESCE(max(id), 0) + 1, 'by trigger' FROM t");
                follower.verifiedCycle();
                Thread.sleep(10);
            }
            assertThat(follower.all(CapturePhase.TRIGGER)).isTrue();
            assertThat(follower.resets).isZero();
        }
    }

    private static void aRestartVoidsMemory(EmbeddedPostgres server, TestBed bed) throws Exception {
        try (Capture capture = bed.open(CaptureMode.WAL);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"))) {
            follower.until(CapturePhase.WAL, PATIENCE);
            bed.execute("SET synchronous_commit = off");
            bed.execute("INSERT INTO t VALUES (-1, 'seen, and gone with the crash')");
            follower.verifiedCycle();
            server.killPostmaster();
            assertThatThrownBy(follower::cycle)
                    .isInstanceOfSatisfying(
                            FreshetException.class,
                            e -> assertThat(e.fault().code()).isEqualTo("FR3001"));
            server.start();
            bed.reconnect();
            assertThatThrownBy(follower::cycle)
                    .isInstanceOfSatisfying(
                            FreshetException.class,
                            e -> assertThat(e.fault().code()).isEqualTo("FR3002"));
        }
        // the same slot, and what was written while nobody looked
        bed.execute("INSERT INTO t VALUES (-2, 'while away')");
        try (Capture capture = bed.open(CaptureMode.WAL);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"))) {
            assertThat(follower.all(CapturePhase.WAL)).isTrue();
            follower.verifiedCycle();
            bed.execute("UPDATE t SET v = 'after the crash'");
            follower.verifiedCycle();
            assertThat(follower.resets).isZero();
        }
    }

    /** Committed, in the WAL and delivered, but not visible before a standby has it: it waits. */
    private static void whatNoStandbyHasIsNotVisible(TestBed bed) throws Exception {
        SourceTable t = bed.table("public", "t");
        try (Capture capture = Capture.open(bed.settingsWithoutStandby(), bed.alerts::add);
                Follower follower = new Follower(bed, capture, t)) {
            follower.until(CapturePhase.WAL, PATIENCE);
            follower.verifiedCycle();
            long before = follower.count(t.relation());
            try (WaitingCommit commit = new WaitingCommit(bed, "INSERT INTO t VALUES (-10, 'where is the standby')")) {
                for (int i = 0; i < 5; i++) {
                    bed.execute("INSERT INTO t VALUES (-20 - " + i + ", 'seen at once')");
                    follower.verifiedCycle();
                }
                assertThat(follower.count(t.relation())).isEqualTo(before + 5);
                assertThat(commit.isVisible()).isFalse();
            }
            follower.verifiedCycle();
            assertThat(follower.count(t.relation())).isEqualTo(before + 6);
            assertThat(follower.resets).isZero();
        }
    }

    /** A commit that the WAL has, and that waits for a standby that does not exist until it is closed. */
    private static final class WaitingCommit implements AutoCloseable {
        private final TestBed bed;
        private final Future<Boolean> answer;

        WaitingCommit(TestBed bed, String sql) throws Exception {
            this.bed = bed;
            bed.execute("SET synchronous_commit = local");
            bed.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
            bed.execute("SELECT pg_reload_conf()");
            FutureTask<Boolean> task = new FutureTask<>(() -> {
                try (Connection connection = bed.connect();
                        Statement statement = connection.createStatement()) {
                    return statement.execute(sql);
                }
            });
            Thread.ofVirtual().start(task);
            answer = task;
            await(bed, "SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
        }

        boolean isVisible() {
            return answer.isDone();
        }

        @Override
        public void close() throws Exception {
            bed.execute("ALTER SYSTEM RESET synchronous_standby_names");
            bed.execute("SELECT pg_reload_conf()");
            answer.get(60, TimeUnit.SECONDS);
        }
    }

    private static void await(TestBed bed, String truth) throws SQLException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!bed.text(truth).equals("t")) {
            assertThat(System.nanoTime() - end).as(truth).isNegative();
            Thread.sleep(20);
        }
    }

    /** Writes so much that a slot that is not read on loses its WAL. */
    private static void outrunTheSlot(TestBed bed) throws SQLException {
        for (int i = 0; i < 4; i++) {
            bed.execute(
                    "SELECT pg_logical_emit_message(false, 'noise', repeat('n', 1000000)) FROM generate_series(1, 4)");
            bed.execute("SELECT pg_switch_wal()");
        }
        bed.execute("CHECKPOINT");
        assertThat(bed.text("SELECT wal_status FROM pg_replication_slots")).isEqualTo("lost");
    }

    /** No cycle is run, so nothing is acknowledged, until the server takes the slot away from under the stream. */
    private static void aSlotMayBeLostWhileItIsRead(TestBed bed) throws Exception {
        bed.alerts.clear();
        CaptureSettings settings = bed.settingsWithComeback(Duration.ofMillis(100));
        try (Capture capture = Capture.open(settings, bed.alerts::add);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"))) {
            follower.until(CapturePhase.WAL, PATIENCE);
            bed.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
            bed.execute("SELECT pg_reload_conf()");
            bed.execute("INSERT INTO t VALUES (-6, 'delivered, and never applied')");
            outrunTheSlot(bed);
            bed.execute("INSERT INTO t VALUES (-7, 'never delivered')");
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (follower.resets == 0) {
                assertThat(System.nanoTime() - end).isNegative();
                Thread.sleep(50);
                if (!follower.all(CapturePhase.WAL)) {
                    follower.cycle();
                }
            }
            assertThat(bed.alerts).extracting(CaptureListener.Alert::code).contains("FR3012", "FR3011");
            bed.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
            bed.execute("SELECT pg_reload_conf()");
            follower.verifiedCycle();
            follower.until(CapturePhase.WAL, PATIENCE);
            bed.execute("INSERT INTO t VALUES (-8, 'from the new slot')");
            follower.verifiedCycle();
            assertThat(follower.resets).isEqualTo(1);
        }
    }

    /** Left on its way to the WAL, with a server that does not allow the WAL any more when it comes back. */
    private static void staysInTransition(TestBed bed) throws Exception {
        CaptureSettings settings = bed.settingsWithComeback(Duration.ofMillis(100));
        try (Capture capture = Capture.open(settings, bed.alerts::add);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"));
                Connection writer = bed.connect();
                Statement statement = writer.createStatement()) {
            statement.execute("BEGIN; CREATE TEMP TABLE mine (id int)");
            follower.verifiedCycle();
            bed.execute("ALTER PUBLICATION " + bed.database() + " DROP TABLE t");
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!follower.all(CapturePhase.TRANSITIONING)) {
                assertThat(System.nanoTime() - end)
                        .as(capture.status().toString())
                        .isNegative();
                follower.verifiedCycle();
            }
        }
        assertThat(bed.text("SELECT phase FROM freshet.source_state")).isEqualTo("transitioning");
    }

    private static void comesToTheWal(TestBed bed) throws Exception {
        try (Capture capture = bed.open(CaptureMode.AUTO);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"))) {
            follower.until(CapturePhase.WAL, PATIENCE);
            bed.execute("INSERT INTO t VALUES (-9, 'from the WAL again')");
            follower.verifiedCycle();
            assertThat(follower.resets).isZero();
        }
    }

    private static void aSlotThatFellBehindIsMadeAnew(TestBed bed) throws Exception {
        comesToTheWal(bed);
        bed.execute("DELETE FROM t WHERE id = -9");
        bed.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
        bed.execute("SELECT pg_reload_conf()");
        outrunTheSlot(bed);
        bed.execute("INSERT INTO t VALUES (-3, 'never decoded')");
        bed.alerts.clear();
        CaptureSettings settings = bed.settingsWithComeback(Duration.ofMillis(100));
        try (Capture capture = Capture.open(settings, bed.alerts::add);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"))) {
            assertThat(bed.alerts).extracting(CaptureListener.Alert::code).contains("FR3012", "FR3011");
            follower.verifiedCycle();
            bed.execute("INSERT INTO t VALUES (-4, 'by trigger')");
            follower.until(CapturePhase.WAL, PATIENCE);
            bed.execute("INSERT INTO t VALUES (-5, 'from the new slot')");
            follower.verifiedCycle();
            assertThat(follower.resets).isZero();
        }
        bed.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
        bed.execute("SELECT pg_reload_conf()");
    }
}
