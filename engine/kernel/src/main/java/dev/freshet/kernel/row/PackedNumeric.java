package dev.freshet.kernel.row;

import java.math.BigInteger;

/**
 * The variable image of a {@code numeric}: two bytes of display scale, then the unscaled value as the shortest two's complement,
 * little-endian; zero has no value bytes. A negative scale marks what is not finite and stands alone. One image a (value, display
 * scale): two numerics print the same exactly if their images are the same bytes.
 */
public final class PackedNumeric {
    /** Bytes an image takes whose value fits a long, at most. */
    static final int MOST_NARROW = 10;

    public static final int NAN = -1;
    public static final int POSITIVE_INFINITY = -2;
    public static final int NEGATIVE_INFINITY = -3;

    private PackedNumeric() {}

    /** Bytes the image of a value that fits a long takes. */
    public static int length(int scale, long unscaled) {
        return scale < 0 ? 2 : 2 + valueBytes(unscaled);
    }

    /** Bytes the image of a wide value takes. */
    public static int length(BigInteger unscaled) {
        return unscaled.signum() == 0 ? 2 : 2 + unscaled.toByteArray().length;
    }

    private static int valueBytes(long v) {
        return v == 0 ? 0 : (64 - Long.numberOfLeadingZeros(v < 0 ? ~v : v)) / 8 + 1;
    }

    /** Writes the image at {@code at}; returns the bytes written. */
    public static int put(byte[] bytes, int at, int scale, long unscaled) {
        Bytes.putShort(bytes, at, (short) scale);
        if (scale < 0) {
            return 2;
        }
        int n = valueBytes(unscaled);
        putValue(bytes, at + 2, n, unscaled);
        return 2 + n;
    }

    /**
     * As {@link #put}, where what stands behind is of no worth yet: up to {@link #MOST_NARROW} bytes are written, of which as many count as are
     * returned. Does not branch by the value's length, which cannot be predicted.
     */
    static int putOver(byte[] bytes, int at, int scale, long unscaled) {
        Bytes.putShort(bytes, at, (short) scale);
        Bytes.putLong(bytes, at + 2, unscaled);
        return length(scale, unscaled);
    }

    /** The lowest {@code n} bytes of a value, in pieces that overlap, and not a byte beyond. */
    private static void putValue(byte[] bytes, int at, int n, long value) {
        if (n >= 4) {
            Bytes.putInt(bytes, at, (int) value);
            Bytes.putInt(bytes, at + n - 4, (int) (value >> (8 * (n - 4))));
        } else if (n >= 2) {
            Bytes.putShort(bytes, at, (short) value);
            bytes[at + n - 1] = (byte) (value >> (8 * (n - 1)));
        } else if (n == 1) {
            bytes[at] = (byte) value;
        }
    }

    /** Writes the image of a wide value at {@code at}; returns the bytes written. Narrow values give the same image as {@code put} of a long. */
    public static int put(byte[] bytes, int at, int scale, BigInteger unscaled) {
        Bytes.putShort(bytes, at, (short) scale);
        if (unscaled.signum() == 0) {
            return 2;
        }
        byte[] big = unscaled.toByteArray();
        for (int i = 0; i < big.length; i++) {
            bytes[at + 2 + i] = big[big.length - 1 - i];
        }
        return 2 + big.length;
    }

    /** Display scale, or one of the negative marks. */
    public static int scale(byte[] bytes, int at) {
        return Bytes.getShort(bytes, at);
    }

    /** Whether the unscaled value of an image of this length fits a long. */
    public static boolean isNarrow(int length) {
        return length <= MOST_NARROW;
    }

    /** The unscaled value of a narrow image. */
    public static long narrow(byte[] bytes, int at, int length) {
        int n = length - 2;
        if (n >= 4) {
            long high = (long) Bytes.getInt(bytes, at + n - 2) << (8 * (n - 4));
            return high | (Bytes.getInt(bytes, at + 2) & 0xffffffffL);
        }
        if (n >= 2) {
            return ((long) bytes[at + n + 1] << (8 * (n - 1))) | (Bytes.getShort(bytes, at + 2) & 0xffffL);
        }
        return n == 1 ? bytes[at + 2] : 0;
    }

    /** The unscaled value of any finite image. */
    public static BigInteger wide(byte[] bytes, int at, int length) {
        int n = length - 2;
        if (n == 0) {
            return BigInteger.ZERO;
        }
        byte[] big = new byte[n];
        for (int i = 0; i < n; i++) {
            big[n - 1 - i] = bytes[at + 2 + i];
        }
        return new BigInteger(big);
    }
}
