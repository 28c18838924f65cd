package dev.freshet.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1. Stateless. */
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    /**
     * One that nobody listens on. Below the range that Linux and macOS give to outgoing connections: while our server is down between stop and
     * start, no client's socket can sit on its port.
     */
    static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
                return port;
            } catch (IOException taken) {
                // the next one, then
            }
        }
        throw new EmbeddedPostgresException(
                "FR0115", "no free port on 127.0.0.1", "tried " + TRIES + " of " + LOWEST + " to " + HIGHEST, "");
    }
}
