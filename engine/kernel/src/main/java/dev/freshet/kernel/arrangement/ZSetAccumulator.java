package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowPortions;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Sums batches of one layout to a consolidated one: each row, by its bytes, once, in the order of first arrival, with a weight other than
 * zero. For deltas that wait and for the output of a circuit. Small while there is little in it; rows that cancelled out are dropped from
 * time to time, so that it does not grow with what has passed through. Holds at most 2 GiB of rows, as a batch does.
 *
 * <p>Confined to one thread.
 */
public final class ZSetAccumulator {
    private static final long SEED = 0x7a736574L;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 16;
    private static final int FIRST_ROWS = 16;
    private static final int DROP_FROM = 1024;

    private final RowLayout layout;
    private byte[] bytes = new byte[FIRST_ROWS * 32];
    private int[] ends = new int[FIRST_ROWS];
    private int[] hashes = new int[FIRST_ROWS];
    private long[] weights = new long[FIRST_ROWS];
    /** Open addressing with linear probing: row + 1, 0 for none; at least twice as long as there are rows. */
    private int[] index = new int[FIRST_ROWS * 2];

    private int size;
    private int used;
    private int zeros;

    public ZSetAccumulator(RowLayout layout) {
        this.layout = layout;
    }

    public RowLayout layout() {
        return layout;
    }

    /** Whether the sum is empty. */
    public boolean isEmpty() {
        return size == zeros;
    }

    /** Rows of the sum. */
    public int rows() {
        return size - zeros;
    }

    /** The weights of all rows together: how many rows there are, each counted as often as it is there. */
    public long weight() {
        long sum = 0;
        for (int row = 0; row < size; row++) {
            sum += weights[row];
        }
        return sum;
    }

    /** Bytes of heap, all in. */
    public long heapBytes() {
        return bytes.length + 16L * ends.length + 4L * index.length + 160;
    }

    /** Adds all rows of a batch of the same layout. */
    public void add(Batch batch) {
        if (!batch.layout().equals(layout)) {
            throw new IllegalArgumentException("a batch of another layout: " + batch.layout());
        }
        byte[] source = batch.bytes();
        for (int row = 0; row < batch.size(); row++) {
            int start = batch.start(row);
            add(source, start, batch.end(row) - start, batch.weight(row));
        }
    }

    /** Adds one row. */
    public void add(byte[] source, int from, int length, long weight) {
        if (weight == 0) {
            return;
        }
        int hash = hash(source, from, length);
        int row = find(source, from, length, hash);
        if (row < 0) {
            append(source, from, length, weight, hash);
        } else {
            change(row, weight);
        }
    }

    private static int hash(byte[] source, int from, int length) {
        return (int) (Hash.of(source, from, length, SEED) >>> 32);
    }

    private int find(byte[] source, int from, int length, int hash) {
        int mask = index.length - 1;
        int slot = hash & mask;
        while (index[slot] != 0) {
            int row = index[slot] - 1;
            if (hashes[row] == hash && isRow(row, source, from, length)) {
                return row;
            }
            slot = (slot + 1) & mask;
        }
        return -1;
    }

    /** Where a row is, below {@link #places}, until the sum is changed; negative if it is not there. */
    int place(byte[] source, int from, int length) {
        return find(source, from, length, hash(source, from, length));
    }

    /** The number of places; rows whose weight has become zero may have one. */
    int places() {
        return size;
    }

    /** The weight of the row at a place. */
    long weight(int place) {
        return weights[place];
    }

    /** Adds the row at a place of this sum to another one. */
    void addTo(ZSetAccumulator other, int place, long weight) {
        int start = start(place);
        other.add(bytes, start, ends[place] - start, weight);
    }

    private boolean isRow(int row, byte[] source, int from, int length) {
        int start = start(row);
        return ends[row] - start == length && Bytes.same(bytes, start, source, from, length);
    }

    private void change(int row, long weight) {
        long had = weights[row];
        long sum = Math.addExact(had, weight);
        weights[row] = sum;
        if (had == 0 && sum != 0) {
            zeros--;
        } else if (had != 0 && sum == 0) {
            zeros++;
            if (zeros == size) {
                clearRows();
            } else if (zeros > DROP_FROM && zeros > size / 2) {
                dropZeros();
            }
        }
    }

    private void append(byte[] source, int from, int length, long weight, int hash) {
        if (length > MOST_BYTES - used) {
            dropZeros();
            if (length > MOST_BYTES - used) {
                throw Fault.of("FR5091", "more than 2 GiB of changed rows wait for one refresh")
                        .withHint("refresh more often, or in smaller portions")
                        .exception();
            }
        }
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(used + length, bytes.length * 2L)));
        }
        if (size == ends.length) {
            int rows = size * 2;
            ends = Arrays.copyOf(ends, rows);
            hashes = Arrays.copyOf(hashes, rows);
            weights = Arrays.copyOf(weights, rows);
            index = new int[rows * 2];
            reindex();
        }
        System.arraycopy(source, from, bytes, used, length);
        used += length;
        ends[size] = used;
        hashes[size] = hash;
        weights[size] = weight;
        enter(size);
        size++;
    }

    private void enter(int row) {
        int mask = index.length - 1;
        int slot = hashes[row] & mask;
        while (index[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        index[slot] = row + 1;
    }

    private void reindex() {
        for (int row = 0; row < size; row++) {
            enter(row);
        }
    }

    private void dropZeros() {
        int kept = 0;
        int to = 0;
        int start = 0;
        for (int row = 0; row < size; row++) {
            int end = ends[row];
            if (weights[row] != 0) {
                System.arraycopy(bytes, start, bytes, to, end - start);
                to += end - start;
                ends[kept] = to;
                hashes[kept] = hashes[row];
                weights[kept] = weights[row];
                kept++;
            }
            start = end;
        }
        size = kept;
        used = to;
        zeros = 0;
        Arrays.fill(index, 0);
        reindex();
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** The sum, as a batch of its own. */
    public Batch toBatch() {
        Batch batch = new Batch(layout, rows(), zeros == 0 ? used : used / 2 + 64);
        for (int row = 0; row < size; row++) {
            if (weights[row] != 0) {
                int start = start(row);
                batch.append(bytes, start, ends[row] - start, weights[row]);
            }
        }
        return batch;
    }

    /** Hands over the sum in batches of up to so many bytes, or of one row that is larger; they are the taker's to keep. */
    public void forEach(int mostBytes, Consumer<Batch> batches) {
        RowPortions portions = new RowPortions(layout, mostBytes, batches);
        for (int row = 0; row < size; row++) {
            if (weights[row] != 0) {
                int start = start(row);
                portions.add(bytes, start, ends[row] - start, weights[row]);
            }
        }
        portions.end();
    }

    /** One batch consolidated. */
    public static Batch consolidate(Batch batch) {
        ZSetAccumulator sum = new ZSetAccumulator(batch.layout());
        sum.add(batch);
        return sum.toBatch();
    }

    /** Empties it and gives its memory back. */
    public void clear() {
        bytes = new byte[FIRST_ROWS * 32];
        ends = new int[FIRST_ROWS];
        hashes = new int[FIRST_ROWS];
        weights = new long[FIRST_ROWS];
        index = new int[FIRST_ROWS * 2];
        size = 0;
        used = 0;
        zeros = 0;
    }

    private void clearRows() {
        Arrays.fill(index, 0);
        size = 0;
        used = 0;
        zeros = 0;
    }
}
