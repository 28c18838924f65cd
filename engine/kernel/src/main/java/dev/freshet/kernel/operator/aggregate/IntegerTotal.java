package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;

/** The sum, 128 bits, and the count of integers: 24 bytes, of which the count stands first. */
final class IntegerTotal extends Accumulator {
    static final int LENGTH = 24;
    static final int SUM = 8;

    private final Argument argument;

    IntegerTotal(Argument argument, Choice choice, int offset) {
        super(choice, offset);
        this.argument = argument;
    }

    @Override
    void add(byte[] area, int at, byte[] bytes, int row, long weight) {
        Bytes.putLong(area, at, Math.addExact(Bytes.getLong(area, at), weight));
        if (!Wide.addProduct(area, at + SUM, argument.longAt(bytes, row), weight)) {
            throw new ArithmeticException("a sum of integers beyond 128 bits");
        }
    }
}
