package dev.freshet.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.cycle.ReadProgress;
import dev.freshet.engine.service.Service;
import dev.freshet.engine.service.Validation;
import dev.freshet.engine.settings.Settings;
import dev.freshet.engine.settings.SettingsReader;
import dev.freshet.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** README's "Your own database", done: its role, its settings and its definition, against the example shop. */
class ReadmeQuickStartTest {
    private static final String TABLE = "shop.revenue_by_region";

    @Test
    @Timeout(120)
    void aFreshRoleFollowsADatabaseOfItsOwn(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            server.createDatabase("shop");
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl("shop"));
                    Statement statement = connection.createStatement()) {
                statement.execute(Repository.read("conf/shop.sql"));
                statement.execute(privileges());
                Settings settings = settings(folder, server.port());

                assertThat(new Validation(settings).run())
                        .noneMatch(Validation.Finding::isFault)
                        .anyMatch(finding -> finding.text().contains(TABLE + ": incremental"));
                follow(new Service(settings, new MetricRegistry(), ReadProgress.SILENT), statement);
            }
        }
    }

    private static void follow(Service service, Statement statement) throws Exception {
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> run(service));
        try {
            while (!service.isReady()) {
                assertThat(running).isNotDone();
                Thread.sleep(20);
            }
            assertThat(differing(statement)).isZero();
            statement.execute(
                    "INSERT INTO shop.orders (customer_id, product, quantity, amount) VALUES (7, 'new', 1, 12.50)");
            statement.execute("UPDATE shop.customers SET region = 'north' WHERE id <= 10");
            statement.execute("SELECT freshet.wait_for_refresh()");
            assertThat(differing(statement)).isZero();
        } finally {
            service.stop();
            running.get(30, TimeUnit.SECONDS);
        }
    }

    private static void run(Service service) {
        try {
            service.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String privileges() {
        return Readme.examples("sql").stream()
                .filter(sql -> sql.startsWith("CREATE ROLE"))
                .findFirst()
                .orElseThrow();
    }

    private static String definition() {
        return Readme.examples("sql").stream()
                .filter(sql -> sql.startsWith("CREATE STREAM TABLE"))
                .findFirst()
                .orElseThrow();
    }

    private static Settings settings(Path folder, int port) throws Exception {
        String properties = Readme.examples("properties").getFirst();
        assertThat(properties).contains("//localhost:5432/shop");
        Path file = Files.writeString(
                folder.resolve("freshet.properties"),
                properties.replace("//localhost:5432/", "//127.0.0.1:" + port + "/") + "\nhttp.port = 0\n");
        Files.writeString(
                Files.createDirectory(folder.resolve("views")).resolve("revenue_by_region.sql"), definition());
        return SettingsReader.read(file, Map.of());
    }

    /** Rows that the table has and the query has not, or the other way round. */
    private static long differing(Statement statement) throws SQLException {
        String query =
                definition().replaceFirst("(?s)^.*?\\bAS\\s+(?=SELECT)", "").replaceFirst(";$", "");
        try (ResultSet result = statement.executeQuery("WITH q AS (" + query + "), t AS (SELECT * FROM " + TABLE
                + ") SELECT (SELECT count(*) FROM (TABLE q EXCEPT ALL TABLE t) a)"
                + " + (SELECT count(*) FROM (TABLE t EXCEPT ALL TABLE q) b)")) {
            result.next();
            return result.getLong(1);
        }
    }
}
