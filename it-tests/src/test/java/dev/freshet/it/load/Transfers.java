package dev.freshet.it.load;

import dev.freshet.it.server.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clerks that transfer money between ten accounts, each transfer a transaction: what the accounts hold together never changes. Accounts are
 * locked in the order of their ids, so nobody waits in a circle. To be closed.
 */
public final class Transfers implements AutoCloseable {
    /** What the accounts hold together. */
    public static final int TOTAL = 10_000;

    private final Crew clerks = new Crew("clerk");
    private final AtomicLong done = new AtomicLong();
    private volatile boolean stopping;
    private volatile long allowed;

    private Transfers() {}

    /** Makes {@code bank.accounts}, and the procedure that transfers. */
    public static void prepare(TestDatabase database) throws SQLException {
        database.execute("""
                CREATE SCHEMA bank;
                CREATE TABLE bank.accounts (id int PRIMARY KEY, balance numeric NOT NULL) WITH (fillfactor = 20);
                INSERT INTO bank.accounts SELECT id, %d FROM generate_series(1, 10) AS id;
                CREATE PROCEDURE bank.transfer(times int, seed float8) LANGUAGE plpgsql AS $$
                DECLARE a int; b int; amount int;
                BEGIN
                    PERFORM setseed(seed);
                    FOR i IN 1..times LOOP
                        a := 1 + floor(random() * 9);
                        b := a + 1 + floor(random() * (10 - a));
                        amount := floor(random() * 201) - 100;
                        UPDATE bank.accounts SET balance = balance - amount WHERE id = a;
                        UPDATE bank.accounts SET balance = balance + amount WHERE id = b;
                        COMMIT;
                    END LOOP;
                END $$;
                """.formatted(TOTAL / 10));
    }

    /**
     * Starts so many clerks, whose commits do not wait for the disk; they wait to be allowed to.
     *
     * @param pauseMillis of each, after some hundred transfers
     */
    public static Transfers start(TestDatabase database, int clerks, long pauseMillis) {
        long seed = Long.getLong("freshet.test.seed", System.nanoTime());
        System.out.println("transfers of " + database.name() + ": -Dfreshet.test.seed=" + seed);
        Transfers all = new Transfers();
        for (int clerk = 0; clerk < clerks; clerk++) {
            Random random = new Random(seed + clerk);
            all.clerks.start(() -> all.work(database, random, pauseMillis));
        }
        return all;
    }

    private void work(TestDatabase database, Random random, long pauseMillis)
            throws SQLException, InterruptedException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                PreparedStatement transfer = connection.prepareStatement("CALL bank.transfer(?, ?)")) {
            statement.execute("SET synchronous_commit = off");
            while (!stopping) {
                if (done.get() >= allowed) {
                    Thread.sleep(5);
                    continue;
                }
                int some = 1 + random.nextInt(300);
                transfer.setInt(1, some);
                transfer.setDouble(2, random.nextDouble() * 2 - 1);
                transfer.execute();
                done.addAndGet(some);
                Thread.sleep(pauseMillis);
            }
        }
    }

    /** Allows so many more than were done; none are done before. */
    public void allow(long more) {
        allowed = done.get() + more;
    }

    /** Whether all that were allowed are committed. */
    public boolean areDone() {
        return done.get() >= allowed;
    }

    /** Committed so far. */
    public long done() {
        return done.get();
    }

    /** Throws what a clerk failed with. */
    public void requireWell() {
        clerks.requireWell();
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        clerks.join();
        requireWell();
    }
}
