package dev.freshet.kernel.codec;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads {@code COPY (SELECT …) TO STDOUT (FORMAT binary)} to batches. Chunks may be cut anywhere. The tuples have exactly the layout's
 * columns, in order, opaque ones as text. Every row has weight 1.
 *
 * <p>Source: PostgreSQL's documentation of COPY, "Binary Format". Confined to one thread.
 */
public final class CopyBinaryReader {
    private static final int SIGNATURE = 11;

    /** Of a batch, with which it is handed over though it has few rows: values may be large. */
    private static final int BATCH_BYTES = 1 << 20;

    private final RowLayout layout;
    private final int batchRows;
    private final Consumer<Batch> batches;
    private byte[] buffer = new byte[1 << 16];
    private int used;
    private boolean headed;
    private boolean ended;
    private Batch batch;
    private RowWriter writer;

    /** A reader that hands over a batch every {@code batchRows} rows, or sooner if they are large; the batch is the consumer's to keep. */
    public CopyBinaryReader(RowLayout layout, int batchRows, Consumer<Batch> batches) {
        this.layout = layout;
        this.batchRows = batchRows;
        this.batches = batches;
        batch = new Batch(layout);
        writer = new RowWriter(batch);
    }

    /** Takes the next chunk. */
    public void accept(byte[] chunk, int from, int length) {
        if (used + length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(used + length, buffer.length * 2));
        }
        System.arraycopy(chunk, from, buffer, used, length);
        used += length;
        int at = 0;
        for (int next = tuple(at); next > at; next = tuple(at)) {
            at = next;
        }
        System.arraycopy(buffer, at, buffer, 0, used - at);
        used -= at;
    }

    /** Ends the stream: hands over what is left. */
    public void end() {
        if (!ended) {
            throw new IllegalStateException("the COPY stream ended before its trailer");
        }
        flush();
    }

    /** Reads one tuple (or the header, or the trailer) at an offset; returns where the next begins, or the offset itself if it is not whole. */
    private int tuple(int at) {
        if (!headed) {
            if (used - at < SIGNATURE + 8) {
                return at;
            }
            int extension = BinaryFormat.int32(buffer, at + SIGNATURE + 4);
            if (used - at < SIGNATURE + 8 + extension) {
                return at;
            }
            headed = true;
            return at + SIGNATURE + 8 + extension;
        }
        if (ended || used - at < 2) {
            return at;
        }
        int fields = (short) ((buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff));
        if (fields < 0) {
            ended = true;
            return at + 2;
        }
        int end = wholeTuple(at + 2, fields);
        if (end < 0) {
            return at;
        }
        if (fields != layout.width()) {
            throw new IllegalStateException(
                    "a tuple of " + fields + " columns where " + layout.width() + " were asked for");
        }
        writer.begin();
        int field = at + 2;
        for (int column = 0; column < fields; column++) {
            int length = BinaryFormat.int32(buffer, field);
            field += 4;
            if (length >= 0) {
                BinaryFormat.read(layout.type(column), buffer, field, length, writer, column);
                field += length;
            }
        }
        writer.end(1);
        if (batch.size() >= batchRows || batch.byteLength() >= BATCH_BYTES) {
            flush();
        }
        return end;
    }

    private int wholeTuple(int from, int fields) {
        int at = from;
        for (int i = 0; i < fields; i++) {
            if (used - at < 4) {
                return -1;
            }
            int length = BinaryFormat.int32(buffer, at);
            at += 4 + Math.max(length, 0);
            if (at > used) {
                return -1;
            }
        }
        return at;
    }

    private void flush() {
        if (!batch.isEmpty()) {
            batches.accept(batch);
            batch = new Batch(layout);
            writer = new RowWriter(batch);
        }
    }
}
