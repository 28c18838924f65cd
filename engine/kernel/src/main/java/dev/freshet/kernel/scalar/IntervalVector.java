package dev.freshet.kernel.scalar;

/** {@code INTERVAL}, in PostgreSQL's three parts. */
public final class IntervalVector implements Vector {
    public final long[] micros = new long[Frame.SIZE];
    public final int[] days = new int[Frame.SIZE];
    public final int[] months = new int[Frame.SIZE];
    private final Mask nulls = new Mask();

    @Override
    public Mask nulls() {
        return nulls;
    }
}
