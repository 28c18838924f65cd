package dev.freshet.postgres;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server is to be like. Immutable: each method gives another record.
 *
 * @param settings lines of postgresql.conf; {@code ALTER SYSTEM} wins over them
 * @param parent where the server's directory is made; as root it must be one that other users may walk through
 * @param port on 127.0.0.1; 0 for a free one, which is kept over restarts
 * @param password of the user {@code postgres}; without one everybody on this machine is let in
 */
public record PostgresOptions(
        Map<String, String> settings,
        Path parent,
        int port,
        @Nullable String password,
        Unpacking unpacking) {

    private static final Map<String, String> DEFAULT_SETTINGS = defaultSettings();

    public PostgresOptions {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** A durable server with logical decoding, on a free port, open to this machine, below {@code java.io.tmpdir}. */
    public static PostgresOptions defaults() {
        return new PostgresOptions(
                DEFAULT_SETTINGS, Path.of(System.getProperty("java.io.tmpdir")), 0, null, Unpacking.CACHED);
    }

    /** The same with one setting more, or another value of it. */
    public PostgresOptions with(String setting, String value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(setting, value);
        return new PostgresOptions(more, parent, port, password, unpacking);
    }

    public PostgresOptions in(Path directory) {
        return new PostgresOptions(settings, directory, port, password, unpacking);
    }

    public PostgresOptions onPort(int number) {
        return new PostgresOptions(settings, parent, number, password, unpacking);
    }

    /** SCRAM with this password instead of trust. */
    public PostgresOptions withPassword(String text) {
        return new PostgresOptions(settings, parent, port, text, unpacking);
    }

    public PostgresOptions unpacked(Unpacking where) {
        return new PostgresOptions(settings, parent, port, password, where);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresOptions[settings=%s, parent=%s, port=%d, password=%s, unpacking=%s]"
                .formatted(settings, parent, port, password == null ? "none" : "***", unpacking);
    }

    private static Map<String, String> defaultSettings() {
        Map<String, String> defaults = new LinkedHashMap<>();
        defaults.put("fsync", "on");
        defaults.put("synchronous_commit", "on");
        defaults.put("full_page_writes", "on");
        defaults.put("wal_level", "logical");
        defaults.put("max_wal_senders", "10");
        defaults.put("max_replication_slots", "10");
        defaults.put("max_prepared_transactions", "20");
        defaults.put("max_connections", "100");
        defaults.put("shared_buffers", "128MB");
        // in the data directory and not in /dev/shm, where a killed server would leave it and a container has 64 MB
        defaults.put("dynamic_shared_memory_type", "mmap");
        defaults.put("timezone", "UTC");
        defaults.put("log_timezone", "UTC");
        return defaults;
    }
}
