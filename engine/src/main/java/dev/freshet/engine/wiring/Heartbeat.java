package dev.freshet.engine.wiring;

import dev.freshet.sink.catalog.Activation;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows whoever stands by that this process runs: a thread and a session of its own, on which a statement is run every second. Nothing is
 * written; when it last ran is in {@code pg_stat_activity}.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final OwnSession session;
    private final Thread thread;

    /**
     * @param mergePid the backend of the session that merges
     */
    Heartbeat(Sessions sessions, int mergePid) {
        session = new OwnSession(sessions, Activation.HEARTBEAT + mergePid);
        thread = Thread.ofPlatform().name("freshet-heartbeat").daemon().start(this::beat);
    }

    private void beat() {
        try {
            while (true) {
                once();
                Thread.sleep(BEAT);
            }
        } catch (InterruptedException e) {
            session.drop();
        }
    }

    private void once() {
        try (Statement statement = session.get().createStatement()) {
            statement.execute("SELECT");
        } catch (SQLException e) {
            LOG.debug("no heartbeat: {}", e.getMessage());
            session.drop();
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
