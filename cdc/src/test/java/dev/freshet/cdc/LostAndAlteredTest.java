package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source that has lost its stream and is altered before its triggers are back: nobody waits for a stream that does not come. */
class LostAndAlteredTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    @Timeout(60)
    void isCapturedAnew() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "both");
                Connection theirs = bed.connect();
                Statement statement = theirs.createStatement()) {
            bed.execute("CREATE TABLE a (id int PRIMARY KEY, v text, w text)");
            bed.execute("INSERT INTO a VALUES (1, 'a', 'b')");
            SourceTable a = bed.table("public", "a");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, a)) {
                follower.until(CapturePhase.WAL, PATIENCE);
                // its triggers cannot be put back while somebody writes it
                theirs.setAutoCommit(false);
                statement.execute("INSERT INTO a VALUES (2, 'a', 'b')");
                bed.dropSlot();
                while (follower.cycle().resets().isEmpty()) {
                    Thread.sleep(10);
                }
                // altered between two tries
                while (!capture.status().getFirst().lastError().orElse("").contains("no lock within")) {
                    Thread.sleep(5);
                }
                statement.execute("ALTER TABLE a DROP COLUMN v");
                theirs.commit();
                // whoever reads it as it was planned is told so, however often
                for (int i = 0; i < 20; i++) {
                    bed.execute("INSERT INTO a VALUES (" + (100 + i) + ", 'c')");
                    try (Reading reading = capture.begin(Set.of(a.relation()))) {
                        assertThat(whyUnread(reading, a)).isEqualTo("FR3008");
                        reading.changes(change -> {});
                        capture.applied(reading.snapshot());
                    }
                    Thread.sleep(20);
                }
                follower.follow(bed.table("public", "a"));
                bed.execute("INSERT INTO a VALUES (4, 'd')");
                follower.verifiedCycle();
                bed.execute("DELETE FROM a WHERE id = 2");
                follower.verifiedCycle();
                follower.until(CapturePhase.WAL, PATIENCE);
            }
        }
    }

    private static String whyUnread(Reading reading, SourceTable table) {
        Fault fault = reading.unlocked().get(table.relation());
        return fault != null
                ? fault.code()
                : catchThrowableOfType(
                                FreshetException.class, () -> reading.readWhole(table, Follower.each(batch -> {})))
                        .fault()
                        .code();
    }
}
