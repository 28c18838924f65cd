package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cdc.CaptureSettings.Room;
import dev.freshet.cdc.Follower.Told;
import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Scratch;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** More than fits into capture's share of memory waits in the WAL or in files, and is told in portions; nothing is lost either way. */
class MemoryTest {
    private static final long SHARE = 1 << 20;
    /** What a portion has at most, where no row is larger. */
    private static final int PORTION = 1 << 20;

    @ParameterizedTest
    @EnumSource(value = CapturePhase.class, mode = Mode.EXCLUDE, names = "TRANSITIONING")
    void aBurstIsToldInPortions(CapturePhase phase) throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "burst")) {
            SourceTable t = table(bed);
            try (Capture capture = open(bed, phase);
                    Follower follower = new Follower(bed, capture, t)) {
                follower.verifiedCycle();
                follower.until(phase, Duration.ofSeconds(60));
                follower.largest = 0;
                bed.execute("INSERT INTO t SELECT k, repeat('x', 200) FROM generate_series(1, 20000) k");
                incremental(follower);
                bed.execute("UPDATE t SET v = v || 'y'");
                incremental(follower);
                assertThat(follower.largest).isBetween(PORTION / 4, PORTION);
                bed.execute("DELETE FROM t WHERE id > 100");
                incremental(follower);
                // each larger than a portion, and a key on both sides of it
                bed.execute("UPDATE t SET v = repeat(id::text, 1500000) WHERE id < 3");
                incremental(follower);
                bed.execute("UPDATE t SET v = 'small' WHERE id = 2");
                incremental(follower);
                assertThat(follower.count(t.relation())).isEqualTo(100);
            }
        }
    }

    @Test
    void withNoCycleTheWalWaits() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "burst")) {
            SourceTable t = table(bed);
            try (Capture capture = open(bed, CapturePhase.WAL);
                    Follower follower = new Follower(bed, capture, t)) {
                follower.until(CapturePhase.WAL, Duration.ofSeconds(60));
                for (int i = 0; i < 150; i++) {
                    bed.execute("INSERT INTO t SELECT " + i * 100
                            + " + k, repeat('x', 200) FROM generate_series(1, 100) k");
                }
                Thread.sleep(500);
                assertThat(capture.status().getFirst().pendingChanges()).isBetween(1L, 12_000L);
                incremental(follower);
                assertThat(follower.count(t.relation())).isEqualTo(15_000);
                assertThat(capture.status().getFirst().pendingChanges()).isZero();
            }
        }
    }

    /** No room on disk either: the source is read whole, and all is well again. */
    @ParameterizedTest
    @EnumSource(value = CapturePhase.class, mode = Mode.EXCLUDE, names = "TRANSITIONING")
    void withoutRoomOnDiskItIsAReset(CapturePhase phase) throws Exception {
        Scratch full = () -> {
            throw Fault.of("FR3022", "no file can be made")
                    .withDetail("No space left on device")
                    .exception();
        };
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "burst")) {
            SourceTable t = table(bed);
            try (Capture capture = Capture.open(settings(bed, phase).with(new Room(SHARE, full)), bed.alerts::add);
                    Follower follower = new Follower(bed, capture, t)) {
                follower.verifiedCycle();
                follower.until(phase, Duration.ofSeconds(60));
                bed.execute("INSERT INTO t SELECT k, repeat('x', 200) FROM generate_series(1, 20000) k");
                Told told = follower.verifiedCycle();
                assertThat(told.resets()).containsExactly(t.relation());
                settle(follower);
                bed.execute("DELETE FROM t WHERE id > 100");
                settle(follower);
                bed.execute("INSERT INTO t VALUES (0, 'small')");
                incremental(follower);
                assertThat(follower.count(t.relation())).isEqualTo(101);
            }
        }
    }

    private static CaptureSettings settings(TestBed bed, CapturePhase phase) {
        CaptureMode mode = phase == CapturePhase.TRIGGER ? CaptureMode.TRIGGER : CaptureMode.AUTO;
        return bed.settings(mode).with(new Room(SHARE, ScratchFolder.temporary()));
    }

    private static Capture open(TestBed bed, CapturePhase phase) {
        return Capture.open(settings(bed, phase), bed.alerts::add);
    }

    private static SourceTable table(TestBed bed) throws Exception {
        bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
        return bed.table("public", "t");
    }

    private static void settle(Follower follower) throws Exception {
        while (!follower.verifiedCycle().resets().isEmpty()) {
            Thread.sleep(1);
        }
    }

    private static void incremental(Follower follower) throws Exception {
        Told told = follower.verifiedCycle();
        assertThat(told.resets()).isEqualTo(Set.of());
        assertThat(told.deltas()).isEqualTo(1);
    }
}
