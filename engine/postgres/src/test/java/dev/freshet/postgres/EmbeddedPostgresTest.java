package dev.freshet.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    @Test
    void startsDurableAndReadyForLogicalDecoding() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            String url = server.jdbcUrl("postgres");
            assertThat(ask(url, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(url, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(url, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(url, "SHOW wal_level")).isEqualTo("logical");
            assertThat(ask(url, "SHOW max_prepared_transactions")).isEqualTo("20");
            assertThat(ask(url, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(url, "SHOW log_timezone")).isEqualTo("UTC");
            assertThat(ask(url, "SHOW server_version")).startsWith("18.");
            assertThat(ask(url, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'postgres'"))
                    .isEqualTo("bC.UTF-8");
            assertThat(ask(url, "SELECT slot_name FROM pg_create_logical_replication_slot('s', 'pgoutput')"))
                    .isEqualTo("s");
        }
    }

    @Test
    void restartKeepsDataAndPort() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            String url = server.jdbcUrl("postgres");
            run(url, "CREATE TABLE t AS SELECT 42 AS a");
            long before = server.pid();
            server.restart(Shutdown.FAST);
            assertThat(server.pid()).isNotEqualTo(before);
            assertThat(ask(url, "SELECT a FROM t")).isEqualTo("42");
            server.restart(Shutdown.IMMEDIATE);
            assertThat(ask(url, "SELECT a FROM t")).isEqualTo("42");
        }
    }

    @Test
    void aKilledServerKeepsWhatWasCommitted() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            String url = server.jdbcUrl("postgres");
            run(url, "CREATE TABLE t (a int)");
            try (Connection open = DriverManager.getConnection(url);
                    Statement uncommitted = open.createStatement()) {
                open.setAutoCommit(false);
                uncommitted.execute("INSERT INTO t VALUES (1)");
                run(url, "INSERT INTO t VALUES (2)");
                server.killPostmaster();
                assertThat(server.isRunning()).isFalse();
                server.start();
                assertThat(ask(url, "SELECT string_agg(a::text, ',') FROM t")).isEqualTo("2");
            }
        }
    }

    @Test
    void alterSystemWinsAfterARestart() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            String url = server.jdbcUrl("postgres");
            run(url, "ALTER SYSTEM SET wal_level = replica");
            server.restart(Shutdown.FAST);
            assertThat(ask(url, "SHOW wal_level")).isEqualTo("replica");
        }
    }

    @Test
    void twoServersAtOnceKnowNothingOfEachOther() throws SQLException {
        try (EmbeddedPostgres one = EmbeddedPostgres.open();
                EmbeddedPostgres other = EmbeddedPostgres.open()) {
            run(one.jdbcUrl("postgres"), "CREATE TABLE t (a int)");
            assertThat(ask(other.jdbcUrl("postgres"), "SELECT to_regclass('t')"))
                    .isNull();
        }
    }

    @Test
    void sharedIsOneServerWithADatabaseForEach() throws SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        assertThat(EmbeddedPostgres.shared()).isSameAs(server);
        String url = server.createDatabase("of \"mine\"/ü");
        assertThat(ask(url, "SELECT current_database()")).isEqualTo("of \"mine\"/ü");
        assertThatThrownBy(() -> server.createDatabase("postgres"))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessage("FR0117: database \"postgres\" already exists");
    }

    @Test
    void aPasswordIsAskedFor() throws SQLException {
        PostgresOptions options = PostgresOptions.defaults().withPassword("p&ss w'rd");
        assertThat(options.toString()).doesNotContain("p&ss");
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options)) {
            assertThat(ask(server.jdbcUrl("postgres"), "SELECT 1")).isEqualTo("1");
            String without = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=postgres";
            assertThatThrownBy(() -> ask(without, "SELECT 1")).hasMessageContaining("password");
            assertThatThrownBy(() -> server.createDatabase("d")).hasMessageContaining("use JDBC");
            assertThat(server.directory().resolve("password")).doesNotExist();
        }
    }

    @Test
    void aFailedStartShowsTheLogAndLeavesNothing() throws Exception {
        Path parent = Leftovers.openDirectory();
        PostgresOptions options = PostgresOptions.defaults().in(parent).with("shared_buffers", "a 'lot\\");
        assertThatThrownBy(() -> EmbeddedPostgres.open(options))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageStartingWith("FR0114: PostgreSQL did not start")
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"a 'lot\\\"");
        assertThat(parent).isEmptyDirectory();
        Files.delete(parent);
    }

    @Test
    void aTakenPortIsNamed() {
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            PostgresOptions same = PostgresOptions.defaults().onPort(server.port());
            assertThatThrownBy(() -> EmbeddedPostgres.open(same))
                    .hasMessageStartingWith("FR0115: port " + server.port() + " on 127.0.0.1 is taken");
        }
    }

    @Test
    void closeLeavesNothingEvenOfAKilledServer() throws Exception {
        Path parent = Leftovers.openDirectory();
        Set<String> segments = Leftovers.sharedMemory();
        PostgresOptions options = PostgresOptions.defaults().in(parent);
        EmbeddedPostgres server = EmbeddedPostgres.open(options);
        server.killPostmaster();
        server.close();
        server.close();
        assertThat(parent).isEmptyDirectory();
        Leftovers.awaitNoSegmentsBut(segments);
        assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
        Files.delete(parent);
    }

    @Test
    void unpackedPrivatelyItNeedsNoCacheAndLeavesNone() throws Exception {
        Path parent = Leftovers.openDirectory();
        PostgresOptions options = PostgresOptions.defaults().in(parent).unpacked(Unpacking.PRIVATE);
        try (EmbeddedPostgres server = EmbeddedPostgres.open(options)) {
            assertThat(server.directory().resolve("programs/bin/postgres")).isExecutable();
            assertThat(ask(server.jdbcUrl("postgres"), "SELECT 1")).isEqualTo("1");
        }
        assertThat(parent).isEmptyDirectory();
        Files.delete(parent);
    }

    @Test
    void aMissingParentIsNamed() {
        PostgresOptions nowhere = PostgresOptions.defaults().in(Path.of("/nowhere"));
        assertThatThrownBy(() -> EmbeddedPostgres.open(nowhere)).hasMessageStartingWith("FR0116: ");
    }

    @Test
    void startsWithinItsBudget() {
        EmbeddedPostgres.shared(); // the cache is filled
        long begun = System.nanoTime();
        EmbeddedPostgres.open().close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isLessThan(Duration.ofSeconds(20)); // 1 s on a quiet machine
    }

    private static void run(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
