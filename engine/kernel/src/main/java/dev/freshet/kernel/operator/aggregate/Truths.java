package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;

/** How many booleans, and how many of them are true: 16 bytes. */
final class Truths extends Accumulator {
    static final int LENGTH = 16;
    static final int TRUE = 8;

    private final Argument argument;

    Truths(Argument argument, Choice choice, int offset) {
        super(choice, offset);
        this.argument = argument;
    }

    @Override
    void add(byte[] area, int at, byte[] bytes, int row, long weight) {
        Bytes.putLong(area, at, Math.addExact(Bytes.getLong(area, at), weight));
        long truth = argument.longAt(bytes, row);
        Bytes.putLong(area, at + TRUE, Math.addExact(Bytes.getLong(area, at + TRUE), truth * weight));
    }
}
