package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.type.Column;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of held state: a heading that tells what it is of, then slabs and directories as they stand in memory, so that loading hashes
 * nothing. The seed is part of it. Not proof against damage: whoever writes the file adds a checksum.
 */
final class Checkpoint {
    private static final int MAGIC = 0x46525331;

    private Checkpoint() {}

    /** The heading. */
    static void writeHeading(DataOutput out, String kind, RowKey key) throws IOException {
        out.writeInt(MAGIC);
        byte[] text = heading(kind, key);
        out.writeInt(text.length);
        out.write(text);
    }

    /** Reads a heading and refuses one that is of something else. */
    static void readHeading(DataInput in, String kind, RowKey key) throws IOException {
        byte[] expected = heading(kind, key);
        if (in.readInt() != MAGIC || in.readInt() != expected.length) {
            throw new CheckpointMismatchException("not a checkpoint of a " + kind + " with " + key);
        }
        byte[] found = new byte[expected.length];
        in.readFully(found);
        if (!Arrays.equals(found, expected)) {
            throw new CheckpointMismatchException("a checkpoint of " + new String(found, StandardCharsets.UTF_8)
                    + ", not of a " + kind + " with " + key);
        }
    }

    private static byte[] heading(String kind, RowKey key) {
        String text = kind
                + (key.isWholeRow() ? " whole row" : Arrays.toString(key.columns()))
                + key.layout().columns().stream().map(Column::type).toList();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void write(DataOutput out, SlabStore store) throws IOException {
        out.writeInt(store.slabCount);
        out.writeInt(store.current);
        out.writeInt(store.bump);
        out.writeInt(store.bumpEnd);
        store.freeChunks.save(out);
        LongArrays.write(out, store.liveUnits, store.slabCount);
        for (int slab = 0; slab < store.slabCount; slab++) {
            out.writeInt(store.slabs[slab].length);
            out.write(store.slabs[slab]);
        }
    }

    static SlabStore readStore(DataInput in) throws IOException {
        SlabStore store = new SlabStore();
        store.slabCount = in.readInt();
        store.current = in.readInt();
        store.bump = in.readInt();
        store.bumpEnd = in.readInt();
        store.freeChunks.load(in);
        int room = Math.max(4, store.slabCount);
        store.liveUnits = new int[room];
        LongArrays.read(in, store.liveUnits, store.slabCount);
        store.slabs = new byte[room][];
        Arrays.fill(store.slabs, new byte[0]);
        for (int slab = 0; slab < store.slabCount; slab++) {
            store.slabs[slab] = new byte[in.readInt()];
            in.readFully(store.slabs[slab]);
        }
        store.restored();
        return store;
    }
}
