package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.Hash;

/**
 * Many ordered multisets in one store: images with weights, each image once, found in O(log n); the first and the last in O(log n). A bag
 * is named by an int, 0 for the empty one, which its owner keeps and replaces by what {@link #add} returns.
 *
 * <p>Each bag is a treap (Seidel and Aragon, 1996): a search tree by image that is a heap by random priorities, so that its expected depth
 * is logarithmic whatever order images come and go in. A node is a chunk of a {@link SlabStore}: 24 bytes and the image.
 *
 * <p>Memory of images that are gone is used for others, not given back. Confined to its owner's thread.
 */
public final class OrderedBags {
    // behind the store's length word
    private static final int LEFT = 4;
    private static final int RIGHT = 8;
    private static final int PRIORITY = 12;
    private static final int WEIGHT = 16;
    private static final int IMAGE = 24;

    private final ImageOrder order;
    private final SlabStore store = new SlabStore();
    private final long seed;
    private long made;
    private long size;

    // the image being added
    private byte[] bytes = {};
    private int from;
    private int length;
    private long weight;

    public OrderedBags(ImageOrder order, long seed) {
        this.order = order;
        this.seed = seed;
    }

    /** How many different images all bags hold. */
    public long size() {
        return size;
    }

    /** Bytes of heap, all in. */
    public long heapBytes() {
        return store.heapBytes() + 128;
    }

    /**
     * Adds to the weight of an image; one whose weight comes to 0 is gone. A negative weight is held as it is: a delta may retract before
     * it inserts.
     *
     * @return the bag's name from now on
     */
    public int add(int bag, byte[] source, int at, int imageLength, long change) {
        bytes = source;
        from = at;
        length = imageLength;
        weight = change;
        return change == 0 ? bag : add(bag);
    }

    private int add(int node) {
        if (node == 0) {
            return make();
        }
        byte[] here = store.bytes(node);
        int at = SlabStore.at(node);
        int compared = order.compare(bytes, from, length, here, at + IMAGE, store.length(node) - IMAGE);
        if (compared == 0) {
            return addTo(node);
        }
        int side = compared < 0 ? LEFT : RIGHT;
        int child = Bytes.getInt(here, at + side);
        int changed = add(child);
        if (changed == child) {
            return node;
        }
        set(node, side, changed);
        if (changed == 0 || get(changed, PRIORITY) <= get(node, PRIORITY)) {
            return node;
        }
        int other = LEFT + RIGHT - side;
        set(node, side, get(changed, other));
        set(changed, other, node);
        return changed;
    }

    private int addTo(int node) {
        long sum = Math.addExact(weight(node), weight);
        if (sum != 0) {
            Bytes.putLong(store.bytes(node), SlabStore.at(node) + WEIGHT, sum);
            return node;
        }
        int rest = merged(get(node, LEFT), get(node, RIGHT));
        store.free(node);
        size--;
        return rest;
    }

    /** All images of the left tree stand before those of the right one. */
    private int merged(int left, int right) {
        if (left == 0 || right == 0) {
            return left + right;
        }
        if (get(left, PRIORITY) > get(right, PRIORITY)) {
            set(left, RIGHT, merged(get(left, RIGHT), right));
            return left;
        }
        set(right, LEFT, merged(left, get(right, LEFT)));
        return right;
    }

    private int make() {
        int node = store.allocate(IMAGE + length);
        byte[] into = store.bytes(node);
        int at = SlabStore.at(node);
        Bytes.putInt(into, at + LEFT, 0);
        Bytes.putInt(into, at + RIGHT, 0);
        Bytes.putInt(into, at + PRIORITY, (int) Hash.of(made++, seed));
        Bytes.putLong(into, at + WEIGHT, weight);
        System.arraycopy(bytes, from, into, at + IMAGE, length);
        size++;
        return node;
    }

    /** The first image of a bag that has a positive weight; 0 if there is none. */
    public int first(int bag) {
        return outermost(bag, LEFT);
    }

    /** The last image of a bag that has a positive weight; 0 if there is none. */
    public int last(int bag) {
        return outermost(bag, RIGHT);
    }

    private int outermost(int node, int side) {
        if (node == 0) {
            return 0;
        }
        int further = outermost(get(node, side), side);
        if (further != 0) {
            return further;
        }
        return weight(node) > 0 ? node : outermost(get(node, LEFT + RIGHT - side), side);
    }

    /** The array an image stands in, until the next change. */
    public byte[] bytes(int image) {
        return store.bytes(image);
    }

    /** Where an image begins in {@link #bytes}. */
    public static int from(int image) {
        return SlabStore.at(image) + IMAGE;
    }

    /** Bytes of an image. */
    public int length(int image) {
        return store.length(image) - IMAGE;
    }

    /** The weight of an image. */
    public long weight(int image) {
        return Bytes.getLong(store.bytes(image), SlabStore.at(image) + WEIGHT);
    }

    private int get(int node, int field) {
        return Bytes.getInt(store.bytes(node), SlabStore.at(node) + field);
    }

    private void set(int node, int field, int value) {
        Bytes.putInt(store.bytes(node), SlabStore.at(node) + field, value);
    }
}
