package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Killed between any two steps of any phase, or cut off from the server, under writers: nothing is lost and nothing comes twice. */
class CutTest {
    private static final String COLUMNS = " (id int, n int, t text, v numeric)";
    private static final int KILLS = 10;
    /** About as many messages as a whole hand-over takes with its cycles. */
    private static final int MOST_MESSAGES = 900;

    @Test
    void survivesKillsBetweenAnyTwoSteps() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        try (TestBed bed = new TestBed(server, "kill")) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            bed.execute("CREATE TABLE b" + COLUMNS);
            SourceTable a = bed.table("public", "a");
            SourceTable b = bed.table("public", "b");
            int compared = 0;
            try (Writers writers = new Writers(bed, seed, 2, false, List.of("a", "b"))) {
                for (int kill = 0; kill < KILLS; kill++) {
                    compared += live(bed, server, random, a, b);
                    writers.throwFailure();
                }
            }
            assertThat(compared).isGreaterThan(KILLS * 5);
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, a, b)) {
                follower.verifiedCycle();
                bed.execute("UPDATE a SET n = n + 1");
                follower.verifiedCycle();
                assertThat(follower.resets).isZero();
            }
        }
    }

    /** The slot under way waits for a transaction that may last for hours: the server does not go on waiting for nobody. */
    @Test
    void aSlotUnderWayGoesWithWhoWantedIt() throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        try (TestBed bed = new TestBed(server, "way");
                Connection writer = bed.connect();
                Statement statement = writer.createStatement()) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            statement.execute("BEGIN; CREATE TABLE other (id int)");
            try (CuttingProxy proxy = new CuttingProxy(server.port());
                    Capture capture = Capture.open(bed.settings(CaptureMode.AUTO, proxy.port()), bed.alerts::add);
                    Follower follower = new Follower(bed, capture, bed.table("public", "a"))) {
                String sessions = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                        + "AND query LIKE 'SELECT pg_create_logical_replication_slot%' AND wait_event_type = 'Lock'";
                while (!bed.text(sessions).equals("1")) {
                    follower.verifiedCycle();
                    Thread.sleep(10);
                }
                proxy.cut();
                long end = System.nanoTime() + 10_000_000_000L;
                while (!bed.text(sessions).equals("0")) {
                    assertThat(System.nanoTime() - end).isNegative();
                    Thread.sleep(50);
                }
            }
            statement.execute("ROLLBACK");
        }
    }

    /** One life: opens, follows, at some time begins the way to the WAL anew, is killed. */
    private static int live(TestBed bed, EmbeddedPostgres server, Random random, SourceTable a, SourceTable b)
            throws Exception {
        bed.takeOver();
        try (CuttingProxy proxy = new CuttingProxy(server.port())) {
            CaptureSettings settings = bed.settings(CaptureMode.AUTO, proxy.port());
            int messages = 1 + random.nextInt(MOST_MESSAGES);
            boolean answerOnly = random.nextBoolean();
            String life = "cut at message " + messages + (answerOnly ? ", the answer lost" : "");
            proxy.cutAfter(messages, answerOnly);
            int compared = 0;
            try (Capture capture = Capture.open(settings, bed.alerts::add);
                    Follower follower = new Follower(bed, capture, a, b)) {
                while (true) {
                    follower.verifiedCycle();
                    compared = follower.compared;
                    if (follower.all(CapturePhase.WAL) && random.nextInt(10) == 0) {
                        follower.release(a.relation());
                        follower.follow(a);
                    }
                }
            } catch (FreshetException e) {
                assertThat(proxy.isCut()).as("%s: %s", life, e.getMessage()).isTrue();
                assertThat(e.fault().code()).as(life).isIn("FR3001", "FR3004", "FR3009", "FR3016", "FR3021");
            } catch (SQLException e) {
                // the cut came between the snapshot's export and its import
                assertThat(proxy.isCut()).as("%s: %s", life, e.getMessage()).isTrue();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(life + ": " + e.getMessage(), e);
            }
            return compared;
        }
    }

    @Test
    void goesOnAfterTheNetworkWasCut() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        try (TestBed bed = new TestBed(server, "cut");
                CuttingProxy proxy = new CuttingProxy(server.port())) {
            bed.execute("CREATE TABLE a" + COLUMNS);
            bed.execute("CREATE TABLE b" + COLUMNS);
            try (Capture capture = Capture.open(bed.settings(CaptureMode.AUTO, proxy.port()), bed.alerts::add);
                    Follower follower = new Follower(bed, capture, bed.table("public", "a"), bed.table("public", "b"));
                    Writers writers = new Writers(bed, seed, 2, false, List.of("a", "b"))) {
                int cuts = 0;
                long end = System.nanoTime() + 180_000_000_000L;
                while (cuts < 6 || !follower.all(CapturePhase.WAL)) {
                    assertThat(System.nanoTime() - end)
                            .as("after %d cuts %s %s", cuts, capture.status(), bed.alerts)
                            .isNegative();
                    if (follower.cycles % 25 == 1 && cuts < 6) {
                        cuts++;
                        proxy.cutAfter(1 + random.nextInt(60), random.nextBoolean());
                    }
                    try {
                        follower.verifiedCycle();
                    } catch (FreshetException e) {
                        assertThat(e.fault().code()).isIn("FR3001", "FR3016", "FR3021");
                        Thread.sleep(20);
                        proxy.heal();
                    } catch (SQLException e) {
                        assertThat(proxy.isCut()).as(e.getMessage()).isTrue();
                    }
                    if (proxy.isCut()) {
                        proxy.heal();
                    }
                    writers.throwFailure();
                }
                assertThat(follower.compared).isGreaterThan(100);
            }
        }
    }
}
