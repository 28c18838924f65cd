package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cdc.CaptureSettings.Names;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What has the name of our slot or of our publication and is somebody else's is left alone, and it is said. */
class ForeignNamesTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /** Slots are the whole cluster's. */
    @Test
    void anotherDatabasesSlotIsNeitherUsedNorDropped() throws Exception {
        try (TestBed other = new TestBed(EmbeddedPostgres.shared(), "other");
                TestBed bed = new TestBed(EmbeddedPostgres.shared(), "mine")) {
            String slot = other.database();
            other.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
            bed.execute("CREATE TABLE a (id int)");
            SourceTable a = bed.table("public", "a");
            try (Capture capture = Capture.open(
                    bed.settings(CaptureMode.AUTO).with(new Names("freshet", slot, "freshet")), bed.alerts::add)) {
                until(bed, capture, a, "FR3014");
                assertThat(bed.alerts)
                        .anySatisfy(alert -> assertThat(alert.message()).contains(slot, "database", "capture.slot"));
                assertThat(capture.status().getFirst().phase()).isNotEqualTo(java.util.Optional.of(CapturePhase.WAL));
            }
            assertThat(other.text("SELECT database FROM pg_replication_slots WHERE slot_name = '" + slot + "'"))
                    .isEqualTo(other.database());
            other.execute("SELECT pg_drop_replication_slot('" + slot + "')");
        }
    }

    /** Others' replication rests on it: nothing is taken out of it, and nothing comes in. */
    @Test
    void somebodysPublicationIsNeitherUsedNorChanged() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "published")) {
            bed.execute("CREATE TABLE a (id int PRIMARY KEY)");
            bed.execute("CREATE TABLE theirs (id int PRIMARY KEY)");
            bed.execute("CREATE PUBLICATION " + bed.database() + " FOR TABLE theirs WITH (publish = 'insert')");
            SourceTable a = bed.table("public", "a");
            try (Capture capture = bed.open(CaptureMode.AUTO)) {
                until(bed, capture, a, "FR3018");
                assertThat(bed.alerts)
                        .anySatisfy(alert -> assertThat(alert.message())
                                .contains("public.a stays on triggers", bed.database(), "capture.publication"));
                assertThat(bed.text("SELECT last_error FROM freshet.sources WHERE source = 'public.a'"))
                        .contains(bed.database());
                capture.release(a.relation());
                while (!bed.leftOnSources().isEmpty()) {
                    Thread.sleep(20);
                }
            }
            Capture.uninstall(bed.settings(CaptureMode.AUTO));
            assertThat(bed.text(
                            "SELECT string_agg(tablename, ',') || ' ' || bool_or(pubupdate) FROM pg_publication_tables "
                                    + "JOIN pg_publication USING (pubname) WHERE pubname = '" + bed.database() + "'"))
                    .isEqualTo("theirs false");
        }
    }

    /** Runs cycles until an alert has come. */
    private static void until(TestBed bed, Capture capture, SourceTable a, String code) throws Exception {
        capture.capture(a);
        long end = System.nanoTime() + PATIENCE_NANOS;
        boolean first = true;
        while (bed.alerts.stream().noneMatch(alert -> alert.code().equals(code))) {
            assertThat(System.nanoTime() - end).isNegative();
            try (Reading reading = capture.begin(first ? Set.of(a.relation()) : Set.of())) {
                if (first) {
                    reading.readWhole(a, Follower.each(batch -> {}));
                }
                first = false;
                reading.changes(change -> {});
                capture.applied(reading.snapshot());
            }
            Thread.sleep(20);
        }
    }
}
