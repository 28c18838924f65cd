package dev.freshet.sink;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a new connection to the database; the caller closes it. Never pooled: the connection that merges holds the lock. */
@FunctionalInterface
public interface Connect {
    Connection open() throws SQLException;
}
