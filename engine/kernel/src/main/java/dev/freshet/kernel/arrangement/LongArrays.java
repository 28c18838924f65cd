package dev.freshet.kernel.arrangement;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of longs and ints to and from a checkpoint, in blocks, little-endian. */
final class LongArrays {
    private static final int BLOCK = 8192;

    private LongArrays() {}

    static void write(DataOutput out, long[] values, int count) throws IOException {
        byte[] block = new byte[Math.min(BLOCK, count) * Long.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < count; at += BLOCK) {
            int n = Math.min(BLOCK, count - at);
            buffer.asLongBuffer().put(values, at, n);
            out.write(block, 0, n * Long.BYTES);
        }
    }

    static void read(DataInput in, long[] values, int count) throws IOException {
        byte[] block = new byte[Math.min(BLOCK, count) * Long.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < count; at += BLOCK) {
            int n = Math.min(BLOCK, count - at);
            in.readFully(block, 0, n * Long.BYTES);
            buffer.asLongBuffer().get(values, at, n);
        }
    }

    static void write(DataOutput out, int[] values, int count) throws IOException {
        byte[] block = new byte[count * Integer.BYTES];
        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(values, 0, count);
        out.write(block);
    }

    static void read(DataInput in, int[] values, int count) throws IOException {
        byte[] block = new byte[count * Integer.BYTES];
        in.readFully(block);
        ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(values, 0, count);
    }
}
