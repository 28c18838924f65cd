package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowLayout;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The state of groups: for each key of the rows that were located, an area of bytes that its owner reads and writes in place with
 * {@link Bytes}. NULL is the same as NULL. A new group's area is all zero. What is kept of the key is that of the row that made the group.
 *
 * <p>A group is named by an int, never 0, which holds until the group is removed, grown, or {@link #reclaim} is called; the array it
 * stands in ({@link #bytes}) is to be asked for anew after each {@link #locate} and {@link #grow}. The course of a tick is
 *
 * <pre>{@code
 * for each block of up to 256 rows:
 *     table.locate(delta, first, count, groups);
 *     for (i < count): byte[] b = table.bytes(groups[i]); int at = GroupTable.state(groups[i]); … Bytes.putLong(b, at, …)
 * … emit, remove empty groups …
 * table.reclaim();
 * }</pre>
 *
 * <p>Confined to its circuit's thread.
 */
public final class GroupTable {
    /** How many rows {@link #locate} takes at a time. */
    public static final int BLOCK = ArrangementProbe.BLOCK;

    private static final int HEADER = 8;
    private static final String KIND = "groups";

    private final RowKey key;
    private final RowKey storedKey;
    private final KeyProjection projection;
    private final int stateLength;
    private final long seed;
    private final long hashMask;
    private final SlabStore store;
    private final HashDirectory directory;
    private final long[] hashes = new long[BLOCK];
    /** What the touching passes read goes here, so that they are not optimised away. */
    private long touched;

    /**
     * @param key the group columns of the rows; none is one group for all
     * @param stateLength bytes of a new group's area
     */
    public GroupTable(RowKey key, int stateLength, long seed) {
        this(key, stateLength, seed, Tuning.STANDARD);
    }

    GroupTable(RowKey key, int stateLength, long seed, Tuning tuning) {
        this(key, stateLength, seed, tuning, new SlabStore(), tuning.directory());
    }

    GroupTable(RowKey key, int stateLength, long seed, Tuning tuning, SlabStore store, HashDirectory directory) {
        this.key = key;
        this.stateLength = padded(stateLength);
        this.seed = seed;
        hashMask = tuning.hashMask();
        this.store = store;
        this.directory = directory;
        projection = new KeyProjection(key.layout(), key.columns());
        RowLayout keyLayout = projection.layout();
        storedKey = key.isWholeRow()
                ? RowKey.wholeRow(keyLayout)
                : new RowKey(keyLayout, IntStream.range(0, keyLayout.width()).toArray());
    }

    private static int padded(int length) {
        return (length + 7) & -8;
    }

    /** The layout of {@link #keyRow}: the key columns, in the key's order. */
    public RowLayout keyLayout() {
        return storedKey.layout();
    }

    /** How many groups. */
    public long size() {
        return directory.size();
    }

    /** Bytes of heap, all in. */
    public long heapBytes() {
        return store.heapBytes() + directory.heapBytes() + 8L * BLOCK + 256;
    }

    /** Finds or makes the groups of up to {@link #BLOCK} rows of a batch and puts their names into {@code groups}, from 0 on. */
    public void locate(Batch delta, int first, int count, int[] groups) {
        candidates(delta, first, count, groups);
        byte[] bytes = delta.bytes();
        for (int i = 0; i < count; i++) {
            if (groups[i] != 0 && !isKey(groups[i], bytes, delta.start(first + i))) {
                groups[i] = 0;
            }
        }
        for (int i = 0; i < count; i++) {
            if (groups[i] == 0) {
                // looked up again: an earlier row of the block may have made it
                int row = delta.start(first + i);
                int tag = HashDirectory.tag(hashes[i]);
                int group = find(bytes, row, tag);
                groups[i] = group != 0 ? group : make(bytes, row, tag);
            }
        }
    }

    /** Finds the groups of up to {@link #BLOCK} rows; 0 for those that have none. */
    public void find(Batch delta, int first, int count, int[] groups) {
        candidates(delta, first, count, groups);
        byte[] bytes = delta.bytes();
        for (int i = 0; i < count; i++) {
            int row = delta.start(first + i);
            if (groups[i] != 0 && !isKey(groups[i], bytes, row)) {
                groups[i] = find(bytes, row, HashDirectory.tag(hashes[i]));
            }
        }
    }

    private void candidates(Batch delta, int first, int count, int[] groups) {
        // in passes whose cache misses overlap, as in ArrangementProbe
        key.hashes(delta, first, count, seed, hashes);
        long seen = 0;
        for (int i = 0; i < count; i++) {
            hashes[i] &= hashMask;
            seen += directory.touch(HashDirectory.tag(hashes[i]));
        }
        for (int i = 0; i < count; i++) {
            int tag = HashDirectory.tag(hashes[i]);
            groups[i] = directory.table(tag).first(tag);
        }
        touched += seen;
        touch(groups, 0, count);
    }

    private int find(byte[] bytes, int row, int tag) {
        SubTable table = directory.table(tag);
        for (int slot = table.seek(tag); table.holds(slot, tag); slot++) {
            int group = table.pointer(slot);
            if (isKey(group, bytes, row)) {
                return group;
            }
        }
        return 0;
    }

    private boolean isKey(int group, byte[] bytes, int row) {
        return RowKey.same(key, bytes, row, storedKey, store.bytes(group), keyRow(group));
    }

    private int make(byte[] bytes, int row, int tag) {
        byte[] keyImage = projection.project(bytes, row);
        int group = allocate(stateLength, keyImage, 0, projection.length());
        directory.insert(tag, group);
        return group;
    }

    private int allocate(int areaLength, byte[] keyImage, int from, int keyLength) {
        int group = store.allocate(HEADER + areaLength + keyLength);
        byte[] into = store.bytes(group);
        int at = SlabStore.at(group);
        Bytes.putInt(into, at + 4, areaLength);
        Arrays.fill(into, at + HEADER, at + HEADER + areaLength, (byte) 0);
        System.arraycopy(keyImage, from, into, at + HEADER + areaLength, keyLength);
        return group;
    }

    /** Reads a little of the groups with these names, so that they are in the cache when they are worked on; for long lists of groups. */
    public void touch(int[] groups, int from, int to) {
        long seen = 0;
        int keyAt = HEADER + stateLength;
        for (int i = from; i < to; i++) {
            seen += store.touch(groups[i], keyAt);
        }
        touched += seen;
    }

    /** The array a group's area and key stand in. */
    public byte[] bytes(int group) {
        return store.bytes(group);
    }

    /** Offset of a group's area in {@link #bytes}; a multiple of 8. */
    public static int state(int group) {
        return SlabStore.at(group) + HEADER;
    }

    /** Bytes of a group's area, a multiple of 8. */
    public int stateLength(int group) {
        return Bytes.getInt(store.bytes(group), SlabStore.at(group) + 4);
    }

    /** Offset of a group's key in {@link #bytes}: a packed row of {@link #keyLayout}. */
    public int keyRow(int group) {
        return state(group) + stateLength(group);
    }

    /** Bytes of a group's key. */
    public int keyLength(int group) {
        return store.length(group) - HEADER - stateLength(group);
    }

    /** Gives a group a longer area, what it holds first and zeros behind; returns the group's new name. */
    public int grow(int group, int longerLength) {
        int had = stateLength(group);
        int padded = padded(longerLength);
        if (padded <= had) {
            return group;
        }
        int grown = allocate(padded, store.bytes(group), keyRow(group), keyLength(group));
        System.arraycopy(store.bytes(group), state(group), store.bytes(grown), state(grown), had);
        directory.replace(tag(group), group, grown);
        store.free(group);
        return grown;
    }

    /** Forgets a group. */
    public void remove(int group) {
        directory.remove(tag(group), group);
        store.free(group);
    }

    private int tag(int group) {
        return HashDirectory.tag(storedKey.hash(store.bytes(group), keyRow(group), seed) & hashMask);
    }

    /** Shows every group, in the order of memory. None may be made, grown or removed meanwhile. */
    public void forEach(IntConsumer consumer) {
        store.forEach(consumer::accept);
    }

    /** Gives back memory of removed groups, a slab at most; names of groups do not hold beyond it. */
    public void reclaim() {
        if (store.isSparse()) {
            store.evacuate((from, to) -> directory.replace(tag(to), from, to));
        }
    }

    /** Writes all groups, as they stand in memory. */
    public void save(DataOutput out) throws IOException {
        Checkpoint.writeHeading(out, KIND, key);
        out.writeLong(seed);
        out.writeInt(stateLength);
        Checkpoint.write(out, store);
        directory.save(out);
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws CheckpointMismatchException if it is of another layout, key, length of new areas or version
     */
    public static GroupTable load(RowKey key, int stateLength, DataInput in) throws IOException {
        Checkpoint.readHeading(in, KIND, key);
        long seed = in.readLong();
        int length = in.readInt();
        if (length != padded(stateLength)) {
            throw new CheckpointMismatchException("groups of " + length + " bytes, not of " + padded(stateLength));
        }
        SlabStore store = Checkpoint.readStore(in);
        HashDirectory directory = HashDirectory.load(in, Tuning.STANDARD.mostSlots());
        return new GroupTable(key, stateLength, seed, Tuning.STANDARD, store, directory);
    }

    /** Forgets all groups. */
    public void clear() {
        store.clear();
        directory.clear();
    }
}
