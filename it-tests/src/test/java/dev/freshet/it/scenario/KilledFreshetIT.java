package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Oracle;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Ports;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.FreshetProcess;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * kill -9 of Freshet under load, at any moment: while it fills stream tables, hands sources over, merges. What readers see stays each table's
 * query at its frontier, and after the restart everything equals its query. {@code -Dfreshet.test.kills=} says how often.
 */
class KilledFreshetIT {
    private static final int KILLS = Integer.getInteger("freshet.test.kills", 3);

    @Test
    void nothingIsLostOrDoubled() throws Exception {
        int port = Ports.free();
        Random random = new Random(Long.getLong("freshet.test.seed", System.nanoTime()));
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database).set("http.port", String.valueOf(port))) {
            database.execute("DELETE FROM shop.orders WHERE id > 3000");
            History history = History.of(database, "orders", "customers");
            try (ShopLoad load = ShopLoad.start(database, 4, 150)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    try (FreshetProcess freshet =
                            FreshetProcess.start("run", conf.file().toString())) {
                        if (kill % 4 != 0) {
                            freshet.awaitReady(port);
                            compare(database, history);
                            load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                            // from before the hand-over to the WAL to well after it
                            Thread.sleep(random.nextInt(4000));
                        } else {
                            Thread.sleep(1000 + random.nextInt(3000));
                        }
                        freshet.kill();
                    }
                    compare(database, history);
                    load.requireWell();
                    System.out.println("kill " + kill + " of " + KILLS + ": phases "
                            + database.column("SELECT source || ' ' || phase FROM freshet.sources ORDER BY 1"));
                }
                try (FreshetProcess freshet =
                        FreshetProcess.start("run", conf.file().toString())) {
                    freshet.awaitReady(port);
                    load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                    database.await("SELECT bool_and(phase = 'wal') FROM freshet.sources", 60);
                    compare(database, history);
                    load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                    freshet.terminate();
                    assertThat(freshet.exitStatus()).isZero();
                }
                assertThat(load.commits()).isGreaterThan(100);
            }
        }
    }

    private static void compare(TestDatabase database, History history) throws Exception {
        try (Oracle oracle = new Oracle(database, history)) {
            oracle.compare();
        }
    }
}
