package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Oracle;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.Server;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * kill -9 of PostgreSQL under load, with writers that do not wait for the disk: what they had committed, and Freshet had seen, may be gone, and
 * its transaction ids are given out again. Freshet waits for the server, begins anew, and everything equals its query.
 */
class CrashedServerIT {
    private static final int CRASHES = 2;

    @Test
    void whatTheServerForgotIsForgotten() throws Exception {
        try (Server server = Server.open(Map.of("synchronous_commit", "off", "wal_writer_delay", "2s"));
                TestDatabase database = TestDatabase.shop(server);
                Conf conf = Conf.withExamples(database)) {
            database.execute("DELETE FROM shop.orders WHERE id > 3000");
            History history = History.of(database, "orders", "customers");
            try (InProcess freshet = InProcess.ready(conf)) {
                for (int crash = 1; crash <= CRASHES; crash++) {
                    ShopLoad load = ShopLoad.start(database, 4, 200);
                    Thread.sleep(2500);
                    server.crash();
                    load.abandon();
                    database.reconnect();
                    database.execute("SELECT freshet.wait_for_refresh(NULL, '60 s')");
                    underLoadAgain(database, history);
                    freshet.requireWell();
                }
            }
        }
    }

    private static void underLoadAgain(TestDatabase database, History history) throws Exception {
        try (ShopLoad load = ShopLoad.start(database, 3, 150);
                Oracle oracle = new Oracle(database, history)) {
            for (int i = 0; i < 5; i++) {
                assertThat(oracle.compare()).isEqualTo(Conf.EXAMPLES);
            }
            load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
            assertThat(load.commits()).isPositive();
        }
    }
}
