package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import java.util.Arrays;

/**
 * Where a node writes the strings it makes for the rows of a frame, one after the other. When it is full it goes on in a new array; the
 * strings written before stay where they are. Owned by one node; what it holds is valid until {@link #begin}.
 */
final class TextArena {
    /** What is kept from one frame to the next at most. */
    private static final int KEPT = 1 << 20;

    private byte[] bytes = new byte[4096];
    private int at;
    private int start;

    /** Begins a frame: what was written is given up. */
    void begin() {
        if (bytes.length > KEPT) {
            bytes = new byte[4096];
        }
        at = 0;
    }

    /** Begins a string of at most {@code most} bytes, to be written to {@link #bytes} from {@link #at} on. */
    void open(int most) {
        if (bytes.length - at < most) {
            bytes = new byte[Math.max(most, (int) Math.min(KEPT, 2L * bytes.length))];
            at = 0;
        }
        start = at;
    }

    /** The array being written to; another one after {@link #open}. */
    byte[] bytes() {
        return bytes;
    }

    /** Where to write next. */
    int at() {
        return at;
    }

    /** Says up to where has been written. */
    void advance(int next) {
        at = next;
    }

    void put(byte b) {
        bytes[at++] = b;
    }

    void put(byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, at, length);
        at += length;
    }

    /** The same byte so many times. */
    void fill(byte b, int times) {
        Arrays.fill(bytes, at, at + times, b);
        at += times;
    }

    void putCodePoint(int codePoint) {
        at += Utf8.encode(codePoint, bytes, at);
    }

    /** Ends the string and makes it the value of a row. */
    void close(BytesVector result, int row) {
        result.base[row] = bytes;
        result.from[row] = start;
        result.length[row] = at - start;
    }

    /** The bytes of the string that is open. */
    int length() {
        return at - start;
    }

    /** Where the string that is open begins. */
    int start() {
        return start;
    }
}
