package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.arrangement.OrderedBags;
import dev.freshet.kernel.row.Bytes;

/** All arguments in their order: 8 bytes, and a node for each different image beside the area. For {@code min} and {@code max}. */
final class Bag extends Accumulator {
    static final int LENGTH = 8;

    private final Argument argument;
    private final OrderedBags bags;

    Bag(Argument argument, Choice choice, int offset, long seed) {
        super(choice, offset);
        this.argument = argument;
        bags = new OrderedBags(ValueOrder.of(argument.type().kind()), seed);
    }

    @Override
    void add(byte[] area, int at, byte[] bytes, int row, long weight) {
        int bag = Bytes.getInt(area, at);
        int changed = bags.add(bag, bytes, argument.from(bytes, row), argument.length(bytes, row), weight);
        if (changed != bag) {
            Bytes.putInt(area, at, changed);
        }
    }

    /** The image of the least argument; 0 if there is none. */
    int least(byte[] area, int at) {
        return bags.first(Bytes.getInt(area, at));
    }

    /** The image of the greatest argument; 0 if there is none. */
    int greatest(byte[] area, int at) {
        return bags.last(Bytes.getInt(area, at));
    }

    OrderedBags bags() {
        return bags;
    }

    @Override
    long heapBytes() {
        return bags.heapBytes();
    }
}
