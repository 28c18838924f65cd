package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowLayout;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Packs the columns of a left and a right row as one row: the null bits joined, the slots of both after one another, then the variable
 * bytes of both; only the ends of variable columns are rewritten. Immutable.
 */
final class SideBySide {
    private final RowLayout layout;
    private final int leftNullBytes;
    private final int rightNullBytes;
    private final int nullBytes;
    private final int leftFixed;
    private final int rightFixed;
    private final int rightSlots;
    /** How far the right row's null bits are shifted within a byte. */
    private final int shift;

    private final int[] leftEnds;
    private final int[] rightEnds;

    SideBySide(RowLayout left, RowLayout right, RowLayout layout) {
        if (!layout.sameImages(left.followedBy(right))) {
            throw new IllegalArgumentException(layout + " is not " + left + " followed by " + right);
        }
        this.layout = layout;
        leftNullBytes = (left.width() + 7) >>> 3;
        rightNullBytes = (right.width() + 7) >>> 3;
        nullBytes = (layout.width() + 7) >>> 3;
        shift = left.width() & 7;
        leftFixed = left.fixedLength();
        rightFixed = right.fixedLength();
        rightSlots = nullBytes + leftFixed - leftNullBytes;
        leftEnds = ends(layout, 0, left.width());
        rightEnds = ends(layout, left.width(), layout.width());
    }

    private static int[] ends(RowLayout layout, int from, int to) {
        return IntStream.range(from, to)
                .filter(column -> layout.kind(column).isVariable())
                .map(layout::slot)
                .toArray();
    }

    RowLayout layout() {
        return layout;
    }

    /** Appends one row. */
    void append(
            byte[] left,
            int leftRow,
            int leftLength,
            byte[] right,
            int rightRow,
            int rightLength,
            long weight,
            Batch out) {
        int leftVariable = leftLength - leftFixed;
        int rightVariable = rightLength - rightFixed;
        int fixed = layout.fixedLength();
        int at = out.append(fixed + leftVariable + rightVariable, weight);
        byte[] bytes = out.bytes();
        writeNulls(left, leftRow, right, rightRow, bytes, at);
        System.arraycopy(left, leftRow + leftNullBytes, bytes, at + nullBytes, leftFixed - leftNullBytes);
        System.arraycopy(right, rightRow + rightNullBytes, bytes, at + rightSlots, rightFixed - rightNullBytes);
        if (leftEnds.length > 0) {
            System.arraycopy(left, leftRow + leftFixed, bytes, at + fixed, leftVariable);
            move(bytes, at, leftEnds, fixed - leftFixed);
        }
        if (rightEnds.length > 0) {
            System.arraycopy(right, rightRow + rightFixed, bytes, at + fixed + leftVariable, rightVariable);
            move(bytes, at, rightEnds, fixed + leftVariable - rightFixed);
        }
    }

    private void writeNulls(byte[] left, int leftRow, byte[] right, int rightRow, byte[] bytes, int at) {
        for (int i = 0; i < leftNullBytes; i++) {
            bytes[at + i] = left[leftRow + i];
        }
        if (nullBytes > leftNullBytes) {
            Arrays.fill(bytes, at + leftNullBytes, at + nullBytes, (byte) 0);
        }
        int to = at + (shift == 0 ? leftNullBytes : leftNullBytes - 1);
        for (int i = 0; i < rightNullBytes; i++) {
            int bits = (right[rightRow + i] & 0xff) << shift;
            if (bits != 0) {
                bytes[to + i] |= (byte) bits;
                if (bits > 0xff) {
                    bytes[to + i + 1] |= (byte) (bits >>> 8);
                }
            }
        }
    }

    private static void move(byte[] bytes, int at, int[] slots, int by) {
        for (int slot : slots) {
            Bytes.putInt(bytes, at + slot, Bytes.getInt(bytes, at + slot) + by);
        }
    }
}
