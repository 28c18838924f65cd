package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An instance that was taken over from moves nothing and takes nothing away, however long it thinks itself alive. */
class FenceTest {
    @Test
    void theFormerInstanceLeavesTheNextOneAlone() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "fence")) {
            bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            SourceTable t = bed.table("public", "t");
            try (Capture former = bed.open(CaptureMode.AUTO);
                    Follower formerly = new Follower(bed, former, t)) {
                formerly.until(CapturePhase.WAL, Duration.ofSeconds(60));
                bed.takeOver();
                try (Capture next = bed.open(CaptureMode.AUTO);
                        Follower follower = new Follower(bed, next, t)) {
                    for (int i = 0; i < 30; i++) {
                        bed.execute("INSERT INTO t VALUES (" + i + ", 'x')");
                        follower.verifiedCycle();
                        Thread.sleep(50);
                    }
                    assertFenced(formerly::cycle);
                    assertFenced(() -> former.release(t.relation()));
                    assertThat(follower.resets).isZero();
                    assertThat(follower.all(CapturePhase.WAL)).isTrue();
                    assertThat(bed.text("SELECT released FROM freshet.source_state"))
                            .isEqualTo("f");
                }
            }
        }
    }

    private static void assertFenced(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        FreshetException.class,
                        e -> assertThat(e.fault().code()).isEqualTo("FR4001"));
    }
}
