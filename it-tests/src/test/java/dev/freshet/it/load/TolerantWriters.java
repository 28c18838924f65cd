package dev.freshet.it.load;

import dev.freshet.it.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.postgresql.util.PSQLException;

/** Writers of {@code shop.a} and {@code shop.b} while somebody alters these. They put up with what comes of that, and with nothing that comes of Freshet. */
public final class TolerantWriters implements AutoCloseable {
    private static final List<String> WRITES = List.of(
            "INSERT INTO shop.a (id, n) SELECT nextval('ids'), i % 10 FROM generate_series(1, 20) i",
            "INSERT INTO shop.b (id, n) VALUES (nextval('ids'), 3)",
            "UPDATE shop.a SET n = n + 1 WHERE id % 7 = 3",
            "UPDATE shop.b SET id = nextval('ids') WHERE n % 3 = 1",
            "DELETE FROM shop.a WHERE id % 11 = 1",
            "DELETE FROM shop.b WHERE n % 4 = 2",
            "WITH gone AS (DELETE FROM shop.a WHERE n = 4 RETURNING id, n) INSERT INTO shop.b (id, n) SELECT id, n FROM gone",
            "BEGIN; UPDATE shop.b SET n = n - 1; SAVEPOINT s; DELETE FROM shop.a; ROLLBACK TO s; INSERT INTO shop.a (id, n) VALUES (nextval('ids'), 1); COMMIT",
            "BEGIN; UPDATE shop.a SET n = n - 1 WHERE n > 5; SELECT pg_sleep(0.05); INSERT INTO shop.b (id, n) VALUES (nextval('ids'), 1); ROLLBACK");

    /** No such table, schema or column, not unique, deadlock, lock not available, a plan that does not fit any more. */
    private static final Set<String> OF_ALTERATIONS =
            Set.of("42P01", "3F000", "42703", "23505", "40P01", "55P03", "0A000", "22003");

    private final TestDatabase database;
    private final Crew crew = new Crew("writer");
    private final LongAdder done = new LongAdder();
    private volatile boolean stopping;

    public TolerantWriters(TestDatabase database, int writers, long seed) {
        this.database = database;
        for (int writer = 0; writer < writers; writer++) {
            Random random = new Random(seed + writer);
            crew.start(() -> write(random));
        }
    }

    /** Statements that were not refused. */
    public long done() {
        return done.sum();
    }

    /** Does something while none of them writes. */
    public void pause(Crew.Work then) throws Exception {
        crew.pause(then);
    }

    /** Throws what is not an alteration's doing. */
    private static void require(SQLException e) throws SQLException {
        String context = e instanceof PSQLException told && told.getServerErrorMessage() != null
                ? String.valueOf(told.getServerErrorMessage().getWhere())
                : "";
        boolean ours =
                context.contains("freshet") || String.valueOf(e.getMessage()).contains("freshet");
        boolean internal = "XX000".equals(e.getSQLState())
                && (e.getMessage().contains("could not open relation")
                        || e.getMessage().contains("concurrently"));
        if (ours || !(internal || OF_ALTERATIONS.contains(e.getSQLState()))) {
            throw e;
        }
    }

    private void write(Random random) throws Exception {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '20s'");
            while (!stopping) {
                crew.inTurn(() -> write(statement, random));
                Thread.sleep(random.nextInt(20));
            }
        }
    }

    private void write(Statement statement, Random random) throws SQLException {
        try {
            statement.execute(WRITES.get(random.nextInt(WRITES.size())));
            done.increment();
        } catch (SQLException e) {
            require(e);
            statement.execute("ROLLBACK");
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        crew.join();
        crew.requireWell();
    }
}
