package dev.freshet.kernel.spill;

import dev.freshet.kernel.port.Scratch.ScratchFile;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowPortions;
import java.util.function.Consumer;

/**
 * Rows with their weights that stand one behind the other in a file, in the order they were written. Immutable; any thread.
 *
 * @param at where they begin in the file
 * @param length bytes there
 */
public record RowRun(ScratchFile file, long at, long length, int rows) {
    /** Before each row: its length (4 bytes), its weight (8). */
    static final int HEAD = 12;

    private static final int CHUNK = 1 << 16;

    /** Writes all rows of a batch. No other thread may append to the file meanwhile. */
    public static RowRun write(ScratchFile file, Batch batch) {
        RowRunWriter writer = new RowRunWriter(file, batch.byteLength() + (long) HEAD * batch.size());
        for (int row = 0; row < batch.size(); row++) {
            writer.add(batch, row);
        }
        return writer.end();
    }

    /** Hands over the rows in their order, in batches of up to so many bytes, or of one row that is larger; they are the consumer's to keep. */
    public void forEach(RowLayout layout, int mostBytes, Consumer<Batch> batches) {
        Window window = new Window();
        RowPortions portions = new RowPortions(layout, mostBytes, batches);
        for (int row = 0; row < rows; row++) {
            int head = window.take(HEAD);
            int size = Bytes.getInt(window.bytes, head);
            long weight = Bytes.getLong(window.bytes, head + 4);
            int start = window.take(size);
            portions.add(window.bytes, start, size, weight);
        }
        portions.end();
    }

    /** What is read of the file at a time. */
    private final class Window {
        private byte[] bytes = new byte[(int) Math.min(CHUNK, length)];
        private int from;
        private int to;
        private long next = at;

        /** The next so many bytes: where they begin. */
        int take(int count) {
            if (to - from < count) {
                fill(count);
            }
            int start = from;
            from += count;
            return start;
        }

        private void fill(int count) {
            byte[] target = count > bytes.length ? new byte[count] : bytes;
            System.arraycopy(bytes, from, target, 0, to - from);
            to -= from;
            from = 0;
            bytes = target;
            int more = (int) Math.min(bytes.length - to, at + length - next);
            file.read(next, bytes, to, more);
            next += more;
            to += more;
        }
    }
}
