package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.ShopLoad;
import dev.freshet.it.oracle.EveryCycle;
import dev.freshet.it.oracle.History;
import dev.freshet.it.oracle.Oracle;
import dev.freshet.it.oracle.Path;
import dev.freshet.it.oracle.Quiet;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.InProcess;
import org.junit.jupiter.api.Test;

/** The example definitions of conf/ under random load: each equals its query at its frontier after every cycle, and none is ever recomputed. */
class ViewsUnderLoadIT {
    private static final int SECONDS = 12;

    @Test
    void everyCycleLeavesEachTableEqualToItsQuery() throws Exception {
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = Conf.withExamples(database)) {
            database.execute("DELETE FROM shop.orders WHERE id > 2000");
            History history = History.of(database, "orders", "customers");
            try (InProcess freshet = InProcess.ready(conf);
                    Oracle oracle = new Oracle(database, history)) {
                long begun = Path.now(database);
                EveryCycle recorded = EveryCycle.record(database, history);
                try (ShopLoad load = ShopLoad.start(database, 4, 200)) {
                    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
                    while (System.nanoTime() < end) {
                        assertThat(oracle.compare()).isEqualTo(Conf.EXAMPLES);
                        freshet.requireWell();
                        load.requireWell();
                    }
                    load.pause(() -> Quiet.compare(database, Conf.EXAMPLES));
                    assertThat(load.commits()).isGreaterThan(100);
                }
                Path.requireIncremental(database, begun);
                int states = recorded.compareAll();
                System.out.println(
                        states + " states, " + oracle.states() + " of them seen by a reader while they lasted");
                assertThat(states).isGreaterThan(50);
            }
        }
    }
}
