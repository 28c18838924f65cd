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
import dev.freshet.it.service.InProcess;
import org.junit.jupiter.api.Test;

/** SIGTERM ends it after the cycle it is in; a second instance waits as a standby and takes over, whether the first stopped or was killed. */
class StopIT {
    @Test
    void terminatedUnderLoadItLeavesTheTablesAtTheirFrontierAndNobodyConnected() throws Exception {
        int port = Ports.free();
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database).set("http.port", String.valueOf(port))) {
            History history = History.of(database, "orders", "customers");
            try (ShopLoad load = ShopLoad.start(database, 2, 40);
                    Oracle oracle = new Oracle(database, history);
                    FreshetProcess freshet = FreshetProcess.start(conf.file().toString())) {
                freshet.awaitReady(port);
                freshet.terminate();
                assertThat(freshet.exitStatus()).isZero();
                assertThat(freshet.said()).doesNotContain("Exception").doesNotContain("ERROR");
                assertThat(oracle.compare()).isEqualTo(Conf.EXAMPLES);
                // the server takes a moment to see that a connection was closed
                database.await(
                        "SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND (application_name LIKE 'freshet%' OR backend_type = 'walsender')",
                        2);
                load.requireWell();
            }
        }
    }

    @Test
    void aStandbyTakesOver() throws Exception {
        int port = Ports.free();
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)) {
            try (ShopLoad load = ShopLoad.start(database, 2, 40)) {
                try (InProcess first = InProcess.ready(conf)) {
                    conf.set("http.port", String.valueOf(port));
                    try (FreshetProcess second =
                            FreshetProcess.start(conf.file().toString())) {
                        while (!second.said().contains("standing by")) {
                            assertThat(second.isAlive()).as(second.said()).isTrue();
                            Thread.sleep(50);
                        }
                        assertThat(FreshetProcess.isReady(port)).isFalse();
                        load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                        first.requireWell();
                        first.close();
                        second.awaitReady(port);
                        load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                        try (InProcess third = InProcess.start(conf.set("http.port", "0"))) {
                            Thread.sleep(1500);
                            assertThat(third.isReady()).isFalse();
                            long epoch = database.number("SELECT epoch FROM freshet.frontier");
                            second.kill();
                            long died = System.nanoTime();
                            while (database.number("SELECT epoch FROM freshet.frontier") == epoch) {
                                Thread.sleep(10);
                            }
                            long takenOver = System.nanoTime();
                            third.awaitReady();
                            System.out.printf(
                                    "taken over %.1f s after a SIGKILL, everything fresh after %.1f s%n",
                                    (takenOver - died) / 1e9, (System.nanoTime() - died) / 1e9);
                            assertThat(takenOver - died).isLessThan(5_000_000_000L);
                            load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                        }
                    }
                }
            }
        }
    }
}
