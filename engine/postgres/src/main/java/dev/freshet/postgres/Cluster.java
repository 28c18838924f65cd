package dev.freshet.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a database cluster: initdb and postgresql.conf. Stateless. */
final class Cluster {
    private Cluster() {}

    /** Fills the empty directory {@code data}. */
    static void create(Path programs, Path data, RunAs runAs, PostgresOptions options) {
        Path passwordFile = data.resolveSibling("password");
        try {
            Command initdb =
                    Command.run(runAs.command(initdb(programs, data, passwordFile(passwordFile, runAs, options))));
            if (!initdb.succeeded()) {
                throw new EmbeddedPostgresException(
                        "FR0112",
                        "no database cluster could be made in " + data,
                        initdb.output(),
                        "-Djava.io.tmpdir=… names another place; this user must have a name in /etc/passwd");
            }
            Files.writeString(
                    data.resolve("postgresql.conf"), configuration(options.settings()), StandardOpenOption.APPEND);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            delete(passwordFile);
        }
    }

    /** Whatever the surroundings say: C.UTF-8 of PostgreSQL's own, the same on every machine. */
    private static List<String> initdb(Path programs, Path data, @Nullable Path passwordFile) {
        List<String> command = new ArrayList<>(List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=" + EmbeddedPostgres.USER,
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync", // what initdb writes is not worth a wait; what the server writes is synced
                "--no-instructions"));
        if (passwordFile == null) {
            command.add("--auth=trust");
        } else {
            command.add("--auth=scram-sha-256");
            command.add("--pwfile=" + passwordFile);
        }
        return command;
    }

    private static @Nullable Path passwordFile(Path file, RunAs runAs, PostgresOptions options) throws IOException {
        String password = options.password();
        if (password == null) {
            return null;
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        runAs.own(file);
        return file;
    }

    static String configuration(Map<String, String> settings) {
        StringBuilder lines = new StringBuilder("\n# Freshet\n");
        lines.append("listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n");
        settings.forEach((name, value) -> lines.append(name)
                .append(" = '")
                .append(value.replace("\\", "\\\\").replace("'", "''"))
                .append("'\n"));
        return lines.toString();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
