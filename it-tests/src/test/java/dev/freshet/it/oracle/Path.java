package dev.freshet.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.server.TestDatabase;
import java.sql.SQLException;

/** How stream tables came to what they hold, by {@code freshet.refresh_history}. */
public final class Path {
    private Path() {}

    /** The last cycle so far. */
    public static long now(TestDatabase database) throws SQLException {
        return database.number("SELECT coalesce(max(cycle), 0) FROM freshet.refresh_history");
    }

    /** Nothing was recomputed since: every cycle that changed a row was incremental, and there were some of each stream table. */
    public static void requireIncremental(TestDatabase database, long since) throws SQLException {
        assertThat(database.column(
                        "SELECT DISTINCT stream_table || ' ' || action FROM freshet.refresh_history WHERE cycle > "
                                + since + " AND action NOT IN ('incremental', 'no_data')"))
                .isEmpty();
        assertThat(database.column(
                        "SELECT name FROM freshet.stream_tables EXCEPT SELECT stream_table FROM freshet.refresh_history"
                                + " WHERE action = 'incremental' AND rows_inserted + rows_updated + rows_deleted > 0 AND cycle > "
                                + since))
                .as("stream tables without an incremental cycle")
                .isEmpty();
    }
}
