package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.ChangeSource.Unpolled.Kind;
import dev.freshet.kernel.port.Relation;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A table and the materialized view of it, refreshed in the very transaction that writes the table, as fast as can be: at every snapshot
 * they are the same. The rows of a plain REFRESH are seen by all snapshots, also by those taken before it.
 */
class PolledRaceTest {
    private static final int POLLED = 60;

    @Test
    void tableAndViewAreOfOneSnapshot() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "race")) {
            bed.execute("CREATE TABLE t (id int PRIMARY KEY, v int)");
            bed.execute("INSERT INTO t SELECT i, 0 FROM generate_series(1, 5) i");
            bed.execute("CREATE MATERIALIZED VIEW m AS SELECT * FROM t");
            bed.execute("CREATE UNIQUE INDEX ON m (id)");
            AtomicBoolean stop = new AtomicBoolean();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread writer = Thread.ofPlatform().start(() -> write(bed, new Random(seed), stop, failure));
            try (Capture capture = bed.open(CaptureMode.TRIGGER);
                    Follower follower =
                            new Follower(bed, capture, bed.table("public", "t"), bed.table("public", "m"))) {
                int polled = 0;
                int busy = 0;
                long changes = 0;
                long end = System.nanoTime() + 60_000_000_000L;
                while (polled < POLLED) {
                    assertThat(System.nanoTime() - end)
                            .as("polled %d, busy %d", polled, busy)
                            .isNegative();
                    Follower.Told told = follower.cycle();
                    changes += told.deltas();
                    if (told.unpolled().isEmpty()) {
                        assertThat(rows(follower, "m"))
                                .as("seed %d, at %s", seed, told.snapshot())
                                .isEqualTo(rows(follower, "t"));
                        polled++;
                    } else {
                        assertThat(told.unpolled().values()).allMatch(why -> why.kind() == Kind.BUSY);
                        busy++;
                    }
                    Thread.sleep(3);
                }
                System.out.println("polled " + polled + ", busy " + busy + ", deltas " + changes);
                assertThat(changes).isGreaterThan(5);
            } finally {
                stop.set(true);
                writer.join();
            }
            assertThat(failure.get()).isNull();
        }
    }

    private static Map<String, Long> rows(Follower follower, String name) {
        return follower.rows(new Relation("public", name));
    }

    private static void write(TestBed bed, Random random, AtomicBoolean stop, AtomicReference<Throwable> failure) {
        try (Connection connection = bed.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                statement.execute("BEGIN");
                statement.execute("UPDATE t SET v = v + 1 WHERE id = " + (1 + random.nextInt(5)));
                statement.execute("REFRESH MATERIALIZED VIEW " + (random.nextInt(4) == 0 ? "CONCURRENTLY " : "") + "m");
                statement.execute(random.nextInt(5) == 0 ? "ROLLBACK" : "COMMIT");
                Thread.sleep(random.nextInt(6));
            }
        } catch (Exception e) {
            failure.set(e);
        }
    }
}
