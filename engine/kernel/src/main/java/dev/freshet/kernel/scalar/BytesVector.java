package dev.freshet.kernel.scalar;

import java.nio.charset.StandardCharsets;

/**
 * {@code TEXT}, {@code BPCHAR}, {@code OPAQUE} (UTF-8), {@code UUID} (16 bytes): each value is a range of some array, that of the batch
 * under the frame or one the producing node owns. Nothing is copied until a row is written.
 */
public final class BytesVector implements Vector {
    private static final byte[] NONE = {};

    public final byte[][] base = new byte[Frame.SIZE][];
    public final int[] from = new int[Frame.SIZE];
    public final int[] length = new int[Frame.SIZE];
    private final Mask nulls = new Mask();

    public BytesVector() {
        java.util.Arrays.fill(base, NONE);
    }

    @Override
    public Mask nulls() {
        return nulls;
    }

    /** Sets a whole array as the value of a row. */
    public void set(int row, byte[] value) {
        base[row] = value;
        from[row] = 0;
        length[row] = value.length;
    }

    /** The value as a string; for slow paths and tests. */
    public String string(int row) {
        return new String(base[row], from[row], length[row], StandardCharsets.UTF_8);
    }
}
