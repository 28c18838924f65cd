package dev.freshet.kernel.arrangement;

/**
 * The rows of each key as a chain of nodes whose first stands in the directory, and what adding to and removing from one does. A key of
 * more than {@value #HEAVY_ROWS} rows is heavy: its rows are in the {@link RowIndex} as well, so that finding one costs the same however
 * many there are.
 *
 * <p>Confined to its arrangement's thread.
 */
final class KeyChains {
    static final int HEAVY_ROWS = 8;
    /** Below this a heavy key is an ordinary one again. */
    private static final int LIGHT_ROWS = 4;

    final RowKey key;
    final long seed;
    final long hashMask;
    final Nodes nodes;
    final HashDirectory directory;
    final RowIndex rowIndex;
    private long rows;

    KeyChains(RowKey key, long seed, long hashMask, Nodes nodes, HashDirectory directory, HashDirectory rowDirectory) {
        this.key = key;
        this.seed = seed;
        this.hashMask = hashMask;
        this.nodes = nodes;
        this.directory = directory;
        rowIndex = new RowIndex(nodes, rowDirectory, seed, hashMask);
    }

    long rows() {
        return rows;
    }

    void restored(long heldRows) {
        rows = heldRows;
    }

    /** Forgets all rows; the nodes' store is cleared by its owner. */
    void clear() {
        directory.clear();
        rowIndex.directory().clear();
        nodes.wideWeights.clear();
        rows = 0;
    }

    /** The weight of a row; 0 if it is not held. */
    long weight(byte[] bytes, int row, int length) {
        int head = head(tag(bytes, row), bytes, row, length);
        int node = head == 0 ? 0 : find(head, bytes, row, length);
        return node == 0 ? 0 : nodes.weight(node);
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

    /** Adds a weight to a row whose key has this tag. */
    void add(byte[] bytes, int row, int length, long weight, int tag) {
        if (weight == 0) {
            return;
        }
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
    void moved(int from, int to) {
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
