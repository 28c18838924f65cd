package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Hash;

/**
 * Finds the rows of heavy keys by their bytes, so that adding and removing one costs the same however many rows its key has. Only rows of
 * keys that have many stand here. Confined to its arrangement's thread.
 */
final class RowIndex {
    private final Nodes nodes;
    private final HashDirectory directory;
    private final long seed;
    private final long hashMask;

    RowIndex(Nodes nodes, HashDirectory directory, long seed, long hashMask) {
        this.nodes = nodes;
        this.directory = directory;
        this.seed = Hash.of(seed, 0x726f77L);
        this.hashMask = hashMask;
    }

    HashDirectory directory() {
        return directory;
    }

    private int tag(byte[] bytes, int from, int length) {
        return HashDirectory.tag(Hash.of(bytes, from, length, seed) & hashMask);
    }

    private int tag(int node) {
        return tag(nodes.bytes(node), Nodes.row(node), nodes.rowLength(node));
    }

    /** The node of a row, or 0. */
    int find(byte[] bytes, int from, int length) {
        int tag = tag(bytes, from, length);
        SubTable table = directory.table(tag);
        for (int slot = table.seek(tag); table.holds(slot, tag); slot++) {
            int node = table.pointer(slot);
            if (nodes.isRow(node, bytes, from, length)) {
                return node;
            }
        }
        return 0;
    }

    void enter(int node) {
        directory.insert(tag(node), node);
    }

    void remove(int node) {
        directory.remove(tag(node), node);
    }

    /** Follows a node that has moved, if it stands here. */
    void moved(int from, int to) {
        if (directory.size() > 0) {
            directory.replace(tag(to), from, to);
        }
    }

    /** Enters all rows of a key from its first node on. */
    void enterAll(int head) {
        for (int node = head; node != 0; node = nodes.next(node)) {
            enter(node);
        }
    }

    /** Takes all rows of a key out. */
    void removeAll(int head) {
        for (int node = head; node != 0; node = nodes.next(node)) {
            remove(node);
        }
    }
}
