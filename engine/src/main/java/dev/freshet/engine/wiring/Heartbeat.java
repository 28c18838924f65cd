package dev.freshet.engine.wiring;

import dev.freshet.sink.catalog.Activation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows whoever stands by that this process runs: a thread and a session of its own, on which a statement is run every second. Nothing is
 * written; when it last ran is in {@code pg_stat_activity}.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final String purpose;
    private final Thread thread;
    private @Nullable Connection connection;

    /**
     * @param mergePid the backend of the session that merges
     */
    Heartbeat(Sessions sessions, int mergePid) {
        this.sessions = sessions;
        purpose = Activation.HEARTBEAT + mergePid;
        thread = Thread.ofPlatform().name("freshet-heartbeat").daemon().start(this::beat);
    }

    private void beat() {
        try {
            while (true) {
                once();
                Thread.sleep(BEAT);
            }
        } catch (InterruptedException e) {
            disconnect();
        }
    }

    private void once() {
        try {
            Connection open = connection;
            if (open == null || open.isClosed()) {
                open = sessions.open(purpose);
                connection = open;
            }
            try (Statement statement = open.createStatement()) {
                statement.execute("SELECT");
            }
        } catch (SQLException e) {
            LOG.debug("no heartbeat: {}", e.getMessage());
            disconnect();
        }
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("closing a connection that is gone", e);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
