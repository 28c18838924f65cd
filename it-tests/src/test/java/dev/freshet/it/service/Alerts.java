package dev.freshet.it.service;

import dev.freshet.it.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Listens to what Freshet tells everybody. Confined to one thread; to be closed. */
public final class Alerts implements AutoCloseable {
    private static final int MILLIS = 50;

    private final Connection connection;
    private final List<String> heard = new ArrayList<>();

    /** Of one channel: {@code freshet_alert} or {@code freshet_refresh}. */
    public Alerts(TestDatabase database, String channel) throws SQLException {
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + channel);
        }
    }

    /** Waits until a message came with all these in it; returns it. */
    public String await(String... parts) throws SQLException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            for (PGNotification notification :
                    connection.unwrap(PGConnection.class).getNotifications(MILLIS)) {
                heard.add(notification.getParameter());
            }
            for (String message : heard) {
                if (List.of(parts).stream().allMatch(message::contains)) {
                    heard.remove(message);
                    return message;
                }
            }
        }
        throw new AssertionError("nothing with " + List.of(parts) + " among " + heard);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
