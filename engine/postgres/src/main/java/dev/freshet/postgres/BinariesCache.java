package dev.freshet.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * One unpacked copy of the programs for each user and archive. Safe from any thread and any number of JVMs: a file lock is held while one
 * unpacks, and a copy gets its name only once it is whole.
 */
final class BinariesCache {
    private static final String WHOLE = "whole";

    private BinariesCache() {}

    /** The directory with {@code bin}, {@code lib} and {@code share}. */
    static synchronized Path directory(Path temporary) {
        try {
            Path cache = cacheDirectory(temporary);
            Path copy = cache.resolve(Binaries.fingerprint());
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                assert held.isValid();
                if (!isWhole(copy)) {
                    fill(copy);
                }
            }
            return copy;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void fill(Path copy) throws IOException {
        Directories.remove(copy);
        Path unfinished = copy.resolveSibling(copy.getFileName() + ".unfinished");
        Directories.remove(unfinished);
        Binaries.unpackTo(unfinished);
        Files.writeString(unfinished.resolve(WHOLE), "");
        Files.writeString(unfinished.resolve(WHOLE), Long.toString(Binaries.count(unfinished)));
        Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whoever tidies /tmp by age takes single files: then the copy is made anew. */
    private static boolean isWhole(Path copy) throws IOException {
        Path mark = copy.resolve(WHOLE);
        return Files.exists(mark) && Files.readString(mark).equals(Long.toString(Binaries.count(copy)));
    }

    /** Ours alone to write, for we run what lies in it, and /tmp is everybody's. */
    private static Path cacheDirectory(Path temporary) throws IOException {
        Path probe = Files.createTempFile(temporary, "freshet-postgres-", ".probe");
        int self = RunAs.uid(probe);
        Files.delete(probe);
        Path cache = temporary.resolve("freshet-postgres-cache-" + self);
        if (!Files.isDirectory(cache)) {
            Files.createDirectory(cache);
            Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(cache);
        if (RunAs.uid(cache) != self
                || permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new EmbeddedPostgresException(
                    "FR0111",
                    "somebody else can write to " + cache,
                    "owner " + Files.getOwner(cache) + ", " + PosixFilePermissions.toString(permissions),
                    "remove it, or name another place by -Djava.io.tmpdir=…");
        }
        return cache;
    }
}
