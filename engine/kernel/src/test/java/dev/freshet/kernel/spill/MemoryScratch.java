package dev.freshet.kernel.spill;

import dev.freshet.kernel.port.Scratch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files that are arrays. */
final class MemoryScratch implements Scratch {
    private final List<ScratchFile> files = new ArrayList<>();
    int open;

    /** Of files that are open. */
    long bytes() {
        return files.stream().mapToLong(ScratchFile::length).sum();
    }

    @Override
    public ScratchFile open() {
        open++;
        ScratchFile file = new ScratchFile() {
            private byte[] bytes = new byte[0];

            @Override
            public long append(byte[] source, int from, int length) {
                int at = bytes.length;
                bytes = Arrays.copyOf(bytes, at + length);
                System.arraycopy(source, from, bytes, at, length);
                return at;
            }

            @Override
            public void read(long at, byte[] into, int from, int length) {
                System.arraycopy(bytes, (int) at, into, from, length);
            }

            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void close() {
                open--;
                files.remove(this);
            }
        };
        files.add(file);
        return file;
    }
}
