package dev.freshet.it.load;

import dev.freshet.it.server.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.postgresql.PGConnection;

/**
 * Writers of the shop: single rows and many at once, COPY, updates that move rows between groups and in and out of filters, key updates, deletes,
 * upserts, changes of both tables in one transaction, savepoints and roll-backs, transactions that stay open for a while. A seed makes what
 * each writer does; how they interleave it does not. {@link #pause} and {@link #close} may be called from one other thread.
 */
public final class ShopLoad implements AutoCloseable {
    private static final String[] STATUS = {"new", "paid", "sent", "returned"};
    private static final String[] REGION = {"north", "east", "south", "west", "islands", "abroad"};

    private final TestDatabase database;
    private final Crew writers = new Crew("writer");
    private final LongAdder commits = new LongAdder();
    private final CountDownLatch stopping = new CountDownLatch(1);

    private final long pauseNanos;
    /** Whether the server may go away and come back. */
    private final boolean stubborn;

    private ShopLoad(TestDatabase database, int transactionsPerSecond, int writers, boolean stubborn) {
        this.database = database;
        this.stubborn = stubborn;
        pauseNanos = writers * 1_000_000_000L / transactionsPerSecond;
    }

    /** Starts so many writers, which print their seed. */
    public static ShopLoad start(TestDatabase database, int writers, int transactionsPerSecond) {
        return start(database, writers, transactionsPerSecond, false);
    }

    /** The same, for a server that is killed: writers that lose their connection take another one and go on. */
    public static ShopLoad stubborn(TestDatabase database, int writers, int transactionsPerSecond) {
        return start(database, writers, transactionsPerSecond, true);
    }

    private static ShopLoad start(TestDatabase database, int writers, int transactionsPerSecond, boolean stubborn) {
        long seed = Long.getLong("freshet.test.seed", System.nanoTime());
        System.out.println("load of " + database.name() + ": -Dfreshet.test.seed=" + seed);
        ShopLoad load = new ShopLoad(database, transactionsPerSecond, writers, stubborn);
        for (int writer = 0; writer < writers; writer++) {
            Random random = new Random(seed + writer);
            load.writers.start(() -> load.write(random));
        }
        return load;
    }

    /** Transactions committed so far. */
    public long commits() {
        return commits.sum();
    }

    /** Throws what a writer failed with: Freshet must not be felt by them. */
    public void requireWell() {
        writers.requireWell();
    }

    /** Ends the writers, whatever they failed with: the server was taken from under them. */
    public void abandon() throws InterruptedException {
        end();
    }

    /** Does something while no transaction of the writers is open. */
    public void pause(Crew.Work then) throws Exception {
        writers.pause(then);
    }

    private void write(Random random) throws Exception {
        while (stopping.getCount() > 0) {
            try {
                writeOnOneConnection(random);
            } catch (SQLException e) {
                if (!stubborn || !isLost(e)) {
                    throw e;
                }
                Thread.sleep(20);
            }
        }
    }

    /** Gone, ended by an administrator, ended by a crash, or not let in while the server starts. */
    private static boolean isLost(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private void writeOnOneConnection(Random random) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET lock_timeout = '20s'");
            connection.commit();
            while (!stopping.await((long) (pauseNanos * 2 * random.nextDouble()), TimeUnit.NANOSECONDS)) {
                writers.inTurn(() -> transaction(connection, statement, random));
            }
        }
    }

    private void transaction(Connection connection, Statement statement, Random random)
            throws SQLException, IOException, InterruptedException {
        try {
            int statements = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
            for (int i = 0; i < statements; i++) {
                boolean undone = random.nextInt(12) == 0;
                Savepoint savepoint = undone ? connection.setSavepoint() : null;
                if (random.nextInt(15) == 0) {
                    copyIn(connection, random);
                } else {
                    statement.execute(anything(random));
                }
                if (savepoint != null) {
                    connection.rollback(savepoint);
                }
            }
            if (random.nextInt(40) == 0) {
                Thread.sleep(random.nextInt(random.nextInt(10) == 0 ? 2000 : 200));
            }
            if (random.nextInt(15) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                commits.increment();
            }
        } catch (SQLException e) {
            if (isLost(e)) {
                throw e;
            }
            connection.rollback();
            if (!"40P01".equals(e.getSQLState())) { // two writers in each other's way
                throw e;
            }
        }
    }

    private static void copyIn(Connection connection, Random random) throws SQLException, IOException {
        StringBuilder rows = new StringBuilder();
        int count = 1 + random.nextInt(30);
        for (int row = 0; row < count; row++) {
            rows.append(1 + random.nextInt(1000))
                    .append("\tProduct ")
                    .append(random.nextInt(60))
                    .append('\t')
                    .append(1 + random.nextInt(4))
                    .append('\t')
                    .append(random.nextInt(100_000) / 100.0)
                    .append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY shop.orders (customer_id, product, quantity, amount) FROM STDIN",
                        new StringReader(rows.toString()));
    }

    private static String anything(Random random) {
        String someOrder = "(SELECT id FROM shop.orders ORDER BY id DESC OFFSET " + random.nextInt(900) + " LIMIT 1)";
        int customer = 1 + random.nextInt(1000);
        String product = "'Product " + random.nextInt(60) + "'";
        String amount = "round((random() * 1000)::numeric, 2)";
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 ->
                "INSERT INTO shop.orders (customer_id, product, quantity, amount) VALUES (" + customer + ", " + product
                        + ", " + (1 + random.nextInt(4)) + ", " + amount + ")";
            case 4 ->
                "INSERT INTO shop.orders (customer_id, product, quantity, amount) SELECT 1 + n % 1000, " + product
                        + ", 1, " + amount + " FROM generate_series(1, " + (2 + random.nextInt(30)) + ") AS n";
            case 5, 6 ->
                "UPDATE shop.orders SET status = '" + STATUS[random.nextInt(STATUS.length)] + "' WHERE id = "
                        + someOrder;
            case 7 ->
                "UPDATE shop.orders SET amount = " + amount + ", customer_id = " + customer + " WHERE id = "
                        + someOrder;
            case 8 -> "DELETE FROM shop.orders WHERE id = " + someOrder;
            case 9 ->
                "DELETE FROM shop.orders WHERE id IN (SELECT id FROM shop.orders ORDER BY id LIMIT "
                        + random.nextInt(80) + ")";
            case 10 ->
                "UPDATE shop.customers SET region = '" + REGION[random.nextInt(REGION.length)] + "' WHERE id = "
                        + customer;
            case 11 ->
                "WITH gone AS (DELETE FROM shop.orders WHERE id = " + someOrder
                        + " RETURNING *) INSERT INTO shop.orders (customer_id, product, quantity, amount, status)"
                        + " SELECT customer_id, product, quantity, amount, status FROM gone";
            case 12 ->
                "INSERT INTO shop.orders (id, customer_id, product, quantity, amount) OVERRIDING SYSTEM VALUE SELECT id, "
                        + customer + ", product, quantity, amount FROM shop.orders WHERE id = " + someOrder
                        + " ON CONFLICT (id) DO UPDATE SET amount = excluded.amount + 1";
            default -> "UPDATE shop.orders SET status = status WHERE id = " + someOrder;
        };
    }

    /** Ends the writers, each after its transaction; throws what one failed with. */
    @Override
    public void close() throws InterruptedException {
        end();
        requireWell();
    }

    private void end() throws InterruptedException {
        stopping.countDown();
        writers.join();
    }
}
