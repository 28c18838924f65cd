package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cdc.Follower.Told;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** More than fits into capture's share of memory waits in the WAL, or is told as a reset; nothing is lost either way. */
class MemoryTest {
    private static final long SHARE = 1 << 20;

    @Test
    void aBurstByTriggerIsAReset() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "burst")) {
            SourceTable t = table(bed);
            try (Capture capture =
                            Capture.open(bed.settings(CaptureMode.TRIGGER).withMemory(SHARE), bed.alerts::add);
                    Follower follower = new Follower(bed, capture, t)) {
                burst(bed, follower, t);
            }
        }
    }

    @Test
    void aTransactionFromTheWalIsAResetAndManyWait() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "burst")) {
            SourceTable t = table(bed);
            try (Capture capture = Capture.open(bed.settings(CaptureMode.AUTO).withMemory(SHARE), bed.alerts::add);
                    Follower follower = new Follower(bed, capture, t)) {
                follower.until(CapturePhase.WAL, Duration.ofSeconds(60));
                burst(bed, follower, t);
                // many small ones, and nobody takes them: the share is not exceeded by much, the rest waits in the WAL
                for (int i = 0; i < 150; i++) {
                    bed.execute("INSERT INTO t SELECT " + (100_000 + i * 100)
                            + " + k, repeat('x', 200) FROM generate_series(1, 100) k");
                }
                Thread.sleep(500);
                long waiting = capture.status().getFirst().pendingChanges();
                assertThat(waiting).isBetween(1L, 12_000L);
                assertThat(capture.status().getFirst().phase()).isEqualTo(CapturePhase.WAL);
                settle(follower);
                assertThat(follower.phase(t.relation())).isEqualTo(CapturePhase.WAL);
            }
        }
    }

    private static SourceTable table(TestBed bed) throws Exception {
        bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        return bed.table("public", "t");
    }

    private static void burst(TestBed bed, Follower follower, SourceTable t) throws Exception {
        follower.verifiedCycle();
        bed.execute("INSERT INTO t SELECT k, repeat('x', 200) FROM generate_series(1, 20000) k");
        Told told = follower.verifiedCycle();
        assertThat(told.resets()).containsExactly(t.relation());
        settle(follower);
        bed.execute("DELETE FROM t WHERE id > 100");
        settle(follower);
        bed.execute("INSERT INTO t VALUES (0, 'small')");
        assertThat(follower.verifiedCycle().deltas()).isEqualTo(1);
        assertThat(follower.count(t.relation())).isEqualTo(101);
    }

    private static void settle(Follower follower) throws Exception {
        while (!follower.verifiedCycle().resets().isEmpty()) {
            Thread.sleep(1);
        }
    }
}
