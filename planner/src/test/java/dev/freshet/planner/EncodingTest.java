package dev.freshet.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.ViewPlanner.Maintenance;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Databases whose strings are not those of the kernel. */
class EncodingTest {
    @Test
    void strangersToUtf8AreRefreshedInFull() throws SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE planner_latin1 TEMPLATE template0 ENCODING 'LATIN1' "
                    + "LOCALE_PROVIDER libc LOCALE 'C'");
        }
        Connect connect = () -> {
            Connection connection = DriverManager.getConnection(server.jdbcUrl("planner_latin1"));
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
            return connection;
        };
        try (Connection connection = connect.open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE words (word text)");
        }
        Maintenance maintenance = new PostgresPlanner(connect)
                .plan("SELECT word FROM words WHERE word > 'é'", Map.of())
                .maintenance();
        assertThat(maintenance).isInstanceOf(Maintenance.FullOnly.class);
        assertThat(((Maintenance.FullOnly) maintenance).reasons().getFirst().primary())
                .isEqualTo("not incremental: a database whose encoding is LATIN1");
    }
}
