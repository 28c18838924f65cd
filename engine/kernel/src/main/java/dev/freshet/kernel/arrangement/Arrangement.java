package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * An indexed Z-set: rows with weights, found by key. A row is the same row if its bytes are, also inside a key that SQL equality holds
 * together.
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
    private static final String KIND = "arrangement";

    private final RowLayout layout;
    private final KeyChains chains;
    private final SlabStore store;
    private final ArrangementProbe probe;

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
        this.store = store;
        chains = new KeyChains(key, seed, tuning.hashMask(), new Nodes(store), directory, rowDirectory);
        probe = new ArrangementProbe(chains);
    }

    public RowLayout layout() {
        return layout;
    }

    public RowKey key() {
        return chains.key;
    }

    /** How many different rows. */
    public long rows() {
        return chains.rows();
    }

    /** How many different keys. */
    public long keys() {
        return chains.directory.size();
    }

    public boolean isEmpty() {
        return chains.rows() == 0;
    }

    /** Bytes of heap, all in. */
    public long bytes() {
        return store.heapBytes()
                + chains.directory.heapBytes()
                + chains.rowIndex.directory().heapBytes()
                + 64L * chains.nodes.wideWeights.size()
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
            long[] hashes = probe.touch(delta, first, count);
            for (int i = 0; i < count; i++) {
                int row = first + i;
                int start = delta.start(row);
                chains.add(bytes, start, delta.end(row) - start, delta.weight(row), HashDirectory.tag(hashes[i]));
            }
            if (store.isSparse()) {
                store.evacuate(chains::moved);
            }
        }
    }

    /** {@link #joinBatch(Batch, RowKey, Nulls, Match)} where a key with a NULL matches nothing. */
    public void joinBatch(Batch delta, RowKey deltaKey, Match match) {
        joinBatch(delta, deltaKey, Nulls.NEVER_MATCH, match);
    }

    /**
     * Gives every pair of a delta row and a held row with the same key, in the order of the delta. Meanwhile the arrangement may be
     * neither changed nor asked again.
     *
     * @param deltaKey the key of the delta's layout, comparable to this arrangement's
     */
    public void joinBatch(Batch delta, RowKey deltaKey, Nulls nulls, Match match) {
        probe.join(delta, deltaKey, nulls, match);
    }

    /** Shows every row, in the order of memory. The arrangement may not be changed meanwhile. */
    public void forEach(RowConsumer consumer) {
        Nodes nodes = chains.nodes;
        store.forEach(
                node -> consumer.row(nodes.bytes(node), Nodes.row(node), nodes.rowLength(node), nodes.weight(node)));
    }

    /** The weight of a row, by its bytes; 0 if it is not held. */
    public long weight(byte[] bytes, int row, int length) {
        return chains.weight(bytes, row, length);
    }

    /** Forgets all rows and gives their memory back. */
    public void clear() {
        store.clear();
        chains.clear();
    }

    /** Writes all there is, as it stands in memory. */
    public void save(DataOutput out) throws IOException {
        Checkpoint.writeHeading(out, KIND, chains.key);
        out.writeLong(chains.seed);
        out.writeLong(chains.rows());
        Checkpoint.write(out, store);
        chains.directory.save(out);
        chains.rowIndex.directory().save(out);
        Map<Integer, Long> wideWeights = chains.nodes.wideWeights;
        out.writeInt(wideWeights.size());
        for (Map.Entry<Integer, Long> wide : wideWeights.entrySet()) {
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
        loaded.chains.restored(rows);
        for (int wide = in.readInt(); wide > 0; wide--) {
            loaded.chains.nodes.wideWeights.put(in.readInt(), in.readLong());
        }
        return loaded;
    }

    SlabStore store() {
        return store;
    }

    KeyChains chains() {
        return chains;
    }
}
