package dev.freshet.it.load;

import dev.freshet.it.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Somebody who looks at a stream table all the time, and must always see what is wanted. Its own thread; to be closed. */
public final class Reader implements AutoCloseable {
    private final TestDatabase database;
    private final String query;
    private final String wanted;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile int looks;

    private Reader(TestDatabase database, String query, String wanted) {
        this.database = database;
        this.query = query;
        this.wanted = wanted;
        thread = Thread.ofPlatform().name("reader").start(this::read);
    }

    /** Starts to look: the first column of the first row must be the text that is wanted. */
    public static Reader of(TestDatabase database, String query, String wanted) {
        return new Reader(database, query, wanted);
    }

    private void read() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (!stopping) {
                try (ResultSet result = statement.executeQuery(query)) {
                    result.next();
                    if (!wanted.equals(result.getString(1))) {
                        throw new AssertionError("a reader saw " + result.getString(1));
                    }
                }
                looks = looks + 1;
            }
        } catch (SQLException | AssertionError e) {
            failure.set(e);
        }
    }

    /** How often it has looked. */
    public int looks() {
        return looks;
    }

    /** Throws what it saw that it should not. */
    public void requireWell() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError("a reader failed", failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
        requireWell();
    }
}
