package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Batch;

/**
 * Looks up a batch in an arrangement, 256 rows at a time and in passes, each of which waits for one kind of cache miss for all rows at
 * once: the directory's slots, the first row of each key, then the rest. At 10M rows that is 2.5 times as fast as row by row. A pass that
 * waits reads only: a branch that hangs on what is read would be guessed wrong every other time and end the overlap.
 *
 * <p>Confined to its arrangement's thread.
 */
final class ArrangementProbe {
    static final int BLOCK = 256;

    private final KeyChains chains;
    private final long[] hashes = new long[BLOCK];
    private final int[] heads = new int[BLOCK];
    /** What the touching passes read goes here, so that they are not optimised away. */
    private long touched;

    ArrangementProbe(KeyChains chains) {
        this.chains = chains;
    }

    /** Hashes a block and brings its slots and first rows into the cache. The hashes stand until the next call. */
    long[] touch(Batch delta, int first, int count) {
        candidates(delta, chains.key, first, count);
        return hashes;
    }

    private void candidates(Batch delta, RowKey deltaKey, int first, int count) {
        deltaKey.hashes(delta, first, count, chains.seed, hashes);
        HashDirectory directory = chains.directory;
        long mask = chains.hashMask;
        long seen = 0;
        for (int i = 0; i < count; i++) {
            hashes[i] &= mask;
            seen += directory.touch(HashDirectory.tag(hashes[i]));
        }
        for (int i = 0; i < count; i++) {
            int tag = HashDirectory.tag(hashes[i]);
            heads[i] = directory.table(tag).first(tag);
        }
        Nodes nodes = chains.nodes;
        for (int i = 0; i < count; i++) {
            seen += nodes.touch(heads[i]);
        }
        touched += seen;
    }

    void join(Batch delta, RowKey deltaKey, Nulls nulls, Match match) {
        deltaKey.requireComparable(chains.key);
        if (chains.rows() == 0) {
            return;
        }
        for (int first = 0; first < delta.size(); first += BLOCK) {
            int count = Math.min(BLOCK, delta.size() - first);
            candidates(delta, deltaKey, first, count);
            resolve(delta, deltaKey, first, count, nulls);
            emit(first, count, match);
        }
    }

    /** From the first candidate of a tag to the first node of the key. */
    private void resolve(Batch delta, RowKey deltaKey, int first, int count, Nulls nulls) {
        byte[] bytes = delta.bytes();
        RowKey key = chains.key;
        Nodes nodes = chains.nodes;
        for (int i = 0; i < count; i++) {
            int node = heads[i];
            if (node == 0) {
                continue;
            }
            int row = delta.start(first + i);
            if (nulls == Nulls.NEVER_MATCH && deltaKey.hasNull(bytes, row)) {
                heads[i] = 0;
            } else if (!RowKey.same(deltaKey, bytes, row, key, nodes.bytes(node), Nodes.row(node))) {
                heads[i] = further(deltaKey, bytes, row, HashDirectory.tag(hashes[i]));
            }
        }
    }

    private int further(RowKey deltaKey, byte[] bytes, int row, int tag) {
        Nodes nodes = chains.nodes;
        SubTable table = chains.directory.table(tag);
        for (int slot = table.seek(tag) + 1; table.holds(slot, tag); slot++) {
            int node = table.pointer(slot);
            if (RowKey.same(deltaKey, bytes, row, chains.key, nodes.bytes(node), Nodes.row(node))) {
                return node;
            }
        }
        return 0;
    }

    private void emit(int first, int count, Match match) {
        Nodes nodes = chains.nodes;
        for (int i = 0; i < count; i++) {
            for (int node = heads[i]; node != 0; node = nodes.next(node)) {
                match.row(first + i, nodes.bytes(node), Nodes.row(node), nodes.rowLength(node), nodes.weight(node));
            }
        }
    }
}
