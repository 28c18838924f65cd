package dev.freshet.kernel.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array that values are written to; reused from value to value. Confined to one thread. */
public final class ByteSink {
    private byte[] bytes = new byte[256];
    private int length;

    /** The array; only the first {@link #length} bytes count. Replaced when it grows. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    public ByteSink put(int b) {
        ensure(1);
        bytes[length++] = (byte) b;
        return this;
    }

    public ByteSink put(byte[] source, int from, int count) {
        ensure(count);
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        return this;
    }

    /** ASCII text. */
    public ByteSink ascii(String text) {
        ensure(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** A decimal number. */
    public ByteSink number(long value) {
        if (value == Long.MIN_VALUE) {
            return ascii("-9223372036854775808");
        }
        long rest = Math.abs(value);
        int digits = digits(rest);
        if (value < 0) {
            put('-');
        }
        ensure(digits);
        length += digits;
        for (int at = length; digits > 0; digits--) {
            bytes[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long limit = 10; digits < 19 && value >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    /** A decimal number, padded with zeros to a width. */
    public ByteSink padded(long value, int width) {
        String digits = Long.toString(value);
        for (int i = digits.length(); i < width; i++) {
            put('0');
        }
        return ascii(digits);
    }

    /** Big-endian, as the network has it. */
    public ByteSink short16(int value) {
        return put(value >>> 8).put(value);
    }

    /** Big-endian. */
    public ByteSink int32(int value) {
        return short16(value >>> 16).short16(value);
    }

    /** Big-endian. */
    public ByteSink int64(long value) {
        return int32((int) (value >>> 32)).int32((int) value);
    }

    /** Writes a big-endian int over four bytes that are there already. */
    void patchInt32(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written, as UTF-8. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
