package dev.freshet.kernel.arrangement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * One piece of a {@link HashDirectory}: a linear-probing table whose entries stand in the order of their tags (after Amble and Knuth,
 * "Ordered hash tables", 1974). An entry is {@code tag << 32 | pointer}; no pointer is 0, so neither is an entry. The place an entry wants
 * grows with its tag, so growing and splitting read and write in order and never look at a row, and a miss ends at the first greater tag.
 * All tags of a table agree in their first {@link #depth} bits. The last slot is always empty.
 *
 * <p>Confined to its arrangement's thread.
 */
final class SubTable {
    static final int FULL = -1;

    private static final int SLACK = 16;
    private static final long TAG_BITS = 0xffffffffL;

    final int depth;
    private int capacity;
    private int size;
    private long[] slots;

    SubTable(int depth, int capacity) {
        this(depth, capacity, 0, new long[capacity + SLACK]);
    }

    private SubTable(int depth, int capacity, int size, long[] slots) {
        this.depth = depth;
        this.capacity = capacity;
        this.size = size;
        this.slots = slots;
    }

    int size() {
        return size;
    }

    int capacity() {
        return capacity;
    }

    long heapBytes() {
        return 48 + 8L * slots.length;
    }

    private static long entry(int tag, int pointer) {
        return ((long) tag << 32) | (pointer & TAG_BITS);
    }

    private int home(long entry) {
        return home((int) (entry >>> 32));
    }

    private int home(int tag) {
        return (int) ((((tag << depth) & TAG_BITS) * capacity) >>> 32);
    }

    /** What stands where a tag would like to. */
    long atHome(int tag) {
        return slots[home(tag)];
    }

    /**
     * The first slot whose tag is {@code tag} or that ends the search for it. How far from its home an entry stands cannot be predicted, so
     * the first slots, which are enough for most, are counted without a branch: entries ascend as far as the next empty slot.
     */
    int seek(int tag) {
        long wanted = tag & TAG_BITS;
        long[] table = slots;
        int home = home(tag);
        int i = home
                + isBelow(table[home], wanted)
                + isBelow(table[home + 1], wanted)
                + isBelow(table[home + 2], wanted)
                + isBelow(table[home + 3], wanted);
        if (i < home + 4) {
            return i;
        }
        long entry;
        while ((entry = table[i]) != 0 && (entry >>> 32) < wanted) {
            i++;
        }
        return i;
    }

    /** 1 if a slot has an entry of a lesser tag, else 0; neither tag has a sign here. */
    private static int isBelow(long entry, long wanted) {
        return (int) ((((entry >>> 32) - wanted) & (entry | -entry)) >>> 63);
    }

    /** Whether a slot, found by {@link #seek} or the one after such a one, has the tag. */
    boolean holds(int slot, int tag) {
        long entry = slots[slot];
        return (int) (entry >>> 32) == tag && entry != 0;
    }

    int pointer(int slot) {
        return (int) slots[slot];
    }

    /** The first pointer of a tag, or 0. */
    int first(int tag) {
        long entry = slots[seek(tag)];
        return (int) (entry >>> 32) == tag ? (int) entry : 0;
    }

    /**
     * Puts an entry behind those of the same tag. Returns how many slots on from its home were taken, or {@link #FULL}: it would reach the
     * end, and the table has to be rebuilt first.
     */
    int insert(int tag, int pointer) {
        long wanted = tag & TAG_BITS;
        int home = home(tag);
        int i = home;
        while (slots[i] != 0 && (slots[i] >>> 32) <= wanted) {
            i++;
        }
        int free = i;
        while (slots[free] != 0) {
            free++;
        }
        if (free == slots.length - 1) {
            return FULL;
        }
        System.arraycopy(slots, i, slots, i + 1, free - i);
        slots[i] = entry(tag, pointer);
        size++;
        return free - home;
    }

    /** Gives an entry another pointer; false if there is no such entry. */
    boolean replace(int tag, int from, int to) {
        long wanted = entry(tag, from);
        for (int i = seek(tag); holds(i, tag); i++) {
            if (slots[i] == wanted) {
                slots[i] = entry(tag, to);
                return true;
            }
        }
        return false;
    }

    /** Takes an entry out and moves those after it back to where they want to be; false if there is no such entry. */
    boolean remove(int tag, int pointer) {
        long wanted = entry(tag, pointer);
        int i = seek(tag);
        while (slots[i] != wanted) {
            if (!holds(i, tag)) {
                return false;
            }
            i++;
        }
        int end = i + 1;
        while (slots[end] != 0 && home(slots[end]) < end) {
            end++;
        }
        System.arraycopy(slots, i + 1, slots, i, end - i - 1);
        slots[end - 1] = 0;
        size--;
        return true;
    }

    /** Spreads the entries over another number of slots. */
    void resize(int newCapacity) {
        long[] old = slots;
        capacity = newCapacity;
        slots = new long[newCapacity + SLACK];
        int next = 0;
        for (long entry : old) {
            if (entry != 0) {
                next = place(entry, next);
            }
        }
    }

    private int place(long entry, int next) {
        int at = Math.max(next, home(entry));
        if (at >= slots.length - 1) {
            slots = Arrays.copyOf(slots, at + SLACK + (size >> 3));
        }
        slots[at] = entry;
        return at + 1;
    }

    /** How many entries have the bit after the common ones set; those stand last. */
    int upperHalf() {
        int upper = 0;
        for (long entry : slots) {
            if (entry != 0 && inUpperHalf(entry)) {
                upper++;
            }
        }
        return upper;
    }

    private boolean inUpperHalf(long entry) {
        return ((int) (entry >>> 32) << depth) < 0;
    }

    /** The entries of one half as a table one bit deeper. */
    SubTable half(boolean upper, int entries, int newCapacity) {
        SubTable half = new SubTable(depth + 1, newCapacity);
        half.size = entries;
        int next = 0;
        for (long entry : slots) {
            if (entry != 0 && inUpperHalf(entry) == upper) {
                next = half.place(entry, next);
            }
        }
        return half;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(depth);
        out.writeInt(capacity);
        out.writeInt(size);
        out.writeInt(slots.length);
        LongArrays.write(out, slots, slots.length);
    }

    static SubTable load(DataInput in) throws IOException {
        int depth = in.readInt();
        int capacity = in.readInt();
        int size = in.readInt();
        long[] slots = new long[in.readInt()];
        LongArrays.read(in, slots, slots.length);
        return new SubTable(depth, capacity, size, slots);
    }
}
