package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.arrangement.GroupTable;
import dev.freshet.kernel.row.Batch;

/**
 * What is kept of the arguments of a group: {@link #length} bytes of the group's area, into and out of which arguments are taken. The bytes
 * depend on the arguments that are in only, not on their order, and are zero when there are none; a negative weight is held as it is.
 *
 * <p>Sums that do not fit their bytes throw {@link ArithmeticException}; they are so wide that no table's rows reach that.
 */
abstract class Accumulator {
    private final Choice choice;
    /** Where its bytes begin within a group's area; a multiple of 8. */
    final int offset;

    Accumulator(Choice choice, int offset) {
        this.choice = choice;
        this.offset = offset;
    }

    /** Takes in the rows of a block, each into its group; {@code names} as {@link GroupTable#locate} gave them. */
    void add(Batch delta, int first, int count, GroupTable groups, int[] names) {
        byte[] bytes = delta.bytes();
        for (int i = 0; i < count; i++) {
            int row = delta.start(first + i);
            if (choice.takes(bytes, row)) {
                int group = names[i];
                add(groups.bytes(group), GroupTable.state(group) + offset, bytes, row, delta.weight(first + i));
            }
        }
    }

    /**
     * Takes in one row whose argument counts.
     *
     * @param area the array the group's area stands in
     * @param at where this accumulator's bytes stand in it
     */
    abstract void add(byte[] area, int at, byte[] bytes, int row, long weight);

    /** Called when all rows of a tick are in. */
    void endTick() {}

    /** Bytes of heap beside the groups' areas. */
    long heapBytes() {
        return 0;
    }
}
