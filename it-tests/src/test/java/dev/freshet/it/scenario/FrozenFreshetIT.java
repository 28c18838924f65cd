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
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SIGSTOP of the active instance: it keeps its lock until whoever stands by ends its sessions; when it wakes it writes nothing and stands by. */
class FrozenFreshetIT {
    @Test
    void theStandbyTakesOverAndTheOtherOneStandsByWhenItWakes() throws Exception {
        int first = Ports.free();
        int second = Ports.free();
        try (TestDatabase database = TestDatabase.shop();
                Conf confOfFirst = Conf.withExamples(database).set("http.port", String.valueOf(first));
                Conf confOfSecond = Conf.withExamples(database).set("http.port", String.valueOf(second))) {
            database.execute("DELETE FROM shop.orders WHERE id > 3000");
            History history = History.of(database, "orders", "customers");
            try (FreshetProcess frozen =
                            FreshetProcess.start("run", confOfFirst.file().toString());
                    ShopLoad load = ShopLoad.start(database, 3, 50)) {
                frozen.awaitReady(first);
                try (FreshetProcess standby =
                        FreshetProcess.start("run", confOfSecond.file().toString())) {
                    awaitSaid(standby, "standing by");
                    frozen.freeze();
                    standby.awaitReady(second);
                    compare(database, history);
                    frozen.thaw();
                    awaitSaid(frozen, "standing by");
                    compare(database, history);
                    standby.kill();
                    frozen.awaitReady(first);
                    compare(database, history);
                    load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                    load.requireWell();
                }
            }
        }
    }

    private static void compare(TestDatabase database, History history) throws Exception {
        try (Oracle oracle = new Oracle(database, history)) {
            assertThat(oracle.compare()).isEqualTo(Conf.EXAMPLES);
        }
    }

    private static void awaitSaid(FreshetProcess process, String text) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!process.said().contains(text)) {
            assertThat(process.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
