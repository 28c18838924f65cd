package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;

/** How many: the sum of the weights, 8 bytes. */
final class Count extends Accumulator {
    static final int LENGTH = 8;

    Count(Choice choice, int offset) {
        super(choice, offset);
    }

    @Override
    void add(byte[] area, int at, byte[] bytes, int row, long weight) {
        Bytes.putLong(area, at, Math.addExact(Bytes.getLong(area, at), weight));
    }

    static long count(byte[] area, int at) {
        return Bytes.getLong(area, at);
    }
}
