package dev.freshet.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** In a container, on a port that is kept over crashes. */
final class ContainerServer implements Server {
    private static final int PORT = 5432;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final PostgreSQLContainer container;

    private ContainerServer(PostgreSQLContainer container) {
        this.container = container;
    }

    static ContainerServer start(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "wal_level",
                "logical",
                "max_prepared_transactions",
                "20",
                "max_connections",
                "100",
                "TimeZone",
                "UTC"));
        all.putAll(settings);
        List<String> command = new ArrayList<>(List.of("postgres"));
        all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        PostgreSQLContainer container = new FixedPort("postgres:18")
                .onPort(Ports.free())
                .withUsername(USER)
                .withPassword(PASSWORD)
                .withCommand(command.toArray(String[]::new));
        container.start();
        return new ContainerServer(container);
    }

    @Override
    public String url(String database) {
        return "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/" + database;
    }

    @Override
    public void crash() {
        signalAndStart("KILL");
    }

    @Override
    public void stopImmediately() {
        signalAndStart("QUIT");
    }

    @Override
    public boolean kill(long pid) {
        try {
            // the shell's own: the image has no program of the name
            return container.execInContainer("sh", "-c", "kill -KILL " + pid).getExitCode() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void signalAndStart(String signal) {
        var client = DockerClientFactory.instance().client();
        client.killContainerCmd(container.getContainerId()).withSignal(signal).exec();
        client.waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
        client.startContainerCmd(container.getContainerId()).exec();
        awaitRecovered();
    }

    /** The container is up before the server in it is. */
    private void awaitRecovered() {
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (true) {
            try (Connection opened = DriverManager.getConnection(url(USER), USER, PASSWORD)) {
                opened.isValid(1);
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the server was not up again within " + RECOVERY, e);
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    @Override
    public void close() {
        container.stop();
    }

    /** A port of the host that stays when the container is started again. */
    private static final class FixedPort extends PostgreSQLContainer {
        FixedPort(String image) {
            super(image);
        }

        FixedPort onPort(int port) {
            addFixedExposedPort(port, PORT);
            return this;
        }
    }
}
