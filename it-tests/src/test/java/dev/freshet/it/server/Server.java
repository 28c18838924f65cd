package dev.freshet.it.server;

import java.util.Map;

/**
 * A PostgreSQL 18 that asks for a password and keeps what it was told to keep: durability is on. Which kind, {@code
 * -Dfreshet.test.postgres} says: {@code embedded} (the default) or {@code testcontainers}.
 */
public sealed interface Server extends AutoCloseable permits EmbeddedServer, ContainerServer {
    /** The superuser's name on every server of ours. */
    String USER = "postgres";

    /** The superuser's password. */
    String PASSWORD = "let me in";

    /** A server of the caller's own, to be closed, with settings of postgresql.conf over the defaults ({@code wal_level = logical}). */
    static Server open(Map<String, String> settings) {
        String kind = System.getProperty("freshet.test.postgres", "embedded");
        return switch (kind) {
            case "embedded" -> EmbeddedServer.start(settings);
            case "testcontainers" -> ContainerServer.start(settings);
            default ->
                throw new IllegalArgumentException(
                        "freshet.test.postgres is neither embedded nor testcontainers: " + kind);
        };
    }

    /** The server that scenarios have in common; gone with the JVM. Each makes a database of its own on it. */
    static Server shared() {
        return SharedServer.INSTANCE;
    }

    /** JDBC URL of a database, without user and password. */
    String url(String database);

    /** SIGKILL to the whole server, then up again on the same data and the same port, recovered. */
    void crash();

    /** {@code pg_ctl stop -m immediate}, then up again, recovered. */
    void stopImmediately();

    /**
     * SIGKILL to one process of the server; the others go on, or are restarted by the postmaster.
     *
     * @return whether there was one
     */
    boolean kill(long pid);

    @Override
    void close();
}
