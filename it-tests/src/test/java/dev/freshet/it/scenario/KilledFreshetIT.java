package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.crash.Kill;
import dev.freshet.it.crash.Lives;
import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.History;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL of Freshet under load, before and after every step of a cycle and of a source's way, and at any time. What readers see stays each
 * table's query at its frontier, and after the restart everything equals its query. {@code -Dfreshet.test.kills=} says how often, {@code
 * -Dfreshet.test.kill=} takes one kill as it was printed.
 */
class KilledFreshetIT {
    private static final int KILLS = Integer.getInteger("freshet.test.kills", 14);

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        long seed = Long.getLong("freshet.test.seed", System.nanoTime());
        List<Kill> kills = Kill.some(KILLS, seed, System.getProperty("freshet.test.kill", ""));
        System.out.println(KILLS + " kills: -Dfreshet.test.seed=" + seed);
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)) {
            database.execute("DELETE FROM shop.orders WHERE id > 2000");
            History history = History.of(database, "orders", "customers");
            try (ShopLoad load = ShopLoad.start(database, 4, 60);
                    Lives lives = new Lives(database, conf, history, load)) {
                lives.first();
                for (Kill kill : kills) {
                    long begun = System.nanoTime();
                    lives.oneMore(kill);
                    System.out.printf(
                            "-Dfreshet.test.kill=%s: nothing differs, %d ms, phases %s%n",
                            kill,
                            (System.nanoTime() - begun) / 1_000_000,
                            database.column("SELECT phase FROM freshet.sources ORDER BY source"));
                }
                lives.last();
                assertThat(lives.comparisons()).isGreaterThan(KILLS);
                assertThat(load.commits()).isGreaterThan(100);
            }
        }
    }
}
