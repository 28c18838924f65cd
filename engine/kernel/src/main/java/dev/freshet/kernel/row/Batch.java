package dev.freshet.kernel.row;

import java.util.Arrays;

/**
 * Packed rows with weights, in order: a Z-set that need not be consolidated (a row may stand in it several times, and a weight may be of
 * either sign but is not zero). This is what flows between operators; a delta is a batch. Rows stand without gaps in one byte array, so a
 * batch holds at most 2 GiB; whoever reads a large table makes many.
 *
 * <p>Filled by one thread, then only read.
 */
public final class Batch {
    /** Bytes the largest array has. */
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private final RowLayout layout;
    private byte[] bytes;
    private int used;
    private int[] ends;
    private long[] weights;
    private int size;

    public Batch(RowLayout layout) {
        this(layout, 16, 1024);
    }

    /** A batch with room for so many rows and bytes before it has to grow. */
    public Batch(RowLayout layout, int rows, int byteCapacity) {
        this.layout = layout;
        bytes = new byte[byteCapacity];
        ends = new int[rows];
        weights = new long[rows];
    }

    public static Batch empty(RowLayout layout) {
        return new Batch(layout, 0, 0);
    }

    public RowLayout layout() {
        return layout;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The array all rows stand in; replaced when the batch grows, so not to be kept across {@link #append}. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes used by all rows. */
    public int byteLength() {
        return used;
    }

    /** Where a row begins in {@link #bytes}. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Where each of {@code count} rows from {@code first} on begins. */
    public void starts(int first, int count, int[] into) {
        if (count > 0) {
            into[0] = start(first);
            System.arraycopy(ends, first, into, 1, count - 1);
        }
    }

    /** Where a row ends in {@link #bytes}, exclusive. */
    public int end(int row) {
        return ends[row];
    }

    public int length(int row) {
        return ends[row] - start(row);
    }

    public long weight(int row) {
        return weights[row];
    }

    /** Makes room for a row of up to so many bytes behind the last, and returns where it would begin; appending it then moves nothing. */
    int room(int length) {
        int end = Math.addExact(used, length);
        if (end > bytes.length || size == ends.length) {
            makeRoom(end, size + 1);
        }
        return used;
    }

    /** Appends a row of {@code length} bytes, whose content (stale until written) the caller fills in from the returned offset on. */
    public int append(int length, long weight) {
        int start = used;
        int end = Math.addExact(start, length);
        if (end > bytes.length || size == ends.length) {
            makeRoom(end, size + 1);
        }
        used = end;
        ends[size] = end;
        weights[size] = weight;
        size++;
        return start;
    }

    /**
     * Appends rows whose content (stale until written) the caller fills in: they stand one after the other from the returned offset on.
     *
     * @param lengths bytes of each row
     */
    public int append(int[] lengths, long[] rowWeights, int count) {
        int start = used;
        long end = start;
        for (int row = 0; row < count; row++) {
            end += lengths[row];
        }
        if (end > bytes.length || size + count > ends.length) {
            makeRoom(Math.toIntExact(end), size + count);
        }
        int to = start;
        for (int row = 0; row < count; row++) {
            to += lengths[row];
            ends[size + row] = to;
        }
        System.arraycopy(rowWeights, 0, weights, size, count);
        used = to;
        size += count;
        return start;
    }

    /** Appends a copy of a row that stands in another array. */
    public void append(byte[] source, int from, int length, long weight) {
        int start = append(length, weight);
        System.arraycopy(source, from, bytes, start, length);
    }

    /** Appends all rows of another batch whose rows have the same images. */
    public void appendAll(Batch other) {
        appendAll(other, 1);
    }

    /** Appends all rows of another batch with the opposite weights. */
    public void appendNegated(Batch other) {
        appendAll(other, -1);
    }

    private void appendAll(Batch other, int sign) {
        int base = used;
        makeRoom(Math.addExact(used, other.used), Math.addExact(size, other.size));
        System.arraycopy(other.bytes, 0, bytes, base, other.used);
        for (int row = 0; row < other.size; row++) {
            ends[size + row] = base + other.ends[row];
            weights[size + row] = Math.multiplyExact(other.weights[row], (long) sign);
        }
        used += other.used;
        size += other.size;
    }

    /** Takes the last rows off again, so that {@code rows} are left. */
    public void truncate(int rows) {
        if (rows < size) {
            used = start(rows);
            size = rows;
        }
    }

    /**
     * Takes rows out, wherever they stand; those behind them move up.
     *
     * @param rows ascending
     */
    public void remove(int[] rows, int count) {
        if (count == 0) {
            return;
        }
        int to = start(rows[0]);
        int kept = rows[0];
        for (int i = 0; i < count; i++) {
            int next = i + 1 < count ? rows[i + 1] : size;
            int from = ends[rows[i]];
            int length = start(next) - from;
            System.arraycopy(bytes, from, bytes, to, length);
            for (int row = rows[i] + 1; row < next; row++) {
                ends[kept] = ends[row] - from + to;
                weights[kept] = weights[row];
                kept++;
            }
            to += length;
        }
        used = to;
        size = kept;
    }

    /** Makes room for so many rows and bytes more, so that appending those moves nothing. */
    public void reserve(int rows, long byteCount) {
        int end = (int) Math.min(used + byteCount, LARGEST);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, end);
        }
        if (size + rows > ends.length) {
            ends = Arrays.copyOf(ends, size + rows);
            weights = Arrays.copyOf(weights, size + rows);
        }
    }

    /** Empties the batch and keeps its room. */
    public void clear() {
        used = 0;
        size = 0;
    }

    private void makeRoom(int end, int rows) {
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, end));
        }
        if (rows > ends.length) {
            int room = grown(ends.length, rows);
            ends = Arrays.copyOf(ends, room);
            weights = Arrays.copyOf(weights, room);
        }
    }

    private static int grown(int have, int need) {
        long wanted = Math.max(need, have + (have >> 1) + 64L);
        return (int) Math.min(wanted, LARGEST);
    }
}
