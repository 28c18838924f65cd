package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cdc.CaptureSettings.Names;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.ChangeSource.RowConsumer;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import dev.freshet.postgres.EmbeddedPostgres;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Slots are the whole cluster's: one of our slot's name that is another database's is left alone, and it is said. */
class ForeignSlotTest {
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private static final RowConsumer IGNORED = new RowConsumer() {
        @Override
        public void expect(long estimatedRows) {}

        @Override
        public void rows(Batch batch) {}
    };

    @Test
    void isNeitherUsedNorDroppedAndCaptureStaysOnTriggers() throws Exception {
        try (TestBed other = new TestBed(EmbeddedPostgres.shared(), "other");
                TestBed bed = new TestBed(EmbeddedPostgres.shared(), "mine")) {
            String slot = other.database();
            other.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
            bed.execute("CREATE TABLE a (id int)");
            SourceTable a = bed.table("public", "a");
            try (Capture capture = Capture.open(
                    bed.settings(CaptureMode.AUTO).with(new Names("freshet", slot, "freshet")), bed.alerts::add)) {
                capture.capture(a);
                long end = System.nanoTime() + PATIENCE_NANOS;
                boolean first = true;
                while (bed.alerts.stream().noneMatch(alert -> alert.code().equals("FR3014"))) {
                    assertThat(System.nanoTime() - end).isNegative();
                    try (Reading reading = capture.begin(first ? Set.of(a.relation()) : Set.of())) {
                        if (first) {
                            reading.readWhole(a, IGNORED);
                        }
                        first = false;
                        reading.changes(change -> {});
                        capture.applied(reading.snapshot());
                    }
                    Thread.sleep(20);
                }
                assertThat(bed.alerts)
                        .anySatisfy(alert -> assertThat(alert.message()).contains(slot, "database", "capture.slot"));
                assertThat(capture.status().getFirst().phase()).isNotEqualTo(java.util.Optional.of(CapturePhase.WAL));
            }
            assertThat(other.text("SELECT database FROM pg_replication_slots WHERE slot_name = '" + slot + "'"))
                    .isEqualTo(other.database());
            other.execute("SELECT pg_drop_replication_slot('" + slot + "')");
        }
    }
}
