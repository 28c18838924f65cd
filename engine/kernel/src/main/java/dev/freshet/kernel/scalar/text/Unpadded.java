package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Frame;

/** The lengths of {@code char(n)} values without their trailing blanks. Owned by one node. */
final class Unpadded {
    private final int[] lengths = new int[Frame.SIZE];

    /** In bytes, of the rows below {@code count}; valid until the next call. */
    int[] lengths(BytesVector values, int count) {
        for (int i = 0; i < count; i++) {
            lengths[i] = length(values.base[i], values.from[i], values.length[i]);
        }
        return lengths;
    }

    /** The bytes of one value up to its trailing blanks. */
    static int length(byte[] bytes, int from, int length) {
        int end = from + length;
        while (end > from && bytes[end - 1] == ' ') {
            end--;
        }
        return end - from;
    }
}
