package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.row.Bytes;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Chunks of bytes in slabs of 256 KiB on the heap (small enough that G1 does not take one as humongous in regions of 1 MiB), named by
 * 32-bit pointers in units of 8 bytes: 32 GiB a store. Pointer 0 names nothing.
 *
 * <p>A chunk begins with four bytes that are the store's: the chunk's length in bytes, these four included, negative while it is free; the
 * rest is the owner's. Freed chunks stand in one list a size and are given out again for that size, large ones as room for any. The first
 * slab begins small and doubles. A chunk longer than {@link #LONGEST} has an array of its own, as long as it has to be, and takes the
 * pointers of one slab.
 *
 * <p>Chunks do not move except by {@link #evacuate}, but the first slab's array is replaced when it grows: {@link #bytes} is asked for
 * anew after an allocation. Confined to its owner's thread.
 */
final class SlabStore {
    static final int SLAB_BYTES = 1 << 18;
    static final int LONGEST = SLAB_BYTES / 2;

    private static final int SLAB_SHIFT = 15;
    private static final int OFFSET_MASK = (1 << SLAB_SHIFT) - 1;
    private static final int MOST_SLABS = 1 << 17;
    private static final int FIRST_BYTES = 512;
    /** Free chunks from this size on may serve as room for smaller ones. */
    private static final int ROOM_UNITS = 128;

    private static final int OWN = -1;
    private static final byte[] NONE = new byte[0];

    /** Told where a chunk has moved to, once its content stands there. */
    @FunctionalInterface
    interface Relocation {
        void moved(int from, int to);
    }

    /** Shown each chunk in use. */
    @FunctionalInterface
    interface ChunkVisitor {
        void chunk(int pointer);
    }

    // what a checkpoint has to carry; Checkpoint reads and sets it
    byte[][] slabs = new byte[4][];
    /** Units in use a slab; {@link #OWN} for an array of one chunk. */
    int[] liveUnits = new int[4];

    int slabCount;
    int current;
    int bump;
    int bumpEnd;
    final FreeChunks freeChunks = new FreeChunks(this);

    private final BitSet freeSlabs = new BitSet();
    private long liveBytes;
    private long slabBytes;
    private long ownBytes;

    SlabStore() {
        clear();
    }

    /** Forgets all chunks and gives their memory back. */
    void clear() {
        slabs = new byte[4][];
        Arrays.fill(slabs, NONE);
        liveUnits = new int[4];
        freeChunks.clear();
        freeSlabs.clear();
        liveBytes = 0;
        ownBytes = 0;
        slabs[0] = new byte[FIRST_BYTES];
        slabBytes = FIRST_BYTES;
        slabCount = 1;
        current = 0;
        bump = firstOffset(0);
        bumpEnd = FIRST_BYTES;
    }

    /** The array a chunk stands in. */
    byte[] bytes(int pointer) {
        return slabs[pointer >>> SLAB_SHIFT];
    }

    /** The offset of a chunk's length word in {@link #bytes}. */
    static int at(int pointer) {
        return (pointer & OFFSET_MASK) << 3;
    }

    /** Reads a chunk's first byte and one further on, whatever they are, so that they are in the cache; 0 is allowed as pointer. */
    int touch(int pointer, int further) {
        byte[] slab = bytes(pointer);
        int at = at(pointer);
        return slab[at] + slab[Math.min(at + further, slab.length - 1)];
    }

    /** The length a chunk was allocated with. */
    int length(int pointer) {
        return Bytes.getInt(bytes(pointer), at(pointer));
    }

    private static int pointer(int slab, int offset) {
        return (slab << SLAB_SHIFT) | (offset >>> 3);
    }

    private static int units(int length) {
        // a free chunk holds its length and two links
        return length <= 16 ? 2 : (length + 7) >>> 3;
    }

    private static int firstOffset(int slab) {
        return slab == 0 ? 8 : 0;
    }

    /** A chunk of {@code length} bytes, the four of its length included; what the others hold is not defined. */
    int allocate(int length) {
        if (length > LONGEST) {
            return allocateOwn(length);
        }
        int units = units(length);
        int pointer = freeChunks.take(units);
        if (pointer == 0) {
            pointer = bump(units << 3);
        }
        Bytes.putInt(bytes(pointer), at(pointer), length);
        liveUnits[pointer >>> SLAB_SHIFT] += units;
        liveBytes += (long) units << 3;
        return pointer;
    }

    /** Gives a chunk back. */
    void free(int pointer) {
        int slab = pointer >>> SLAB_SHIFT;
        if (liveUnits[slab] == OWN) {
            liveBytes -= slabs[slab].length;
            ownBytes -= slabs[slab].length;
            release(slab);
            return;
        }
        int units = units(length(pointer));
        liveUnits[slab] -= units;
        liveBytes -= (long) units << 3;
        freeChunks.put(pointer, units);
    }

    private void release(int slab) {
        slabs[slab] = NONE;
        liveUnits[slab] = 0;
        freeSlabs.set(slab);
    }

    private int bump(int bytes) {
        if (bytes > bumpEnd - bump) {
            findRoom(bytes);
        }
        int pointer = pointer(current, bump);
        bump += bytes;
        return pointer;
    }

    private void findRoom(int bytes) {
        if (current == 0 && bumpEnd == slabs[0].length && bump + bytes <= SLAB_BYTES) {
            int grown = Math.min(SLAB_BYTES, Math.max(bumpEnd * 2, bump + bytes));
            slabBytes += grown - bumpEnd;
            slabs[0] = Arrays.copyOf(slabs[0], grown);
            bumpEnd = grown;
            return;
        }
        closeRoom();
        int units = freeChunks.sizeFrom(Math.max(ROOM_UNITS, bytes >>> 3));
        if (units > 0) {
            int pointer = freeChunks.take(units);
            current = pointer >>> SLAB_SHIFT;
            bump = at(pointer);
            bumpEnd = bump + (units << 3);
            return;
        }
        current = newSlab(new byte[SLAB_BYTES]);
        slabBytes += SLAB_BYTES;
        bump = 0;
        bumpEnd = SLAB_BYTES;
    }

    private void closeRoom() {
        int left = bumpEnd - bump;
        if (left >= 16) {
            freeChunks.put(pointer(current, bump), left >>> 3);
        } else if (left > 0) {
            Bytes.putInt(slabs[current], bump, -left);
        }
        bump = bumpEnd;
    }

    private int allocateOwn(int length) {
        int rounded = Math.multiplyExact(units(length), 8);
        int slab = newSlab(new byte[rounded]);
        liveUnits[slab] = OWN;
        liveBytes += rounded;
        ownBytes += rounded;
        Bytes.putInt(slabs[slab], 0, length);
        return pointer(slab, 0);
    }

    private int newSlab(byte[] bytes) {
        int slab = freeSlabs.nextSetBit(0);
        if (slab >= 0) {
            freeSlabs.clear(slab);
        } else {
            slab = slabCount;
            if (slab == MOST_SLABS) {
                throw Fault.of("FR5090", "the state of one operator is larger than 32 GiB")
                        .withHint("narrow the query's columns or rows, or define the stream table with mode = 'full'")
                        .exception();
            }
            if (slab == slabs.length) {
                slabs = Arrays.copyOf(slabs, slab * 2);
                Arrays.fill(slabs, slab, slab * 2, NONE);
                liveUnits = Arrays.copyOf(liveUnits, slab * 2);
            }
            slabCount++;
        }
        slabs[slab] = bytes;
        return slab;
    }

    /** Whether less than half of what the slabs hold is in use, so that {@link #evacuate} is worth its while. */
    boolean isSparse() {
        return slabBytes > 4L * SLAB_BYTES && (liveBytes - ownBytes) * 2 < slabBytes;
    }

    /** Empties the slab with the least in it: moves its chunks into room elsewhere and gives it back. A step of at most one slab. */
    void evacuate(Relocation relocation) {
        int slab = emptiest();
        if (slab < 0) {
            return;
        }
        byte[] bytes = slabs[slab];
        for (int at = 0; at < bytes.length; at += chunkBytes(bytes, at)) {
            int length = Bytes.getInt(bytes, at);
            if (length <= -16) {
                freeChunks.remove(pointer(slab, at), -length >>> 3);
            }
        }
        for (int at = 0; at < bytes.length; at += chunkBytes(bytes, at)) {
            int length = Bytes.getInt(bytes, at);
            if (length > 0) {
                int to = allocate(length);
                System.arraycopy(bytes, at, bytes(to), at(to), length);
                liveBytes -= (long) units(length) << 3;
                relocation.moved(pointer(slab, at), to);
            }
        }
        slabBytes -= bytes.length;
        release(slab);
    }

    private static int chunkBytes(byte[] bytes, int at) {
        int length = Bytes.getInt(bytes, at);
        return length > 0 ? units(length) << 3 : -length;
    }

    private int emptiest() {
        int emptiest = -1;
        // slab 0 stays: its first pointer names nothing
        for (int slab = 1; slab < slabCount; slab++) {
            if (slab != current
                    && slabs[slab] != NONE
                    && liveUnits[slab] != OWN
                    && (emptiest < 0 || liveUnits[slab] < liveUnits[emptiest])) {
                emptiest = slab;
            }
        }
        return emptiest;
    }

    /** Shows every chunk in use, in the order of their pointers. Chunks may be neither allocated nor freed meanwhile. */
    void forEach(ChunkVisitor visitor) {
        for (int slab = 0; slab < slabCount; slab++) {
            if (liveUnits[slab] == OWN) {
                visitor.chunk(pointer(slab, 0));
            } else if (liveUnits[slab] > 0) {
                forEachIn(slab, visitor);
            }
        }
    }

    private void forEachIn(int slab, ChunkVisitor visitor) {
        byte[] bytes = slabs[slab];
        int at = firstOffset(slab);
        while (at < bytes.length) {
            if (slab == current && at == bump && bump < bumpEnd) {
                at = bumpEnd;
                continue;
            }
            if (Bytes.getInt(bytes, at) > 0) {
                visitor.chunk(pointer(slab, at));
            }
            at += chunkBytes(bytes, at);
        }
    }

    /** Bytes of the chunks in use, rounded up to units. */
    long liveBytes() {
        return liveBytes;
    }

    /** Bytes of heap, all in. */
    long heapBytes() {
        return slabBytes
                + ownBytes
                + 16L * (slabCount - freeSlabs.cardinality())
                + 8L * slabs.length
                + 4L * liveUnits.length
                + freeChunks.heapBytes()
                + 512;
    }

    /** Reckons from what a checkpoint brought back what need not be in it. */
    void restored() {
        freeSlabs.clear();
        liveBytes = 0;
        slabBytes = 0;
        ownBytes = 0;
        for (int slab = 0; slab < slabCount; slab++) {
            if (slabs[slab].length == 0) {
                slabs[slab] = NONE;
                freeSlabs.set(slab);
            } else if (liveUnits[slab] == OWN) {
                ownBytes += slabs[slab].length;
                liveBytes += slabs[slab].length;
            } else {
                slabBytes += slabs[slab].length;
                liveBytes += (long) liveUnits[slab] << 3;
            }
        }
    }
}
