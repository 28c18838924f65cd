package dev.freshet.kernel.scalar;

import dev.freshet.kernel.row.Bytes;
import java.util.Arrays;

/**
 * The null bits of a frame's rows, turned from eight columns a byte to sixty-four rows a word. The bytes are gathered once a frame for eight
 * columns; most columns have no NULL among them, which their union tells. Owned by a frame.
 */
final class NullBits {
    private static final long LOWEST = 0x0101010101010101L;
    /** Brings the lowest bits of eight bytes together in the highest byte: the k-th moves from 8k to 56 + k. */
    private static final long TOGETHER = 0x0102040810204080L;

    private final byte[][] gathered;
    private final int[] union;
    private final long[] loaded;

    NullBits(int columns) {
        int bytes = (columns + 7) >>> 3;
        gathered = new byte[bytes][Frame.SIZE];
        union = new int[bytes];
        loaded = new long[bytes];
        Arrays.fill(loaded, -1);
    }

    /** Sets {@code into} to the rows where the column is NULL. */
    void read(int column, byte[] bytes, int[] starts, int count, long generation, Mask into) {
        int index = column >>> 3;
        if (loaded[index] != generation) {
            loaded[index] = generation;
            gather(index, bytes, starts, count);
        }
        int bit = column & 7;
        if ((union[index] >>> bit & 1) == 0) {
            into.clear();
            return;
        }
        byte[] rows = gathered[index];
        for (int w = 0; w < into.words.length; w++) {
            long word = 0;
            for (int eight = 0; eight < 8; eight++) {
                long bits = (Bytes.getLong(rows, (w << 6) + (eight << 3)) >>> bit) & LOWEST;
                word |= (bits * TOGETHER >>> 56) << (eight << 3);
            }
            into.words[w] = word;
        }
    }

    private void gather(int index, byte[] bytes, int[] starts, int count) {
        byte[] rows = gathered[index];
        int any = 0;
        for (int i = 0; i < count; i++) {
            byte nulls = bytes[starts[i] + index];
            rows[i] = nulls;
            any |= nulls;
        }
        Arrays.fill(rows, count, Frame.SIZE, (byte) 0);
        union[index] = any;
    }
}
