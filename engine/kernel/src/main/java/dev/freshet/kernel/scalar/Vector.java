package dev.freshet.kernel.scalar;

/**
 * One column of a frame: up to 256 values of one kind, with its NULLs. The value at a NULL, and at a row the vector was not asked for, is
 * whatever it is, but safe to compute with. Mutable; owned by the expression node that fills it, valid until that node is evaluated again.
 */
public sealed interface Vector permits LongVector, DoubleVector, NumericVector, BytesVector, IntervalVector {
    /** The rows whose value is NULL. */
    Mask nulls();
}
