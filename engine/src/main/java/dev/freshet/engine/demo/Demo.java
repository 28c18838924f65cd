package dev.freshet.engine.demo;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.cycle.ReadProgress;
import dev.freshet.engine.http.Pages;
import dev.freshet.engine.service.Service;
import dev.freshet.engine.settings.Settings;
import dev.freshet.engine.settings.SettingsReader;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server, a shop, a writer and the service; a table of what happens, and at the end a comparison of every stream table with its query. All of
 * it is gone when it returns.
 */
public final class Demo {
    private static final List<String> VIEWS =
            List.of("big_orders", "order_details", "revenue_by_region", "revenue", "products_sold");
    private static final Duration MOST_TO_BE_READY = Duration.ofSeconds(60);

    private final int port;
    private final int rate;
    private final Duration length;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> serviceFailure = new AtomicReference<>();

    /** @param length how long the writer writes; zero: until interrupted */
    public Demo(int port, int rate, Duration length) {
        this.port = port;
        this.rate = rate;
        this.length = length;
    }

    /** Asks it to end, with the comparison; any thread. */
    public void stop() {
        interrupted.countDown();
    }

    /** Runs it; false if a stream table was found to differ from its query. */
    public boolean run() throws Exception {
        System.out.println("Starting PostgreSQL 18 …");
        Path directory = Files.createTempDirectory("freshet-demo-");
        try (EmbeddedPostgres server = EmbeddedPostgres.open()) {
            server.createDatabase("shop");
            String url = server.jdbcUrl("shop");
            makeShop(url);
            Settings settings = writeConfiguration(directory, url);
            MetricRegistry metrics = new MetricRegistry();
            Service service = new Service(settings, metrics, ReadProgress.SILENT);
            Thread serving = Thread.ofPlatform().name("freshet-cycle").start(() -> serve(service));
            try (Pages pages = Pages.open(settings.http(), service, metrics)) {
                if (!awaitReady(service)) {
                    return true;
                }
                System.out.println("psql \"" + libpqUrl(server) + "\"");
                pages.port().ifPresent(open -> System.out.println("dashboard http://127.0.0.1:" + open + "/"));
                return writeAndShow(service, url);
            } finally {
                service.stop();
                serving.join();
            }
        } finally {
            delete(directory);
        }
    }

    private void serve(Service service) {
        try {
            service.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FreshetException e) {
            serviceFailure.set(e);
        }
    }

    private static String libpqUrl(EmbeddedPostgres server) {
        return "postgresql://" + EmbeddedPostgres.USER + "@127.0.0.1:" + server.port() + "/shop";
    }

    private static void makeShop(String url) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(resource("shop.sql"), StandardCharsets.UTF_8));
        }
    }

    private Settings writeConfiguration(Path directory, String url) throws IOException {
        Path views = Files.createDirectory(directory.resolve("views"));
        for (String view : VIEWS) {
            Files.write(views.resolve(view + ".sql"), resource("views/" + view + ".sql"));
        }
        Path file = Files.writeString(
                directory.resolve("freshet.properties"), "database.url = " + url + "\nhttp.port = " + port + "\n");
        return SettingsReader.read(file, Map.of());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Demo.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** False if it was interrupted before. */
    private boolean awaitReady(Service service) throws InterruptedException {
        long deadline = System.nanoTime() + MOST_TO_BE_READY.toNanos();
        while (!service.isReady()) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not ready after " + MOST_TO_BE_READY.toSeconds() + " s");
            }
            if (interrupted.await(20, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private void requireAlive() {
        Throwable failed = serviceFailure.get();
        if (failed instanceof FreshetException known) {
            throw known;
        }
    }

    private boolean writeAndShow(Service service, String url) throws Exception {
        LiveTable table = new LiveTable(
                System.out, System.console() != null && System.console().isTerminal());
        try (Writers writers = new Writers(url, rate);
                LatencyProbe probe = new LatencyProbe(url)) {
            long begun = System.nanoTime();
            writers.start();
            probe.start();
            boolean asked = false;
            while (!asked && (length.isZero() || System.nanoTime() - begun < length.toNanos())) {
                long left = length.isZero() ? Long.MAX_VALUE : length.toNanos() - (System.nanoTime() - begun);
                asked = interrupted.await(Math.min(left, table.every().toNanos()), TimeUnit.NANOSECONDS);
                requireAlive();
                table.draw(
                        Duration.ofNanos(System.nanoTime() - begun),
                        writers.changes(),
                        service.board().lines(),
                        probe);
            }
            writers.stop();
        }
        return compare(url);
    }

    /** Each stream table against its query, both ways, when all that was written has arrived. */
    private static boolean compare(String url) throws SQLException {
        boolean same = true;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SELECT freshet.wait_for_refresh(NULL, '60 s')");
            List<String[]> tables = new java.util.ArrayList<>();
            try (ResultSet result =
                    statement.executeQuery("SELECT name, query, status FROM freshet.stream_tables ORDER BY name")) {
                while (result.next()) {
                    tables.add(new String[] {result.getString(1), result.getString(2), result.getString(3)});
                }
            }
            System.out.println();
            for (String[] table : tables) {
                long differing = differing(statement, table[0], table[1]);
                boolean well = differing == 0 && table[2].equals("active");
                same &= well;
                System.out.println(
                        table[0] + ": " + (well ? "equals its query" : differing + " rows differ, " + table[2]));
            }
            same &= tables.size() == VIEWS.size();
        }
        return same;
    }

    private static long differing(Statement statement, String table, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(
                "WITH q AS MATERIALIZED (" + query + "), t AS MATERIALIZED (SELECT * FROM " + table
                        + ") SELECT (SELECT count(*) FROM (SELECT * FROM q EXCEPT ALL SELECT * FROM t) l)"
                        + " + (SELECT count(*) FROM (SELECT * FROM t EXCEPT ALL SELECT * FROM q) r)")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
