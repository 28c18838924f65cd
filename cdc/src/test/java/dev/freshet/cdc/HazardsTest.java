package dev.freshet.cdc;

import dev.freshet.cdc.CaptureSettings.Room;
import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every scenario file in {@code hazards}, by triggers and from the WAL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HazardsTest {
    private static final Path FILES = Path.of("src/test/resources/hazards");
    /** Small, so that what is large in a scenario is more than that. */
    private static final long SHARE = 1 << 20;

    @TestFactory
    Stream<DynamicTest> byTrigger() throws IOException {
        return tests(CapturePhase.TRIGGER, CaptureMode.TRIGGER);
    }

    @TestFactory
    Stream<DynamicTest> fromTheWal() throws IOException {
        return tests(CapturePhase.WAL, CaptureMode.AUTO);
    }

    /** All of them on one capture, as sources come and go in a long life; only the first one pays for the engine's start. */
    private static Stream<DynamicTest> tests(CapturePhase phase, CaptureMode mode) throws IOException {
        List<Hazard> hazards = hazards(phase);
        Stage stage = new Stage(mode, hazards.size());
        return hazards.stream().map(hazard -> DynamicTest.dynamicTest(hazard.name(), () -> stage.play(hazard, phase)));
    }

    private static List<Hazard> hazards(CapturePhase phase) throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted()
                    .map(HazardsTest::read)
                    .filter(hazard -> hazard.phases().contains(phase))
                    .filter(hazard -> hazard.name().contains(System.getProperty("hazard", "")))
                    .toList();
        }
    }

    private static Hazard read(Path file) {
        try {
            return Hazard.read(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** One bed and one capture for all; after a scenario that failed, new ones. */
    private static final class Stage {
        private final CaptureMode mode;
        private int left;
        private List<AutoCloseable> open = List.of();

        Stage(CaptureMode mode, int scenarios) {
            this.mode = mode;
            left = scenarios;
        }

        void play(Hazard hazard, CapturePhase phase) throws Exception {
            left--;
            boolean well = false;
            try {
                if (open.isEmpty()) {
                    open();
                }
                TestBed bed = (TestBed) open.getFirst();
                try (HazardRun run = new HazardRun(bed, (Capture) open.getLast(), phase, hazard.name())) {
                    run.run(hazard);
                }
                well = true;
            } finally {
                if (!well || left == 0) {
                    close();
                }
            }
        }

        private void open() throws SQLException {
            TestBed bed = new TestBed(EmbeddedPostgres.shared(), "hazards");
            open = List.of(bed);
            bed.execute("ALTER DATABASE " + bed.database() + " SET lock_timeout = '20s'");
            open = List.of(
                    bed,
                    Capture.open(bed.settings(mode).with(new Room(SHARE, ScratchFolder.temporary())), bed.alerts::add));
        }

        private void close() throws Exception {
            for (AutoCloseable resource : open.reversed()) {
                resource.close();
            }
            open = List.of();
        }
    }
}
