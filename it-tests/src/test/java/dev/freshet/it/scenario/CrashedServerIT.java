package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.crash.Blow;
import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Oracle;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.CuttingProxy;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * PostgreSQL is killed under load, or one of its processes, or the network between, with writers that do not wait for the disk: what they had
 * committed, and Freshet had seen, may be gone, and its transaction ids are given out again. Freshet waits for the server, begins anew, and
 * everything equals its query. {@code -Dfreshet.test.blows=} says how often, {@code -Dfreshet.test.blow=} which.
 */
class CrashedServerIT {
    private static final int BLOWS = Integer.getInteger("freshet.test.blows", 6);

    @Test
    void whatTheServerForgotIsForgotten() throws Exception {
        long seed = Long.getLong("freshet.test.seed", System.nanoTime());
        Random random = new Random(seed);
        System.out.println(BLOWS + " blows: -Dfreshet.test.seed=" + seed);
        try (Server server = Server.open(Map.of("synchronous_commit", "off", "wal_writer_delay", "2s"));
                TestDatabase database = TestDatabase.shop(server);
                CuttingProxy proxy = new CuttingProxy(server);
                Conf conf = Conf.withExamples(database).set("database.url", proxy.through(database.url()))) {
            database.execute("DELETE FROM shop.orders WHERE id > 2000");
            History history = History.of(database, "orders", "customers");
            try (InProcess freshet = InProcess.ready(conf);
                    ShopLoad load = ShopLoad.stubborn(database, 4, 120)) {
                for (Blow blow : Blow.some(BLOWS, random, System.getProperty("freshet.test.blow", ""))) {
                    int pause = random.nextInt(2500);
                    long begun = System.nanoTime();
                    try {
                        if (random.nextBoolean()) {
                            untilOnWal(database);
                        }
                        Thread.sleep(pause);
                        blow.strike(database, proxy, random);
                        compare(database, history);
                        proxy.heal();
                        compareCaughtUp(database, history, load);
                        freshet.requireWell();
                        history.forgetWhatAllHaveSeen(database);
                    } catch (AssertionError | Exception e) {
                        throw new AssertionError("after the blow " + blow, e);
                    }
                    System.out.printf(
                            "%s after %d ms: nothing differs, %d ms, phases %s%n",
                            blow,
                            pause,
                            (System.nanoTime() - begun) / 1_000_000,
                            database.column("SELECT phase FROM freshet.sources ORDER BY source"));
                }
                assertThat(load.commits()).isGreaterThan(100);
            }
        }
    }

    /** The way there is struck as often as the end of it; a busy machine may take too long for us. */
    private static void untilOnWal(TestDatabase database) throws Exception {
        long end = System.nanoTime() + 10_000_000_000L;
        while (database.text("SELECT bool_and(phase = 'wal') FROM freshet.sources")
                        .equals("f")
                && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    private static void compareCaughtUp(TestDatabase database, History history, ShopLoad load) throws Exception {
        database.execute("SELECT freshet.wait_for_refresh(NULL, '90 s')");
        for (int i = 0; i < 3; i++) {
            compare(database, history);
        }
        load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
    }

    private static void compare(TestDatabase database, History history) throws Exception {
        try (Oracle oracle = new Oracle(database, history)) {
            assertThat(oracle.compare()).isEqualTo(Conf.EXAMPLES);
        }
    }
}
