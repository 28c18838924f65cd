package dev.freshet.engine.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Customers who order, pay, change their minds and send back: so many single-row transactions a second, over a few connections. One that falls
 * behind catches up.
 */
final class Writers implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final String[] STATUS = {"new", "paid", "sent"};

    private final String url;
    private final int rate;
    private final List<Thread> threads = new ArrayList<>();
    private final LongAdder changes = new LongAdder();
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
    private volatile boolean stopping;

    Writers(String url, int rate) {
        this.url = url;
        this.rate = rate;
    }

    void start() {
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().name("shop-writer-" + i).daemon().start(this::write));
        }
    }

    /** Changes committed so far. */
    long changes() {
        return changes.sum();
    }

    private void write() {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO shop.orders (customer_id, product, quantity, amount) VALUES (?, ?, ?, ?::numeric / 100)");
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE shop.orders SET status = ?, amount = amount + 1 WHERE id = ?");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM shop.orders WHERE id = ?")) {
            long begun = System.nanoTime();
            long done = 0;
            while (!stopping) {
                long dueNanos = (long) (done * 1e9 * CONNECTIONS / rate);
                long ahead = begun + dueNanos - System.nanoTime();
                if (ahead > 0) {
                    LockSupport.parkNanos(ahead);
                    continue;
                }
                changes.add(change(insert, update, delete));
                done++;
            }
        } catch (SQLException e) {
            failure.compareAndSet(null, e);
        }
    }

    private int change(PreparedStatement insert, PreparedStatement update, PreparedStatement delete)
            throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int kind = random.nextInt(10);
        if (kind < 5) {
            insert.setLong(1, 1 + random.nextInt(1000));
            insert.setString(2, "Product " + random.nextInt(60));
            insert.setInt(3, 1 + random.nextInt(4));
            insert.setLong(4, random.nextInt(100_000));
            return insert.executeUpdate();
        }
        long id = 1 + random.nextLong(10_000 + changes.sum() / 2);
        if (kind < 9) {
            update.setString(1, STATUS[random.nextInt(STATUS.length)]);
            update.setLong(2, id);
            return update.executeUpdate();
        }
        delete.setLong(1, id);
        return delete.executeUpdate();
    }

    /** Stops; what failed on the way is thrown. */
    void stop() throws SQLException {
        close();
        SQLException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
