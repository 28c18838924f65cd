package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TRIGGER → TRANSITIONING → WAL under running writers, and the law all the way. */
class HandOverTest {
    private static final String COLUMNS = " (id int, n int, t text, v numeric)";

    @Test
    void handsOverUnderWritersAndLeavesNothingOnTheSources() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "over")) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            bed.execute("CREATE TABLE b" + COLUMNS);
            SourceTable a = bed.table("public", "a");
            SourceTable b = bed.table("public", "b");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Writers writers = new Writers(bed, seed, 3, false, List.of("a", "b"))) {
                Follower follower = new Follower(bed, capture, a, b);
                long end = System.nanoTime() + 40_000_000_000L;
                int inWal = 0;
                while (System.nanoTime() < end && inWal < 60) {
                    follower.verifiedCycle();
                    writers.throwFailure();
                    if (capture.status().stream().allMatch(s -> s.phase() == CapturePhase.WAL)) {
                        inWal++;
                    }
                }
                System.out.println("cycles " + follower.cycles + ", compared " + follower.compared + ", changes "
                        + follower.changes + ", resets " + follower.resets + ", in WAL " + inWal + ", alerts "
                        + bed.alerts);
                System.out.println(capture.status());
                assertThat(inWal).isEqualTo(60);
                assertThat(follower.resets).isZero();
            }
        }
    }
}
