package dev.freshet.engine.demo;

import com.codahale.metrics.Histogram;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.UniformReservoir;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures from commit to visible as a client sees it: commits an order now and then, and looks how long it takes until the frontier of each
 * stream table, as {@code freshet.stream_tables} shows it, sees that transaction.
 */
final class LatencyProbe implements AutoCloseable {
    private static final long MARK_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(2);

    /** A transaction of ours, and when its commit had returned. */
    private record Mark(long xid, long committed) {}

    private final String url;
    private final Map<String, Deque<Mark>> waiting = new HashMap<>();
    private final Map<String, Histogram> latencies = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopping;

    LatencyProbe(String url) {
        this.url = url;
        thread = Thread.ofPlatform().name("latency-probe").daemon().unstarted(this::probe);
    }

    void start() {
        thread.start();
    }

    /** Of a stream table by its name in the view, nanoseconds; empty before the first mark was seen. */
    Optional<Snapshot> latency(String streamTable) {
        return Optional.ofNullable(latencies.get(streamTable)).map(Histogram::getSnapshot);
    }

    private void probe() {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                PreparedStatement mark = connection.prepareStatement(
                        "INSERT INTO shop.orders (customer_id, product, quantity, amount) VALUES (1, 'Probe', 1, 999)"
                                + " RETURNING pg_current_xact_id()::text::bigint")) {
            long lastMark = 0;
            while (!stopping) {
                if (System.nanoTime() - lastMark > MARK_EVERY) {
                    lastMark = System.nanoTime();
                    commitMark(mark);
                }
                look(statement);
                LockSupport.parkNanos(LOOK_EVERY);
            }
        } catch (SQLException e) {
            if (!stopping) {
                throw new IllegalStateException("the latency probe lost its connection", e);
            }
        }
    }

    private void commitMark(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            result.next();
            Mark mark = new Mark(result.getLong(1), System.nanoTime());
            waiting.values().forEach(marks -> marks.add(mark));
        }
    }

    private void look(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(
                "SELECT name, frontier::text FROM freshet.stream_tables WHERE frontier IS NOT NULL")) {
            long now = System.nanoTime();
            while (result.next()) {
                String table = result.getString(1);
                var frontier = dev.freshet.kernel.clock.Snapshot.parse(result.getString(2));
                Iterator<Mark> marks = waiting.computeIfAbsent(table, name -> new ArrayDeque<>())
                        .iterator();
                while (marks.hasNext()) {
                    Mark mark = marks.next();
                    if (frontier.sees(mark.xid())) {
                        marks.remove();
                        latencies
                                .computeIfAbsent(table, name -> new Histogram(new UniformReservoir(4096)))
                                .update(now - mark.committed());
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
