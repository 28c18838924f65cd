package dev.freshet.cdc.spill;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Scratch;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * A folder of files without names: each is deleted as soon as it is open, so that nothing is left however the process ends. (Where the
 * system does not delete open files, they go when they are closed.) Any thread.
 */
public final class ScratchFolder implements Scratch {
    private final Path folder;
    /** Those that nobody holds any more are closed when they are collected. */
    private final Set<OpenFile> files = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    /** The folder is made when the first file is. */
    public ScratchFolder(Path folder) {
        this.folder = folder;
    }

    /** In the system's folder for such files. */
    public static ScratchFolder temporary() {
        return new ScratchFolder(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Bytes that files hold which are open. */
    public long bytes() {
        return List.copyOf(files).stream().mapToLong(OpenFile::length).sum();
    }

    @Override
    public ScratchFile open() {
        try {
            Files.createDirectories(folder);
            Path path = Files.createTempFile(folder, "freshet-rows-", ".tmp");
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            OpenFile opened = new OpenFile(path, file, isDeleted(path));
            files.add(opened);
            return opened;
        } catch (IOException e) {
            throw refused("no file can be made in " + folder, e);
        }
    }

    private static boolean isDeleted(Path path) {
        try {
            return Files.deleteIfExists(path);
        } catch (IOException inUse) {
            return false;
        }
    }

    private FreshetException refused(String what, IOException e) {
        return new FreshetException(
                Fault.of(NO_ROOM, what)
                        .withDetail(String.valueOf(e.getMessage()))
                        .withHint(
                                "Changes beyond Freshet's share of memory wait there (state.dir): it needs room, and to be written by Freshet."),
                e);
    }

    /** Not a channel: that one is closed for all by whoever is interrupted while he reads. */
    private final class OpenFile implements ScratchFile {
        private final Path path;
        private final RandomAccessFile file;
        private final boolean deleted;
        private long length;
        private boolean closed;

        OpenFile(Path path, RandomAccessFile file, boolean deleted) {
            this.path = path;
            this.file = file;
            this.deleted = deleted;
        }

        @Override
        public synchronized long append(byte[] source, int from, int count) {
            try {
                file.seek(length);
                file.write(source, from, count);
            } catch (IOException e) {
                throw refused("changes cannot be written to a file in " + folder, e);
            }
            long at = length;
            length += count;
            return at;
        }

        @Override
        public synchronized void read(long at, byte[] into, int from, int count) {
            try {
                file.seek(at);
                file.readFully(into, from, count);
            } catch (IOException e) {
                throw refused("changes cannot be read back from a file in " + folder, e);
            }
        }

        @Override
        public synchronized long length() {
            return length;
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            files.remove(this);
            try {
                file.close();
                if (!deleted) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                // of no use any more either way
            }
        }
    }
}
