package dev.freshet.it.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.it.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** The plain comparison, while nobody writes: wait for the refresh, then each stream table against its query as it stands. */
public final class Quiet {
    private Quiet() {}

    /** Waits and compares all; they must be as many as given, and active. */
    public static void compare(TestDatabase database, int tables) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT freshet.wait_for_refresh(NULL, '60 s')");
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            Map<String, String> queries = new LinkedHashMap<>();
            try (ResultSet result = statement.executeQuery(
                    "SELECT name, query, status, last_error FROM freshet.stream_tables ORDER BY name")) {
                while (result.next()) {
                    assertThat(result.getString(3))
                            .as(result.getString(1) + ": " + result.getString(4))
                            .isEqualTo("active");
                    queries.put(result.getString(1), result.getString(2));
                }
            }
            assertThat(queries).hasSize(tables);
            for (Map.Entry<String, String> table : queries.entrySet()) {
                assertThat(Oracle.differing(statement, table.getKey(), table.getValue()))
                        .as(table.getKey())
                        .isEmpty();
            }
            connection.rollback();
        }
    }
}
