package dev.freshet.it.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.load.Reader;
import dev.freshet.it.load.Transfers;
import dev.freshet.it.server.Ports;
import dev.freshet.it.server.TestDatabase;
import dev.freshet.it.service.Conf;
import dev.freshet.it.service.FreshetProcess;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Transfers between ten accounts in concurrent transactions: whoever reads the stream tables, at any time, never sees a sum that is not the
 * constant, while Freshet captures by trigger, hands over, follows the WAL, and is killed in between. {@code -Dfreshet.test.transfers=} says how
 * many.
 */
class TransfersIT {
    private static final long TRANSFERS = Long.getLong("freshet.test.transfers", 2_000);

    private static final boolean LONG = TRANSFERS >= 100_000;
    /** Of both stream tables together, in each life at least. */
    private static final int MERGES = LONG ? 4 : 20;
    /** In each life at most: where the clerks have the processors to themselves, nobody else gets on. */
    private static final long PER_LIFE = LONG ? 100_000 : Long.MAX_VALUE / 2;

    private static final long SOME_MORE = 500;

    private static final String MERGED =
            "SELECT count(*) FROM freshet.refresh_history WHERE rows_inserted + rows_updated + rows_deleted > 0";

    /** What is in both, each as its query would say it. */
    private static final String SUMS =
            "SELECT (SELECT total FROM bank.total) || ' ' || (SELECT sum(balance) FROM bank.balances)";

    @Test
    void theSumNeverChanges() throws Exception {
        int port = Ports.free();
        Random random = new Random(Long.getLong("freshet.test.seed", System.nanoTime()));
        try (TestDatabase database = TestDatabase.shop();
                Conf conf = withBank(database, port)) {
            FreshetProcess freshet = start(conf);
            try {
                freshet.awaitReady(port);
                try (Reader reader = Reader.of(database, SUMS, Transfers.TOTAL + " " + Transfers.TOTAL);
                        Transfers transfers = Transfers.start(database, LONG ? 3 : 2, LONG ? 0 : 300)) {
                    long begun = System.nanoTime();
                    int kills = 0;
                    while (kills == 0 || transfers.done() < TRANSFERS) {
                        awaitMerges(database, reader, transfers);
                        Thread.sleep(random.nextInt(LONG ? 10_000 : 1_000));
                        freshet.close();
                        kills++;
                        freshet = start(conf);
                        freshet.awaitReady(port);
                    }
                    awaitMerges(database, reader, transfers);
                    System.out.printf(
                            "%d transfers in %d s, %d kills, %d looks, %d merges: the sum was always %d%n",
                            transfers.done(),
                            (System.nanoTime() - begun) / 1_000_000_000,
                            kills,
                            reader.looks(),
                            database.number(MERGED),
                            Transfers.TOTAL);
                }
                database.execute("SELECT freshet.wait_for_refresh(NULL, '90 s')");
                assertThat(database.column("TABLE bank.accounts EXCEPT TABLE bank.balances"))
                        .isEmpty();
            } finally {
                freshet.close();
            }
        }
    }

    private static Conf withBank(TestDatabase database, int port) throws Exception {
        Transfers.prepare(database);
        Conf conf = new Conf(database).set("http.port", String.valueOf(port));
        conf.view("total", """
                CREATE STREAM TABLE bank.total WITH (schedule = 'continuous') AS
                SELECT sum(balance) AS total FROM bank.accounts
                """);
        return conf.view("balances", """
                CREATE STREAM TABLE bank.balances WITH (schedule = 'continuous') AS
                SELECT id, balance FROM bank.accounts
                """);
    }

    /** Enough that a wrong one would have been seen. */
    private static void awaitMerges(TestDatabase database, Reader reader, Transfers transfers) throws Exception {
        transfers.allow(PER_LIFE);
        long before = database.number(MERGED);
        long end = System.nanoTime() + 300_000_000_000L;
        while (database.number(MERGED) < before + MERGES) {
            assertThat(System.nanoTime() - end).isNegative();
            reader.requireWell();
            transfers.requireWell();
            if (transfers.areDone()) {
                // all were done before there had been merges enough
                transfers.allow(SOME_MORE);
            }
            Thread.sleep(20);
        }
    }

    private static FreshetProcess start(Conf conf) throws Exception {
        return FreshetProcess.start("run", conf.file().toString());
    }
}
