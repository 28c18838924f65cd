package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The law by triggers: each cycle's accumulated rows are the table at the cycle's snapshot. */
class TriggerCaptureTest {
    private static final String COLUMNS = " (id int, n int, t text, v numeric)";

    @Test
    void followsRandomWritersWithTruncates() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "law")) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            bed.execute("CREATE SCHEMA \"Odd Schema\"");
            bed.execute("CREATE TABLE \"Odd Schema\".\"My Table\"" + COLUMNS);
            SourceTable a = bed.table("public", "a");
            SourceTable odd = bed.table("Odd Schema", "My Table");
            try (Capture capture = bed.open(CaptureMode.TRIGGER);
                    Writers writers = new Writers(bed, seed, 4, true, List.of("a", "\"Odd Schema\".\"My Table\""))) {
                Thread.sleep(300);
                Follower follower = new Follower(bed, capture, a, odd);
                long end = System.nanoTime() + 30_000_000_000L;
                while (follower.compared < 120 && System.nanoTime() < end) {
                    follower.verifiedCycle();
                    follower.cycle();
                    writers.throwFailure();
                }
                System.out.println("cycles " + follower.cycles + ", compared " + follower.compared + ", changes "
                        + follower.changes + ", resets " + follower.resets + ", transactions " + writers.committed);
                assertThat(follower.compared).isGreaterThan(20);
                assertThat(capture.status()).allMatch(s -> s.phase().get() == CapturePhase.TRIGGER);
            }
            Capture.uninstall(bed.settings(CaptureMode.TRIGGER));
            assertThat(bed.text("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
                    .isEqualTo("0");
            assertThat(bed.text("SELECT count(*) FROM pg_class WHERE relname LIKE 'buffer_%'"))
                    .isEqualTo("0");
        }
    }
}
