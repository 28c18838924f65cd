package dev.freshet.kernel.scalar;

import dev.freshet.kernel.type.Kind;

/** Which vector holds which kind. */
public final class Vectors {
    private Vectors() {}

    /** A new vector for values of a kind. */
    public static Vector of(Kind kind) {
        return switch (kind) {
            case BOOL, INT2, INT4, INT8, DATE, TIMESTAMP, TIMESTAMPTZ -> new LongVector();
            case FLOAT4, FLOAT8 -> new DoubleVector();
            case DECIMAL, NUMERIC -> new NumericVector();
            case TEXT, BPCHAR, OPAQUE, UUID -> new BytesVector();
            case INTERVAL -> new IntervalVector();
        };
    }
}
