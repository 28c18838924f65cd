package dev.freshet.engine.wiring;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that a thread keeps for itself: opened when it is first wanted, and again after it was dropped. Confined to that thread. */
final class OwnSession {
    private static final Logger LOG = LoggerFactory.getLogger(OwnSession.class);

    private final Sessions sessions;
    private final String purpose;
    private @Nullable Connection connection;

    /** As {@link Sessions#open}. */
    OwnSession(Sessions sessions, String purpose) {
        this.sessions = sessions;
        this.purpose = purpose;
    }

    Connection get() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            open = sessions.open(purpose);
            connection = open;
        }
        return open;
    }

    /** Closes it; something is wrong with it, or nobody wants it any more. */
    void drop() {
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
}
