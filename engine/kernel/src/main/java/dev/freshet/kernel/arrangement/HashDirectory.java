package dev.freshet.kernel.arrangement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Finds pointers by the first 32 bits of a hash, the tag; several pointers may have one tag, and the caller tells them apart by what they
 * point to. An extendible set (Fagin et al., "Extendible hashing", 1979) of {@link SubTable}s of at most 32768 slots, each a run of tags
 * with a common prefix: growth is one small table at a time, a few hundred microseconds at most. About 11 bytes an entry.
 *
 * <p>Tags that arrive in order, as from another directory of the same seed, crowd into long runs; a table with such a run splits before it
 * is full. Where tags are so alike that a split would not part them (a bad hash, or more equal tags than a table holds) the table grows
 * beyond its limit instead, so that inserting always ends; lookups are then as long as the run of equal tags.
 *
 * <p>Confined to its arrangement's thread.
 */
final class HashDirectory {
    static final int STANDARD_SLOTS = 32768;

    private static final int FIRST_SLOTS = 8;
    private static final int DEEPEST = 22;
    /** A run of taken slots that hashes spread evenly do not make; the table's tags are crowded, and splitting spreads them. */
    private static final int LONG_RUN = 1024;

    private final int mostSlots;
    private SubTable[] tables;
    private int prefixShift;
    private long size;

    HashDirectory(int mostSlots) {
        this.mostSlots = mostSlots;
        tables = new SubTable[] {new SubTable(0, FIRST_SLOTS)};
        prefixShift = 32;
    }

    /** The tag of a hash. */
    static int tag(long hash) {
        return (int) (hash >>> 32);
    }

    long size() {
        return size;
    }

    /** The table that has or would have the tag's entries. To be asked for anew after an insertion. */
    SubTable table(int tag) {
        return tables[index(tag)];
    }

    /** Reads the slot where the search for a tag begins, whatever it holds, so that it is in the cache. */
    long touch(int tag) {
        return table(tag).atHome(tag);
    }

    private int index(int tag) {
        return (int) ((tag & 0xffffffffL) >>> prefixShift);
    }

    /** Enters a pointer; the pair must not stand already. */
    void insert(int tag, int pointer) {
        SubTable table = table(tag);
        int taken = table.size() < limit(table.capacity()) ? table.insert(tag, pointer) : SubTable.FULL;
        while (taken == SubTable.FULL) {
            grow(table, tag);
            table = table(tag);
            taken = table.insert(tag, pointer);
        }
        size++;
        if (taken > LONG_RUN && mayDeepen(table)) {
            int upper = table.upperHalf();
            split(table, tag, table.size() - upper, upper);
        }
    }

    /** Tags that arrive in order split unevenly; that is well while the set of tables is short beside the entries. */
    private boolean mayDeepen(SubTable table) {
        return table.depth < DEEPEST && 8L << table.depth <= size;
    }

    /** Gives an entry another pointer; false if there is none. */
    boolean replace(int tag, int from, int to) {
        return table(tag).replace(tag, from, to);
    }

    /** Takes an entry out; it must be there. */
    void remove(int tag, int pointer) {
        SubTable table = table(tag);
        if (!table.remove(tag, pointer)) {
            throw new AssertionError("no entry for pointer " + Integer.toUnsignedString(pointer));
        }
        size--;
        if (table.capacity() > FIRST_SLOTS && table.size() < table.capacity() / 4) {
            table.resize(Math.max(FIRST_SLOTS, table.capacity() / 2));
        }
    }

    private static int limit(int capacity) {
        return capacity - capacity / 5;
    }

    private void grow(SubTable table, int tag) {
        int capacity = table.capacity();
        if (capacity >= mostSlots && table.depth < DEEPEST) {
            int upper = table.upperHalf();
            int lower = table.size() - upper;
            boolean even = Math.min(upper, lower) >= table.size() / 8;
            if (even || mayDeepen(table)) {
                split(table, tag, lower, upper);
                return;
            }
        }
        int grown = Math.addExact(capacity, Math.max(FIRST_SLOTS, (int) (capacity * 0.3)));
        table.resize(capacity < mostSlots ? Math.min(grown, mostSlots) : grown);
    }

    private void split(SubTable table, int tag, int lower, int upper) {
        if (table.depth == 32 - prefixShift) {
            doubleTables();
        }
        int span = 1 << (32 - prefixShift - table.depth);
        int from = index(tag) & -span;
        SubTable low = table.half(false, lower, capacityFor(lower));
        SubTable high = table.half(true, upper, capacityFor(upper));
        for (int i = 0; i < span; i++) {
            tables[from + i] = i < span / 2 ? low : high;
        }
    }

    private static int capacityFor(int entries) {
        return Math.max(FIRST_SLOTS, (int) (entries / 0.65));
    }

    private void doubleTables() {
        SubTable[] doubled = new SubTable[tables.length * 2];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = tables[i >> 1];
        }
        tables = doubled;
        prefixShift--;
    }

    void clear() {
        tables = new SubTable[] {new SubTable(0, FIRST_SLOTS)};
        prefixShift = 32;
        size = 0;
    }

    /** Bytes of heap, all in. */
    long heapBytes() {
        long bytes = 48 + 16 + 8L * tables.length;
        for (int i = 0; i < tables.length; i += width(tables[i])) {
            bytes += tables[i].heapBytes();
        }
        return bytes;
    }

    private int width(SubTable table) {
        return 1 << (32 - prefixShift - table.depth);
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(size);
        out.writeInt(prefixShift);
        for (int i = 0; i < tables.length; i += width(tables[i])) {
            tables[i].save(out);
        }
    }

    static HashDirectory load(DataInput in, int mostSlots) throws IOException {
        HashDirectory directory = new HashDirectory(mostSlots);
        directory.size = in.readLong();
        directory.prefixShift = in.readInt();
        directory.tables = new SubTable[1 << (32 - directory.prefixShift)];
        int at = 0;
        while (at < directory.tables.length) {
            SubTable table = SubTable.load(in);
            int end = at + directory.width(table);
            while (at < end) {
                directory.tables[at++] = table;
            }
        }
        return directory;
    }
}
