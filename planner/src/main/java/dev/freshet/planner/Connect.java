package dev.freshet.planner;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens a new connection to the database; the caller closes it. */
@FunctionalInterface
public interface Connect {
    Connection open() throws SQLException;
}
