package dev.freshet.cdc;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;

/**
 * Threads that write into tables (id bigint PRIMARY KEY, n int, t text, v numeric): quick ones in every way PostgreSQL has, and slow ones whose
 * transactions are open for seconds.
 */
final class SoakWriters implements AutoCloseable {
    private static final int QUICK = 4;
    private static final int SLOW = 2;
    /** Deadlock, serialization, unique violation, no lock in time: what writers get in each other's way with. */
    private static final Set<String> EXPECTED = Set.of("40P01", "40001", "23505", "55P03");

    private final TestBed bed;
    private final List<String> tables;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final List<Thread> threads = new ArrayList<>();
    final AtomicInteger committed = new AtomicInteger();
    final AtomicInteger prepared = new AtomicInteger();
    final AtomicInteger truncates = new AtomicInteger();

    SoakWriters(TestBed bed, long seed, List<String> tables) {
        this.bed = bed;
        this.tables = tables;
        for (int i = 0; i < QUICK + SLOW; i++) {
            Random random = new Random(seed * 31 + i);
            boolean slow = i >= QUICK;
            int number = i;
            threads.add(Thread.ofPlatform().name("soak-writer-" + i).start(() -> run(new Hand(random, slow, number))));
        }
    }

    private void run(Hand hand) {
        try (Connection connection = bed.connect()) {
            while (!stop.get()) {
                try {
                    connection.setAutoCommit(!hand.slow && hand.random.nextInt(5) < 2);
                    hand.transaction(connection);
                    committed.incrementAndGet();
                } catch (SQLException e) {
                    if (!EXPECTED.contains(String.valueOf(e.getSQLState()))) {
                        throw e;
                    }
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                }
                Thread.sleep(hand.slow ? 100 : hand.random.nextInt(12));
            }
        } catch (SQLException | IOException | InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** One thread's. */
    private final class Hand {
        private final Random random;
        private final boolean slow;
        private final int number;
        private long fresh;
        private int gid;

        Hand(Random random, boolean slow, int number) {
            this.random = random;
            this.slow = slow;
            this.number = number;
            fresh = (number + 1) * 1_000_000_000L;
        }

        void transaction(Connection connection) throws SQLException, IOException, InterruptedException {
            try (Statement statement = connection.createStatement()) {
                if (connection.getAutoCommit()) {
                    step(connection, statement, random.nextInt(12));
                    return;
                }
                if (random.nextInt(3) == 0) {
                    statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                }
                if (random.nextInt(10) == 0) {
                    statement.execute("SET LOCAL synchronous_commit = off");
                }
                statement.execute("SET LOCAL lock_timeout = '400ms'");
                int steps = 1 + random.nextInt(4);
                for (int i = 0; i < steps; i++) {
                    step(connection, statement, random.nextInt(slow ? 12 : 17));
                    if (slow) {
                        Thread.sleep(50 + random.nextInt(1200));
                    }
                }
                end(connection, statement);
            }
        }

        private void end(Connection connection, Statement statement) throws SQLException, InterruptedException {
            int way = random.nextInt(20);
            if (way < 2) {
                connection.rollback();
            } else if (way < 5) {
                String name = "'soak " + bed.database() + " " + number + " " + gid++ + "'";
                statement.execute("PREPARE TRANSACTION " + name);
                connection.commit();
                connection.setAutoCommit(true);
                Thread.sleep(random.nextInt(slow ? 1000 : 30));
                statement.execute((way == 2 ? "ROLLBACK" : "COMMIT") + " PREPARED " + name);
                prepared.incrementAndGet();
            } else {
                connection.commit();
            }
        }

        private void step(Connection connection, Statement statement, int kind) throws SQLException, IOException {
            String table = tables.get(random.nextInt(tables.size()));
            String other = tables.get(random.nextInt(tables.size()));
            // slow ones keep to rows of their own, or the quick ones would only wait for them
            int id = (slow ? 1000 * number : 0) + random.nextInt(120);
            String rows = " SELECT i, i % 7, repeat('x', i % 5), i / 10.00 FROM generate_series(" + id + ", "
                    + (id + random.nextInt(20)) + ") i ";
            switch (kind) {
                case 0, 1 -> statement.execute("INSERT INTO " + table + rows + "ON CONFLICT DO NOTHING");
                case 2 ->
                    statement.execute("INSERT INTO " + table + " AS o" + rows
                            + "ON CONFLICT (id) DO UPDATE SET n = o.n + 1, v = excluded.v WHERE o.n < 100");
                case 3 ->
                    statement.execute("MERGE INTO " + table + " o USING (" + rows + ") s(id, n, t, v) ON o.id = s.id "
                            + "WHEN MATCHED AND o.n % 3 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET n = o.n + 1, t = s.t "
                            + "WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.n, s.t, s.v)");
                case 4, 5 ->
                    statement.execute("UPDATE " + table + " SET n = n + 1, v = v * 1.10 WHERE id BETWEEN " + id
                            + " AND " + (id + 5) + " AND v < 1e20");
                case 6 -> statement.execute("UPDATE " + table + " SET id = id + 7 WHERE id = " + id);
                case 7, 8 ->
                    statement.execute(
                            "DELETE FROM " + table + " WHERE id BETWEEN " + id + " AND " + (id + random.nextInt(30)));
                case 9 ->
                    statement.execute("UPDATE " + table + " SET t = (SELECT string_agg(md5(id::text || k), '') "
                            + "FROM generate_series(1, 100) k) WHERE id BETWEEN " + id + " AND " + (id + 2));
                case 10 ->
                    statement.execute("WITH gone AS (DELETE FROM " + table + " WHERE id BETWEEN " + id + " AND "
                            + (id + 3) + " RETURNING *) INSERT INTO " + other
                            + " SELECT id, n + 1, NULL, v FROM gone ON CONFLICT (id) DO UPDATE SET n = -1");
                case 11 -> {
                    // tables grow and shrink again
                    long from = fresh;
                    fresh += 1 + random.nextInt(40);
                    StringBuilder lines = new StringBuilder();
                    for (long row = from; row < fresh; row++) {
                        lines.append(row).append("\t").append(row % 11).append("\t\\N\t0.50\n");
                    }
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY " + table + " FROM STDIN", new StringReader(lines.toString()));
                    statement.execute(
                            "DELETE FROM " + table + " WHERE id BETWEEN " + (from - 2000) + " AND " + (from - 200));
                }
                case 12 -> {
                    Savepoint savepoint = connection.setSavepoint();
                    statement.execute("INSERT INTO " + table + rows + "ON CONFLICT DO NOTHING");
                    if (random.nextBoolean()) {
                        connection.rollback(savepoint);
                    } else {
                        connection.releaseSavepoint(savepoint);
                    }
                    statement.execute("UPDATE " + table + " SET n = 0 WHERE id = " + id);
                }
                case 13 -> statement.execute(subtransactions(70, table, id));
                case 14 -> statement.execute(subtransactions(5, other, id));
                case 15 -> {
                    for (String each : tables) {
                        statement.execute("UPDATE " + each + " SET v = 'NaN' WHERE id = " + id);
                        statement.execute("INSERT INTO " + each + " VALUES (" + fresh++ + ", 1, 'all', -0.00)");
                    }
                }
                default -> truncate(connection, statement, table, other);
            }
        }

        private String subtransactions(int count, String table, int id) {
            return "DO $$ BEGIN FOR i IN 1.." + count + " LOOP BEGIN INSERT INTO " + table + " VALUES (" + id
                    + " + i, i, 'sub', 'Infinity') ON CONFLICT (id) DO UPDATE SET n = i; IF i % 3 = 0 THEN RAISE EXCEPTION 'no'; END IF; "
                    + "EXCEPTION WHEN raise_exception THEN NULL; END; END LOOP; END $$";
        }

        private void truncate(Connection connection, Statement statement, String table, String other)
                throws SQLException {
            if (random.nextInt(6) > 0) {
                return;
            }
            Savepoint savepoint = connection.setSavepoint();
            statement.execute(
                    "TRUNCATE " + table + (random.nextInt(3) == 0 && !table.equals(other) ? ", " + other : ""));
            truncates.incrementAndGet();
            if (random.nextBoolean()) {
                statement.execute("INSERT INTO " + table + " SELECT i, 1, 'anew', 1 FROM generate_series(1, 20) i");
            }
            if (random.nextInt(4) == 0) {
                connection.rollback(savepoint);
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
            thread.join(30_000);
        }
        throwFailure();
    }
}
