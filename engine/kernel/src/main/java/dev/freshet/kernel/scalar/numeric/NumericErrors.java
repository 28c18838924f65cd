package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.EvaluationError;

/** What numeric.c raises. */
final class NumericErrors {
    static final EvaluationError OVERFLOW = new EvaluationError("22003", "value overflows numeric format");
    static final EvaluationError NEGATIVE_ROOT =
            new EvaluationError("2201F", "cannot take square root of a negative number");

    private NumericErrors() {}

    static EvaluationError fieldOverflow(int precision, int scale) {
        int digits = precision - scale;
        return new EvaluationError(
                "22003",
                "numeric field overflow",
                "A field with precision %d, scale %d must round to an absolute value less than %s."
                        .formatted(precision, scale, digits == 0 ? "1" : "10^" + digits));
    }

    static EvaluationError infiniteField(int precision, int scale) {
        return new EvaluationError(
                "22003",
                "numeric field overflow",
                "A field with precision %d, scale %d cannot hold an infinite value.".formatted(precision, scale));
    }
}
