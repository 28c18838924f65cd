package dev.freshet.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a server and waits until it takes connections.
 *
 * @param log where it writes to, appended over restarts
 */
record Startup(Path programs, Path data, Path log, String name, RunAs runAs) {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long LEFTOVER_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int LINES_SHOWN = 20;

    /** Thrown where another port may do. */
    static final class PortTaken extends Exception {}

    /** After a kill the last processes may still hold the shared memory for a moment: tried again until they do not. */
    Postmaster start(int port) throws PortTaken {
        long begun = System.nanoTime();
        while (true) {
            long logged = logLength();
            Process process = launch(port);
            Optional<Postmaster> ready = awaitReady(process);
            if (ready.isPresent()) {
                return ready.get();
            }
            String said = saidSince(logged);
            if (said.contains("could not bind IPv4 address")) {
                throw new PortTaken();
            }
            if (!said.contains("is still in use") || System.nanoTime() - begun > LEFTOVER_PATIENCE_NANOS) {
                throw failure(process, said);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private Process launch(int port) {
        List<String> command = runAs.command(List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "cluster_name=" + name)); // the guard knows the server by it
        try {
            return Command.builder(Session.ofItsOwn(command))
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private Optional<Postmaster> awaitReady(Process process) {
        long begun = System.nanoTime();
        while (process.isAlive()) {
            Optional<LockFile> ready = LockFile.read(data)
                    .filter(LockFile::isReady)
                    .filter(file -> isOf(process, file.pid())); // a killed server's file says ready as well
            if (ready.isPresent()) {
                return Optional.of(new Postmaster(process, ready.get().pid()));
            }
            if (System.nanoTime() - begun > PATIENCE_NANOS) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().onExit().join();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return Optional.empty();
    }

    private static boolean isOf(Process process, long pid) {
        return process.pid() == pid || process.descendants().anyMatch(child -> child.pid() == pid);
    }

    private static EmbeddedPostgresException failure(Process process, String said) {
        List<String> lines = said.lines().toList();
        return new EmbeddedPostgresException(
                "FR0114",
                "PostgreSQL did not start, exit code " + process.exitValue(),
                String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())),
                "the last lines of its log are above; a setting that it does not know or cannot satisfy is the usual reason");
    }

    private long logLength() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String saidSince(long position) {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) position, all.length - (int) position, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
