package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.postgres.EmbeddedPostgres;
import dev.freshet.postgres.PostgresOptions;
import dev.freshet.postgres.Shutdown;
import java.time.Duration;
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
            bed.execute("ALTER SYSTEM SET wal_level = logical");
            server.restart(Shutdown.FAST);
            bed.reconnect();
            aRestartVoidsMemory(server, bed);
            aSlotThatFellBehindIsMadeAnew(bed);
            // PostgreSQL does not start on replica while a logical slot is there
            bed.dropSlot();
            bed.execute("ALTER SYSTEM SET wal_level = replica");
            server.restart(Shutdown.FAST);
            bed.reconnect();
            staysOnTriggers(bed);
            assertThat(bed.text("SELECT relreplident FROM pg_class WHERE oid = 't'::regclass"))
                    .isEqualTo("d");
        }
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

    private static void aSlotThatFellBehindIsMadeAnew(TestBed bed) throws Exception {
        bed.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
        bed.execute("SELECT pg_reload_conf()");
        bed.execute("CREATE TABLE noise (v text)");
        for (int i = 0; i < 4; i++) {
            bed.execute("INSERT INTO noise SELECT repeat('n', 1000) FROM generate_series(1, 10000)");
            bed.execute("SELECT pg_switch_wal()");
        }
        bed.execute("CHECKPOINT");
        assertThat(bed.text("SELECT wal_status FROM pg_replication_slots")).isEqualTo("lost");
        bed.execute("INSERT INTO t VALUES (-3, 'never decoded')");
        bed.alerts.clear();
        CaptureSettings settings = bed.settings(CaptureMode.AUTO).withComeback(Duration.ofMillis(100));
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
    }
}
