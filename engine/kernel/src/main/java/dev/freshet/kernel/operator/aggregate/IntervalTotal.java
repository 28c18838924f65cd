package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;

/**
 * The sum of intervals, part by part, infinities counted apart: 56 bytes. As numeric.c's counterpart in timestamp.c
 * ({@code IntervalAggState}), but wider: only the sum has to fit an interval, not what was met on the way.
 */
final class IntervalTotal extends Accumulator {
    static final int LENGTH = 56;
    static final int MICROS = 8;
    static final int DAYS = 24;
    static final int MONTHS = 32;
    static final int POSITIVE = 40;
    static final int NEGATIVE = 48;

    private final Argument argument;

    IntervalTotal(Argument argument, Choice choice, int offset) {
        super(choice, offset);
        this.argument = argument;
    }

    @Override
    void add(byte[] area, int at, byte[] bytes, int row, long weight) {
        plus(area, at, weight);
        int from = argument.from(bytes, row);
        long micros = Bytes.getLong(bytes, from);
        int days = Bytes.getInt(bytes, from + 8);
        int months = Bytes.getInt(bytes, from + 12);
        if (micros == Long.MAX_VALUE && days == Integer.MAX_VALUE && months == Integer.MAX_VALUE) {
            plus(area, at + POSITIVE, weight);
        } else if (micros == Long.MIN_VALUE && days == Integer.MIN_VALUE && months == Integer.MIN_VALUE) {
            plus(area, at + NEGATIVE, weight);
        } else {
            if (!Wide.addProduct(area, at + MICROS, micros, weight)) {
                throw new ArithmeticException("a sum of microseconds beyond 128 bits");
            }
            plus(area, at + DAYS, Math.multiplyExact(days, weight));
            plus(area, at + MONTHS, Math.multiplyExact(months, weight));
        }
    }

    private static void plus(byte[] area, int at, long more) {
        Bytes.putLong(area, at, Math.addExact(Bytes.getLong(area, at), more));
    }
}
