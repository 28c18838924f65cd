package dev.freshet.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/** What a server might leave, and where it would. */
final class Leftovers {
    private Leftovers() {}

    /** An empty directory that every user may write to: JUnit's are closed to the user that a root's server runs as. */
    static Path openDirectory() throws IOException {
        Path directory = Files.createTempDirectory("freshet-test-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        return directory;
    }

    /** The System V segments of this machine that nobody is attached to any more; empty where they cannot be listed. Others' come and go. */
    static Set<String> sharedMemory() {
        Path listed = Path.of("/proc/sysvipc/shm");
        if (!Files.exists(listed)) {
            return Set.of();
        }
        Set<String> abandoned = new TreeSet<>();
        try {
            for (String line : Files.readAllLines(listed)) {
                String[] columns = line.strip().split(" +");
                if (columns[6].equals("0")) {
                    abandoned.add(columns[1]);
                }
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return abandoned;
    }

    /** Waits until no others are abandoned; a test beside this one may be about to clean up its own. */
    static void awaitNoSegmentsBut(Set<String> before) throws InterruptedException {
        await("no System V segment is left", () -> before.containsAll(sharedMemory()));
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > Duration.ofSeconds(30).toNanos()) {
                throw new AssertionError("not within 30 s: " + what);
            }
            Thread.sleep(20);
        }
    }
}
