package dev.freshet.kernel.scalar;

/** {@code FLOAT8}, and {@code FLOAT4} (each value then one a float can hold). */
public final class DoubleVector implements Vector {
    public final double[] values = new double[Frame.SIZE];
    private final Mask nulls = new Mask();

    @Override
    public Mask nulls() {
        return nulls;
    }
}
