package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Bytes;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of an arrangement as chunks of a {@link SlabStore}: sixteen bytes, then the packed row.
 *
 * <pre>
 * | chunk length | next | previous | weight | row … |
 * </pre>
 *
 * Next and previous link the rows of one key. The first has no previous; in its place stands how many rows the key has, times two, plus
 * one if they are also entered in the row index (the key is heavy). A weight that does not fit 32 bits stands in a map beside.
 *
 * <p>Confined to its arrangement's thread.
 */
final class Nodes {
    static final int HEADER = 16;

    private static final int NEXT = 4;
    private static final int PREVIOUS = 8;
    private static final int WEIGHT = 12;
    /** How far on a node is touched a second time: in the next cache line, or the end of the same. */
    private static final int LINE = 56;

    private static final int WIDE = Integer.MIN_VALUE;

    final SlabStore store;
    final Map<Integer, Long> wideWeights = new HashMap<>();

    Nodes(SlabStore store) {
        this.store = store;
    }

    int make(byte[] source, int from, int length, long weight) {
        int node = store.allocate(HEADER + length);
        System.arraycopy(source, from, store.bytes(node), SlabStore.at(node) + HEADER, length);
        Bytes.putInt(store.bytes(node), SlabStore.at(node) + WEIGHT, 0);
        setWeight(node, weight);
        return node;
    }

    void free(int node) {
        if (get(node, WEIGHT) == WIDE) {
            wideWeights.remove(node);
        }
        store.free(node);
    }

    byte[] bytes(int node) {
        return store.bytes(node);
    }

    /** Reads a node's first and next cache line, so that they are in the cache; of no node, those of the first slab. */
    int touch(int node) {
        return store.touch(node, LINE);
    }

    /** Offset of the packed row in {@link #bytes}. */
    static int row(int node) {
        return SlabStore.at(node) + HEADER;
    }

    int rowLength(int node) {
        return store.length(node) - HEADER;
    }

    int next(int node) {
        return get(node, NEXT);
    }

    void setNext(int node, int next) {
        put(node, NEXT, next);
    }

    int previous(int node) {
        return get(node, PREVIOUS);
    }

    void setPrevious(int node, int previous) {
        put(node, PREVIOUS, previous);
    }

    /** Rows of a key, by its first node. */
    int rows(int head) {
        return get(head, PREVIOUS) >>> 1;
    }

    boolean isHeavy(int head) {
        return (get(head, PREVIOUS) & 1) != 0;
    }

    void setRows(int head, int rows, boolean heavy) {
        put(head, PREVIOUS, (rows << 1) | (heavy ? 1 : 0));
    }

    long weight(int node) {
        int weight = get(node, WEIGHT);
        return weight == WIDE ? wideWeights.getOrDefault(node, 0L) : weight;
    }

    void setWeight(int node, long weight) {
        boolean wide = weight <= WIDE || weight > Integer.MAX_VALUE;
        if (wide) {
            wideWeights.put(node, weight);
        } else if (get(node, WEIGHT) == WIDE) {
            wideWeights.remove(node);
        }
        put(node, WEIGHT, wide ? WIDE : (int) weight);
    }

    /** Takes a node's wide weight with it when it has moved. */
    void moved(int from, int to) {
        if (get(to, WEIGHT) == WIDE) {
            Long weight = wideWeights.remove(from);
            if (weight != null) {
                wideWeights.put(to, weight);
            }
        }
    }

    /** Whether a node's row is these bytes. */
    boolean isRow(int node, byte[] source, int from, int length) {
        return rowLength(node) == length && Bytes.same(bytes(node), row(node), source, from, length);
    }

    private int get(int node, int field) {
        return Bytes.getInt(store.bytes(node), SlabStore.at(node) + field);
    }

    private void put(int node, int field, int value) {
        Bytes.putInt(store.bytes(node), SlabStore.at(node) + field, value);
    }
}
