package dev.freshet.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that write into tables (id int, n int, t text, v numeric) in every way PostgreSQL has. */
final class Writers implements AutoCloseable {
    private final TestBed bed;
    private final List<String> tables;
    private final boolean truncates;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    final AtomicInteger committed = new AtomicInteger();

    Writers(TestBed bed, long seed, int count, boolean truncates, List<String> tables) {
        this.bed = bed;
        this.tables = tables;
        this.truncates = truncates;
        for (int i = 0; i < count; i++) {
            Random random = new Random(seed * 31 + i);
            boolean slow = i == 0;
            String name = "w" + i;
            threads.add(Thread.ofPlatform().name("writer-" + i).start(() -> run(random, slow, name)));
        }
    }

    private void run(Random random, boolean slow, String name) {
        try (Connection connection = bed.connect()) {
            connection.setAutoCommit(false);
            int number = 0;
            while (!stop.get()) {
                try {
                    transaction(connection, random, slow, name + "_" + bed.hashCode() + "_" + number++);
                    committed.incrementAndGet();
                } catch (SQLException e) {
                    connection.rollback();
                    if (!"40P01".equals(e.getSQLState()) && !"23505".equals(e.getSQLState())) {
                        throw e;
                    }
                }
                Thread.sleep(slow ? 5 : random.nextInt(4));
            }
        } catch (SQLException | InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void transaction(Connection connection, Random random, boolean slow, String gid)
            throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            if (random.nextInt(10) == 0) {
                statement.execute("SET LOCAL synchronous_commit = off");
            }
            int steps = 1 + random.nextInt(4);
            for (int i = 0; i < steps; i++) {
                step(connection, statement, random);
                if (slow) {
                    Thread.sleep(20 + random.nextInt(150));
                }
            }
            int end = random.nextInt(20);
            if (end < 2) {
                connection.rollback();
            } else if (end < 4) {
                statement.execute("PREPARE TRANSACTION '" + gid + "'");
                connection.commit();
                connection.setAutoCommit(true);
                Thread.sleep(random.nextInt(10));
                statement.execute((end == 2 ? "ROLLBACK" : "COMMIT") + " PREPARED '" + gid + "'");
                connection.setAutoCommit(false);
            } else {
                connection.commit();
            }
        }
    }

    private void step(Connection connection, Statement statement, Random random) throws SQLException {
        String table = tables.get(random.nextInt(tables.size()));
        int id = random.nextInt(60);
        switch (random.nextInt(truncates ? 13 : 12)) {
            case 0, 1, 2 ->
                statement.execute(
                        "INSERT INTO " + table + " SELECT i, i % 7, repeat('x', i % 5), i / 10.00 FROM generate_series("
                                + id + ", " + (id + random.nextInt(20)) + ") i");
            case 3, 4 ->
                statement.execute("UPDATE " + table + " SET n = n + 1, v = v * 1.10 WHERE id BETWEEN " + id + " AND "
                        + (id + 5) + " AND v < 1e20");
            case 5 -> statement.execute("UPDATE " + table + " SET id = id + 1 WHERE n = " + random.nextInt(7));
            case 6, 7 ->
                statement.execute(
                        "DELETE FROM " + table + " WHERE id BETWEEN " + id + " AND " + (id + 10 + random.nextInt(20)));
            case 8 -> statement.execute("UPDATE " + table + " SET t = repeat(md5(id::text), 100) WHERE id = " + id);
            case 9 ->
                statement.execute("WITH gone AS (DELETE FROM " + table + " WHERE id = " + id
                        + " RETURNING *) INSERT INTO " + tables.get(0) + " SELECT id, n + 1, NULL, v FROM gone");
            case 10 -> {
                Savepoint savepoint = connection.setSavepoint();
                statement.execute("INSERT INTO " + table + " VALUES (" + id + ", -1, 'rolled back', 'NaN')");
                if (random.nextBoolean()) {
                    connection.rollback(savepoint);
                } else {
                    connection.releaseSavepoint(savepoint);
                }
            }
            case 11 ->
                statement.execute("DO $$ BEGIN FOR i IN 1..5 LOOP BEGIN INSERT INTO " + table
                        + " VALUES (i, i, 'sub', 'Infinity'); IF i % 2 = 0 THEN RAISE EXCEPTION 'no'; END IF; EXCEPTION WHEN raise_exception THEN NULL; END; "
                        + "END LOOP; END $$");
            default -> {
                if (random.nextInt(3) == 0) {
                    statement.execute("TRUNCATE " + table);
                }
            }
        }
    }

    void throwFailure() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError("a writer failed", failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop.set(true);
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        throwFailure();
    }
}
