package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.BytesVector;
import java.util.Arrays;

/** The order of strings by their bytes, unsigned, a beginning before what it begins: that of C, and of code points in UTF-8. */
final class TextOrder {
    /** From this length on the vector instructions behind {@link Arrays#equals} are worth the call. */
    private static final int LONG = 64;

    private TextOrder() {}

    /** Whether two strings of one row have the same bytes. */
    static boolean same(BytesVector a, int aLength, BytesVector b, int bLength, int row) {
        if (aLength != bLength) {
            return false;
        }
        int aFrom = a.from[row];
        int bFrom = b.from[row];
        return aLength < LONG
                ? Bytes.same(a.base[row], aFrom, b.base[row], bFrom, aLength)
                : Arrays.equals(a.base[row], aFrom, aFrom + aLength, b.base[row], bFrom, bFrom + bLength);
    }

    /** Negative, zero or positive as the first string of a row is before, the same as or after the second. */
    static int compare(BytesVector a, int aLength, BytesVector b, int bLength, int row) {
        byte[] aBytes = a.base[row];
        byte[] bBytes = b.base[row];
        int aFrom = a.from[row];
        int bFrom = b.from[row];
        if (aLength >= 8 && bLength >= 8) {
            long aHead = Bytes.getLong(aBytes, aFrom);
            long bHead = Bytes.getLong(bBytes, bFrom);
            if (aHead != bHead) {
                return Long.compareUnsigned(Long.reverseBytes(aHead), Long.reverseBytes(bHead));
            }
        }
        return Arrays.compareUnsigned(aBytes, aFrom, aFrom + aLength, bBytes, bFrom, bFrom + bLength);
    }
}
