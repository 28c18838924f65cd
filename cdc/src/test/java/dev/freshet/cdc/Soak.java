package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * The law for a long time: writers of every kind, hand-overs there and back, restarts, killed walsenders, waits for a synchronous standby, and
 * transaction ids that cross the sign bit and the wrap of their 32-bit form. Each cycle is compared in its own snapshot.
 * {@code -Dfreshet.soak.cycles=10000} makes it long; {@code -Dseed=} repeats it as far as threads allow.
 */
class Soak {
    private static final int CYCLES = Integer.getInteger("freshet.soak.cycles", 500);
    private static final int LONG = 1000;
    private static final String COLUMNS = " (id bigint PRIMARY KEY, n int, t text, v numeric)";
    /** Ids that are left to be crossed by the writers themselves. */
    private static final long NEAR = 1500;

    /** What Debezium says of each kill; kept, or its level would be forgotten. */
    private static final Logger QUIET = Logger.getLogger("io.debezium");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Tally tally = new Tally();

    /** What was done. */
    private static final class Tally implements CaptureListener {
        final AtomicInteger toWal = new AtomicInteger();
        final AtomicInteger back = new AtomicInteger();
        final List<Alert> alerts = new ArrayList<>();
        int cycles;
        int compared;
        int committed;
        int prepared;
        int truncates;
        long changes;
        int lives;
        int kills;
        int gaps;
        int lostSlots;
        int withdrawn;
        int released;
        int locksInVain;

        @Override
        public void moved(Relation source, CapturePhase from, CapturePhase to) {
            if (to == CapturePhase.WAL) {
                toWal.incrementAndGet();
            } else if (from == CapturePhase.WAL) {
                back.incrementAndGet();
            }
        }

        @Override
        public synchronized void alert(Alert alert) {
            alerts.add(alert);
        }

        synchronized void assertAgreement() {
            assertThat(alerts).noneMatch(alert -> alert.message().contains("disagreed"));
        }

        @Override
        public String toString() {
            return "%d cycles, %d tables compared, %d changes of %d transactions (%d two-phase, %d TRUNCATEs); hand-overs to the WAL %d, back %d (%d released); "
                            .formatted(
                                    cycles,
                                    compared,
                                    changes,
                                    committed,
                                    prepared,
                                    truncates,
                                    toWal.get(),
                                    back.get(),
                                    released)
                    + "%d lives, %d walsenders killed, %d gaps, %d slots lost, %d times withdrawn, %d locks in vain"
                            .formatted(lives, kills, gaps, lostSlots, withdrawn, locksInVain);
        }
    }

    @Test
    void everyCycleIsASnapshot() throws Exception {
        System.out.println("seed " + seed + ", cycles " + CYCLES);
        QUIET.setLevel(Level.OFF);
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            if (CYCLES >= LONG) {
                era(server, 1L << 31, CYCLES / 2);
            }
            era(server, 1L << 32, CYCLES);
        } finally {
            System.out.println("soak: " + tally);
        }
        assertThat(tally.compared).isGreaterThan(CYCLES);
        assertThat(tally.toWal).hasPositiveValue();
    }

    /** Until so many cycles have been compared in all, over a transaction id that is special. */
    private void era(EmbeddedPostgres server, long boundary, int until) throws Exception {
        XidJump.before(server, boundary);
        try (TestBed bed = new TestBed(server, "soak")) {
            bed.execute("CREATE UNLOGGED TABLE a" + COLUMNS);
            bed.execute("CREATE TABLE b" + COLUMNS);
            bed.execute("CREATE TABLE c" + COLUMNS);
            int begun = tally.cycles;
            try (SoakWriters writers = new SoakWriters(bed, seed + boundary, List.of("a", "b", "c"))) {
                while (tally.cycles < until) {
                    int atMost = Math.min(until, tally.cycles + 100 + random.nextInt(400));
                    life(bed, writers, atMost, begun + (until - begun) / 3, boundary);
                }
                writers.close();
                tally.committed += writers.committed.get();
                tally.prepared += writers.prepared.get();
                tally.truncates += writers.truncates.get();
            }
            assertThat(Long.parseLong(bed.text("SELECT pg_current_xact_id()"))).isGreaterThan(boundary);
        }
    }

    private void life(TestBed bed, SoakWriters writers, int until, int crossing, long boundary) throws Exception {
        tally.lives++;
        bed.takeOver();
        CaptureSettings settings = bed.settingsWithComeback(Duration.ofMillis(random.nextInt(300)));
        SourceTable b = bed.table("public", "b");
        SourceTable c = bed.table("public", "c");
        try (Capture capture = Capture.open(settings, tally);
                Follower follower = new Follower(bed, capture, bed.table("public", "a"), b, c);
                Gap gap = new Gap(bed)) {
            while (tally.cycles < until || !gap.isOver()) {
                int cyclesBefore = follower.cycles;
                try {
                    follower.verifiedCycle();
                    tally.cycles++;
                } catch (FreshetException e) {
                    assertThat(e.fault().code()).isEqualTo("FR3009");
                    tally.locksInVain++;
                }
                assertThat(follower.cycles).isGreaterThan(cyclesBefore);
                writers.throwFailure();
                tally.assertAgreement();
                if (tally.cycles == crossing) {
                    approach(bed, boundary);
                }
                if (gap.isOver()) {
                    disturb(bed, capture, follower, gap, b, c);
                }
                capture.awaitChange(Duration.ofMillis(random.nextInt(10)));
            }
            tally.compared += follower.compared;
            tally.changes += follower.changes;
        }
    }

    /** Now and then something is done to capture. */
    private void disturb(TestBed bed, Capture capture, Follower follower, Gap gap, SourceTable b, SourceTable c)
            throws SQLException {
        boolean onWal = follower.phase(b.relation()) == CapturePhase.WAL;
        int what = random.nextInt(1000);
        if (what < 40 && onWal) {
            SourceTable moved = random.nextInt(4) == 0 ? c : b;
            follower.release(moved.relation());
            follower.follow(moved);
            tally.released++;
        } else if (what >= 40 && what < 50) {
            bed.text("SELECT count(pg_terminate_backend(active_pid)) FROM pg_replication_slots WHERE active");
            tally.kills++;
        } else if (what >= 50 && what < 60) {
            gap.open(300 + random.nextInt(900));
            tally.gaps++;
        } else if (what >= 60 && what < 64 && onWal) {
            bed.execute("DO $$ BEGIN ALTER PUBLICATION " + bed.database()
                    + " DROP TABLE b; EXCEPTION WHEN undefined_object THEN NULL; END $$");
            tally.withdrawn++;
        } else if (what >= 64 && what < 66 && onWal) {
            bed.dropSlot();
            tally.lostSlots++;
        }
    }

    /** Uses up transaction ids until the boundary is near; it is crossed by the writers. */
    private static void approach(TestBed bed, long boundary) throws SQLException {
        long left = boundary - NEAR - Long.parseLong(bed.text("SELECT pg_snapshot_xmax(pg_current_snapshot())"));
        if (left > 0) {
            bed.execute(
                    "DO $$ BEGIN CREATE TEMP TABLE used (i int); FOR i IN 1.." + left
                            + " LOOP BEGIN INSERT INTO used VALUES (i); RAISE EXCEPTION 'no'; EXCEPTION WHEN raise_exception THEN NULL; END; END LOOP; END $$");
        }
    }

    /** For a while no commit is visible before a standby has it that does not exist, though the WAL has it: from a thread that waits for nobody. */
    private static final class Gap implements AutoCloseable {
        private final TestBed bed;
        private Thread thread = Thread.ofVirtual().unstarted(() -> {});
        private volatile boolean over = true;

        Gap(TestBed bed) {
            this.bed = bed;
        }

        boolean isOver() {
            return over;
        }

        void open(long millis) {
            over = false;
            thread = Thread.ofPlatform().name("soak-gap").start(() -> {
                try (Connection connection = bed.connect();
                        var statement = connection.createStatement()) {
                    statement.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
                    statement.execute("SELECT pg_reload_conf()");
                    Thread.sleep(millis);
                    statement.execute("ALTER SYSTEM RESET synchronous_standby_names");
                    statement.execute("SELECT pg_reload_conf()");
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    over = true;
                }
            });
        }

        @Override
        public void close() throws InterruptedException {
            thread.join();
        }
    }
}
