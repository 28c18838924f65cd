package dev.freshet.engine.wiring;

import dev.freshet.cdc.CaptureListener;
import dev.freshet.engine.cycle.Alerts;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of events by NOTIFY {@code freshet_alert} and in the log. Alerts come from any thread and are sent by one of its own, on a
 * connection of its own: whoever raises one never waits, and a merge never carries one.
 */
final class AlertChannel implements Alerts, CaptureListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertChannel.class);
    private static final int MOST_WAITING = 1000;

    private final OwnSession session;
    private final BlockingQueue<List<String>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    AlertChannel(Sessions sessions) {
        session = new OwnSession(sessions, "alerts");
        thread = Thread.ofPlatform().name("freshet-alerts").daemon().start(this::send);
    }

    @Override
    public void raise(String event, Optional<Relation> streamTable, Fault fault) {
        String place = fault.place().isEmpty() ? "" : fault.place() + ": ";
        enter(event, "stream_table", streamTable, fault.code(), place + fault.primary());
    }

    @Override
    public void alert(Alert alert) {
        LOG.info("{}: {}", alert.code(), alert.message());
        enter(lower(alert.event()), "source", alert.source(), alert.code(), alert.message());
    }

    private void enter(String event, String kind, Optional<Relation> subject, String code, String message) {
        List<String> payload = new ArrayList<>(List.of("event", event));
        subject.ifPresent(relation -> payload.addAll(List.of(kind, relation.toString())));
        payload.addAll(List.of("code", code, "message", message));
        if (!waiting.offer(payload)) {
            LOG.warn("an alert was not sent: {} are waiting already", MOST_WAITING);
        }
    }

    private void send() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                List<String> payload = waiting.take();
                try {
                    notifyListeners(payload);
                } catch (SQLException e) {
                    // the event stands in the log; listeners lost their connection as well
                    LOG.warn("an alert could not be sent: {}", e.getMessage());
                    session.drop();
                }
            } catch (InterruptedException e) {
                break;
            }
        }
        session.drop();
    }

    /** The names and values of a JSON object, in turn. */
    private void notifyListeners(List<String> payload) throws SQLException {
        Connection open = session.get();
        try (PreparedStatement statement =
                open.prepareStatement("SELECT pg_notify('freshet_alert', json_object(?)::text)")) {
            statement.setArray(1, open.createArrayOf("text", payload.toArray()));
            statement.execute();
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
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
