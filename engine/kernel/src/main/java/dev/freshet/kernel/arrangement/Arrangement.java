package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * An indexed Z-set: rows with weights, found by key. Rows of one key are linked; their first stands in a {@link HashDirectory}; a key of
 * more than {@value #HEAVY_ROWS} rows is heavy and has its rows in a {@link RowIndex} too, so that a change costs the same under skew.
 * A row is the same row if its bytes are, also inside a key that SQL equality holds together.
 *
 * <p>Work is done a batch at a time, in blocks of 256 rows whose cache misses overlap: first all hashes and directory slots, then all first
 * rows, then the work. When less than half of the slabs is in use, each block also empties one of them.
 *
 * <p>Weights are 64-bit; one that overflows that throws {@link ArithmeticException}. A negative weight is held as it is: a delta may
 * retract before it inserts. Each arrangement wants a seed of its own (see {@link dev.freshet.kernel.row.Hash}).
 *
 * <p>Confined to its circuit's thread.
 */
public final class Arrangement {
    static final int HEAVY_ROWS = 8;

    private static final String KIND = "arrangement";
    /** Below this a heavy key is an ordinary one again. */
    private static final int LIGHT_ROWS = 4;

    final RowLayout layout;
    final RowKey key;
    final long seed;
    final long hashMask;
    final Nodes nodes;
    final HashDirectory directory;
    final RowIndex rowIndex;
    private final SlabStore store;
    private final ArrangementProbe probe;
    private long rows;

    /** An empty one. */
    public Arrangement(RowLayout layout, RowKey key, long seed) {
        this(layout, key, seed, Tuning.STANDARD);
    }

    Arrangement(RowLayout layout, RowKey key, long seed, Tuning tuning) {
        this(layout, key, seed, tuning, new SlabStore(), tuning.directory(), tuning.directory());
    }

    Arrangement(
            RowLayout layout,
            RowKey key,
            long seed,
            Tuning tuning,
            SlabStore store,
            HashDirectory directory,
            HashDirectory rowDirectory) {
        if (!key.layout().equals(layout)) {
            throw new IllegalArgumentException(key + " is not a key of " + layout);
        }
        this.layout = layout;
        this.key = key;
        this.seed = seed;
        hashMask = tuning.hashMask();
        this.store = store;
        this.directory = directory;
        nodes = new Nodes(store);
        rowIndex = new RowIndex(nodes, rowDirectory, seed, hashMask);
        probe = new ArrangementProbe(this);
    }

    public RowLayout layout() {
        return layout;
    }

    public RowKey key() {
        return key;
    }

    /** How many different rows. */
    public long rows() {
        return rows;
    }

    /** How many different keys. */
    public long keys() {
        return directory.size();
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Bytes of heap, all in. */
    public long bytes() {
        return store.heapBytes()
                + directory.heapBytes()
                + rowIndex.directory().heapBytes()
                + 64L * nodes.wideWeights.size()
                + 256;
    }

    /** Adds the weights of a delta; a row whose weight comes to 0 is gone. */
    public void applyBatch(Batch delta) {
        if (!delta.layout().equals(layout)) {
            throw new IllegalArgumentException("a delta of another layout: " + delta.layout());
        }
        byte[] bytes = delta.bytes();
        for (int first = 0; first < delta.size(); first += ArrangementProbe.BLOCK) {
            int count = Math.min(ArrangementProbe.BLOCK, delta.size() - first);
            long[] hashes = probe.touch(delta, key, first, count);
            for (int i = 0; i < count; i++) {
                int row = first + i;
                int start = delta.start(row);
                add(bytes, start, delta.end(row) - start, delta.weight(row), HashDirectory.tag(hashes[i]));
            }
            if (store.isSparse()) {
                store.evacuate(this::moved);
            }
        }
    }

    /** {@link #joinBatch(Batch, RowKey, Nulls, Match)} where a key with a NULL matches nothing. */
    public void joinBatch(Batch delta, RowKey deltaKey, Match match) {
        joinBatch(delta, deltaKey, Nulls.NEVER_MATCH, match);
    }

    /**
     * Gives every pair of a delta row and a held row with the same key, in the order of the delta. The arrangement may not be changed
     * meanwhile.
     *
     * @param deltaKey the key of the delta's layout, comparable to this arrangement's
     */
    public void joinBatch(Batch delta, RowKey deltaKey, Nulls nulls, Match match) {
        probe.join(delta, deltaKey, nulls, match);
    }

    /** Shows every row, in the order of memory. The arrangement may not be changed meanwhile. */
    public void forEach(RowConsumer consumer) {
        store.forEach(
                node -> consumer.row(nodes.bytes(node), Nodes.row(node), nodes.rowLength(node), nodes.weight(node)));
    }

    /** The weight of a row, by its bytes; 0 if it is not held. */
    public long weight(byte[] bytes, int row, int length) {
        int head = head(tag(bytes, row), bytes, row, length);
        int node = head == 0 ? 0 : find(head, bytes, row, length);
        return node == 0 ? 0 : nodes.weight(node);
    }

    /** Forgets all rows and gives their memory back. */
    public void clear() {
        store.clear();
        directory.clear();
        rowIndex.directory().clear();
        nodes.wideWeights.clear();
        rows = 0;
    }

    /** Writes all there is, as it stands in memory. */
    public void save(DataOutput out) throws IOException {
        Checkpoint.writeHeading(out, KIND, key);
        out.writeLong(seed);
        out.writeLong(rows);
        Checkpoint.write(out, store);
        directory.save(out);
        rowIndex.directory().save(out);
        out.writeInt(nodes.wideWeights.size());
        for (Map.Entry<Integer, Long> wide : nodes.wideWeights.entrySet()) {
            out.writeInt(wide.getKey());
            out.writeLong(wide.getValue());
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws CheckpointMismatchException if it is of another layout, key or version
     */
    public static Arrangement load(RowLayout layout, RowKey key, DataInput in) throws IOException {
        return load(layout, key, in, Tuning.STANDARD);
    }

    static Arrangement load(RowLayout layout, RowKey key, DataInput in, Tuning tuning) throws IOException {
        Checkpoint.readHeading(in, KIND, key);
        long seed = in.readLong();
        long rows = in.readLong();
        SlabStore store = Checkpoint.readStore(in);
        HashDirectory directory = HashDirectory.load(in, tuning.mostSlots());
        HashDirectory rowDirectory = HashDirectory.load(in, tuning.mostSlots());
        Arrangement loaded = new Arrangement(layout, key, seed, tuning, store, directory, rowDirectory);
        loaded.rows = rows;
        for (int wide = in.readInt(); wide > 0; wide--) {
            loaded.nodes.wideWeights.put(in.readInt(), in.readLong());
        }
        return loaded;
    }

    SlabStore store() {
        return store;
    }

    private int tag(byte[] bytes, int row) {
        return HashDirectory.tag(key.hash(bytes, row, seed) & hashMask);
    }

    /** The first node of a row's key, or 0. */
    private int head(int tag, byte[] bytes, int row, int length) {
        SubTable table = directory.table(tag);
        for (int slot = table.seek(tag); table.holds(slot, tag); slot++) {
            int node = table.pointer(slot);
            if (nodes.isRow(node, bytes, row, length)
                    || RowKey.same(key, bytes, row, key, nodes.bytes(node), Nodes.row(node))) {
                return node;
            }
        }
        return 0;
    }

    private int find(int head, byte[] bytes, int row, int length) {
        if (nodes.isHeavy(head)) {
            return rowIndex.find(bytes, row, length);
        }
        for (int node = head; node != 0; node = nodes.next(node)) {
            if (nodes.isRow(node, bytes, row, length)) {
                return node;
            }
        }
        return 0;
    }

    private void add(byte[] bytes, int row, int length, long weight, int tag) {
        int head = head(tag, bytes, row, length);
        int node = head == 0 ? 0 : find(head, bytes, row, length);
        if (node == 0) {
            insert(head, tag, nodes.make(bytes, row, length, weight));
            return;
        }
        long sum = Math.addExact(nodes.weight(node), weight);
        if (sum == 0) {
            remove(head, tag, node);
        } else {
            nodes.setWeight(node, sum);
        }
    }

    /** A new key's row becomes its first; another's stands second, so that the directory need not be written. */
    private void insert(int head, int tag, int node) {
        rows++;
        if (head == 0) {
            nodes.setNext(node, 0);
            nodes.setRows(node, 1, false);
            directory.insert(tag, node);
            return;
        }
        int second = nodes.next(head);
        nodes.setNext(node, second);
        nodes.setPrevious(node, head);
        nodes.setNext(head, node);
        if (second != 0) {
            nodes.setPrevious(second, node);
        }
        int held = nodes.rows(head) + 1;
        boolean heavy = nodes.isHeavy(head);
        if (heavy) {
            rowIndex.enter(node);
        } else if (held > HEAVY_ROWS) {
            rowIndex.enterAll(head);
            heavy = true;
        }
        nodes.setRows(head, held, heavy);
    }

    private void remove(int head, int tag, int node) {
        rows--;
        int held = nodes.rows(head) - 1;
        boolean heavy = nodes.isHeavy(head);
        if (heavy) {
            rowIndex.remove(node);
        }
        int next = nodes.next(node);
        int newHead = head;
        if (node != head) {
            int previous = nodes.previous(node);
            nodes.setNext(previous, next);
            if (next != 0) {
                nodes.setPrevious(next, previous);
            }
        } else if (next == 0) {
            directory.remove(tag, head);
            newHead = 0;
        } else {
            directory.replace(tag, head, next);
            newHead = next;
        }
        if (newHead != 0) {
            if (heavy && held < LIGHT_ROWS) {
                rowIndex.removeAll(newHead);
                heavy = false;
            }
            nodes.setRows(newHead, held, heavy);
        }
        nodes.free(node);
    }

    /** Mends what pointed to a node that the store has moved. */
    private void moved(int from, int to) {
        nodes.moved(from, to);
        if (!directory.replace(tag(nodes.bytes(to), Nodes.row(to)), from, to)) {
            nodes.setNext(nodes.previous(to), to);
        }
        int next = nodes.next(to);
        if (next != 0) {
            nodes.setPrevious(next, to);
        }
        rowIndex.moved(from, to);
    }
}
