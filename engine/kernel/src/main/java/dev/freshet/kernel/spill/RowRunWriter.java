package dev.freshet.kernel.spill;

import dev.freshet.kernel.port.Scratch.ScratchFile;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;

/** Writes one run after another to the end of a file. Confined to one thread, the only one that appends meanwhile. */
final class RowRunWriter {
    private static final int CHUNK = 1 << 16;

    private final ScratchFile file;
    private final byte[] buffer;
    private int used;
    private int rows;
    private long begun;
    private long length;

    /**
     * @param expected bytes of all runs, roughly
     */
    RowRunWriter(ScratchFile file, long expected) {
        this.file = file;
        buffer = new byte[(int) Math.clamp(expected, RowRun.HEAD, CHUNK)];
        begun = file.length();
    }

    void add(Batch batch, int row) {
        int size = batch.length(row);
        if (used + RowRun.HEAD > buffer.length) {
            flush();
        }
        Bytes.putInt(buffer, used, size);
        Bytes.putLong(buffer, used + 4, batch.weight(row));
        used += RowRun.HEAD;
        if (used + size > buffer.length) {
            flush();
        }
        if (size > buffer.length) {
            file.append(batch.bytes(), batch.start(row), size);
        } else {
            System.arraycopy(batch.bytes(), batch.start(row), buffer, used, size);
            used += size;
        }
        rows++;
        length += RowRun.HEAD + (long) size;
    }

    /** Ends a run; what is added next belongs to another. */
    RowRun end() {
        flush();
        RowRun run = new RowRun(file, begun, length, rows);
        begun += length;
        rows = 0;
        length = 0;
        return run;
    }

    private void flush() {
        if (used > 0) {
            file.append(buffer, 0, used);
            used = 0;
        }
    }
}
