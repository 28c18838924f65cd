package dev.freshet.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL 18 of one's own on 127.0.0.1, with a directory of its own. It ends with {@link #close} or with this JVM, however that ends, and
 * leaves nothing. Where the order matters at exit, close it yourself: otherwise it goes after the JVM and all its shutdown hooks.
 *
 * <p>Safe from any thread: what starts and stops takes turns under one lock.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** The superuser. */
    public static final String USER = "postgres";

    private static final int PORT_TRIES = 5;
    private static final ReentrantLock SHARED_LOCK = new ReentrantLock();
    private static @Nullable EmbeddedPostgres shared;

    private final ReentrantLock lock = new ReentrantLock();
    private final PostgresOptions options;
    private final Path directory;
    private final Guard guard;
    private final Startup startup;
    private volatile @Nullable Postmaster postmaster;
    private volatile int port;
    private volatile boolean closed;

    private EmbeddedPostgres(PostgresOptions options, Path directory, Guard guard, Startup startup) {
        this.options = options;
        this.directory = directory;
        this.guard = guard;
        this.startup = startup;
    }

    /** A running server like {@link PostgresOptions#defaults}. */
    public static EmbeddedPostgres open() {
        return open(PostgresOptions.defaults());
    }

    /**
     * A running server: guarded, made by initdb, started.
     *
     * @throws EmbeddedPostgresException FR0110 to FR0116, with nothing left behind
     */
    public static EmbeddedPostgres open(PostgresOptions options) {
        Path directory = serverDirectory(options.parent());
        Guard guard = Guard.over(directory);
        boolean opened = false;
        try {
            EmbeddedPostgres server = new EmbeddedPostgres(options, directory, guard, prepare(directory, options));
            server.start();
            opened = true;
            return server;
        } finally {
            if (!opened) {
                guard.release();
            }
        }
    }

    /**
     * The server that the tests of a JVM have in common: started by whoever comes first, gone with the JVM. Make a database of your own on it
     * ({@link #createDatabase}); take {@link #open()} instead where you stop, kill or configure it, and do not close it.
     */
    public static EmbeddedPostgres shared() {
        SHARED_LOCK.lock();
        try {
            EmbeddedPostgres server = shared;
            if (server == null || server.closed) {
                server = open();
                shared = server;
            }
            return server;
        } finally {
            SHARED_LOCK.unlock();
        }
    }

    /** Does nothing where it runs already. After a stop or a kill: the same data, the same port. */
    public void start() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            if (!isRunning()) {
                postmaster = startOnSomePort();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when it is gone. Does nothing where it is not running. */
    public void stop(Shutdown mode) {
        lock.lock();
        try {
            Postmaster running = postmaster;
            if (running != null) {
                running.stop(mode);
                postmaster = null;
            }
        } finally {
            lock.unlock();
        }
    }

    public void restart(Shutdown mode) {
        lock.lock();
        try {
            stop(mode);
            start();
        } finally {
            lock.unlock();
        }
    }

    /**
     * SIGKILL to the whole server, and no time to write a last word; returns when it is gone. {@link #start} recovers it, and clears the shared
     * memory it left; so does {@link #close}.
     */
    public void killPostmaster() {
        lock.lock();
        try {
            Postmaster running = postmaster;
            if (running != null) {
                running.kill();
                postmaster = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the server and removes its directory. The second time it does nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                stop(Shutdown.FAST);
                guard.release();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Without JDBC; for a server without a password.
     *
     * @return its JDBC URL
     * @throws EmbeddedPostgresException FR0117 PostgreSQL refused, as where there is one of this name
     */
    public String createDatabase(String name) {
        SimpleQuery.run(port, "CREATE DATABASE \"" + name.replace("\"", "\"\"") + "\"");
        return jdbcUrl(name);
    }

    /** Complete: user and password, if there is one, stand in it. */
    public String jdbcUrl(String database) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + encoded(database) + "?user=" + USER;
        String password = options.password();
        return password == null ? url : url + "&password=" + encoded(password);
    }

    /** On 127.0.0.1. Stays what it is over restarts. */
    public int port() {
        return port;
    }

    public boolean isRunning() {
        Postmaster current = postmaster;
        return current != null && current.isRunning();
    }

    /** The server's own process, of the last start. */
    public long pid() {
        Postmaster current = postmaster;
        if (current == null) {
            throw new IllegalStateException("not running");
        }
        return current.pid();
    }

    /** All that this server has on disk, the {@link Unpacking#CACHED} programs apart. */
    public Path directory() {
        return directory;
    }

    public Path log() {
        return startup.log();
    }

    private Postmaster startOnSomePort() {
        boolean anyPort = options.port() == 0 && port == 0;
        for (int i = 0; i < PORT_TRIES; i++) {
            int candidate = anyPort ? Ports.free() : port == 0 ? options.port() : port;
            try {
                Postmaster started = startup.start(candidate);
                port = candidate;
                return started;
            } catch (Startup.PortTaken taken) {
                if (!anyPort) {
                    throw portTaken(candidate);
                }
            }
        }
        throw portTaken(0);
    }

    private static EmbeddedPostgresException portTaken(int port) {
        return new EmbeddedPostgresException(
                "FR0115",
                "port " + port + " on 127.0.0.1 is taken",
                "",
                "choose another one, or 0 for any that is free");
    }

    /** Not made yet: the guard does that. */
    private static Path serverDirectory(Path parent) {
        try {
            String name = "freshet-postgres-" + Long.toUnsignedString(new SecureRandom().nextLong());
            return parent.toRealPath().resolve(name);
        } catch (IOException missing) {
            throw new EmbeddedPostgresException(
                    "FR0116",
                    "no directory for the server could be made in " + parent,
                    missing.toString(),
                    "-Djava.io.tmpdir=… names another place",
                    missing);
        }
    }

    private static Startup prepare(Path directory, PostgresOptions options) {
        Path programs = programs(directory, options.unpacking());
        Path data = directory.resolve("data");
        try {
            Files.createDirectory(data);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        RunAs runAs = RunAs.choose(data, programs.resolve("bin/postgres"));
        Cluster.create(programs, data, runAs, options);
        String name = String.valueOf(directory.getFileName());
        return new Startup(programs, data, directory.resolve("server.log"), name, runAs);
    }

    private static Path programs(Path directory, Unpacking unpacking) {
        return switch (unpacking) {
            case CACHED -> BinariesCache.directory(Path.of(System.getProperty("java.io.tmpdir")));
            case PRIVATE -> {
                Path programs = directory.resolve("programs");
                Binaries.unpackTo(programs);
                yield programs;
            }
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
