package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The free chunks of a {@link SlabStore}, a list each size, linked both ways through the chunks themselves: negative length, next,
 * previous. Neighbours are not joined; a sparse slab is emptied instead.
 *
 * <p>Confined to its store's thread.
 */
final class FreeChunks {
    private static final int NEXT = 4;
    private static final int PREVIOUS = 8;

    private final SlabStore store;
    private final BitSet sizes = new BitSet();
    private int[] heads = new int[16];

    FreeChunks(SlabStore store) {
        this.store = store;
    }

    void clear() {
        heads = new int[16];
        sizes.clear();
    }

    /** Takes a chunk of so many units out; 0 if there is none. */
    int take(int units) {
        int pointer = units < heads.length ? heads[units] : 0;
        if (pointer != 0) {
            remove(pointer, units);
        }
        return pointer;
    }

    /** The least size, from {@code units} on, that there is a chunk of; −1 if there is none. */
    int sizeFrom(int units) {
        return sizes.nextSetBit(units);
    }

    /** Marks a chunk as free and enters it. */
    void put(int pointer, int units) {
        if (units >= heads.length) {
            heads = Arrays.copyOf(heads, Math.max(units + 1, heads.length * 2));
        }
        int next = heads[units];
        Bytes.putInt(store.bytes(pointer), SlabStore.at(pointer), -(units << 3));
        set(pointer, NEXT, next);
        set(pointer, PREVIOUS, 0);
        if (next != 0) {
            set(next, PREVIOUS, pointer);
        } else {
            sizes.set(units);
        }
        heads[units] = pointer;
    }

    /** Takes one chunk out. */
    void remove(int pointer, int units) {
        int next = get(pointer, NEXT);
        int previous = get(pointer, PREVIOUS);
        if (next != 0) {
            set(next, PREVIOUS, previous);
        }
        if (previous != 0) {
            set(previous, NEXT, next);
        } else {
            heads[units] = next;
            if (next == 0) {
                sizes.clear(units);
            }
        }
    }

    private int get(int pointer, int field) {
        return Bytes.getInt(store.bytes(pointer), SlabStore.at(pointer) + field);
    }

    private void set(int pointer, int field, int value) {
        Bytes.putInt(store.bytes(pointer), SlabStore.at(pointer) + field, value);
    }

    long heapBytes() {
        return 4L * heads.length + sizes.size() / 8 + 96;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(heads.length);
        LongArrays.write(out, heads, heads.length);
    }

    void load(DataInput in) throws IOException {
        heads = new int[in.readInt()];
        LongArrays.read(in, heads, heads.length);
        for (int units = 0; units < heads.length; units++) {
            sizes.set(units, heads[units] != 0);
        }
    }
}
