package dev.freshet.it.server;

import java.util.Map;

/** Holds the one server, started by whoever comes first. */
final class SharedServer {
    static final Server INSTANCE = start();

    private SharedServer() {}

    private static Server start() {
        Server server = Server.open(Map.of());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(server::close));
        return server;
    }
}
