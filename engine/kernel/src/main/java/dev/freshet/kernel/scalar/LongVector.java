package dev.freshet.kernel.scalar;

/** {@code BOOL} (0 or 1), {@code INT2}, {@code INT4}, {@code INT8}, {@code DATE}, {@code TIMESTAMP}, {@code TIMESTAMPTZ}. */
public final class LongVector implements Vector {
    public final long[] values = new long[Frame.SIZE];
    private final Mask nulls = new Mask();

    @Override
    public Mask nulls() {
        return nulls;
    }
}
