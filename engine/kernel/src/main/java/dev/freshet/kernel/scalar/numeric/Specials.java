package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.NumericVector;

/** NaN and the infinities of numeric rows. */
final class Specials {
    static final int NAN = PackedNumeric.NAN;

    private Specials() {}

    static boolean isNaN(NumericVector values, int row) {
        return values.scale[row] == PackedNumeric.NAN;
    }

    static boolean isInfinite(NumericVector values, int row) {
        return values.scale[row] < PackedNumeric.NAN;
    }

    /** −1, 0 or 1 of a row that is not NaN. */
    static int signum(NumericVector values, int row) {
        return switch (values.scale[row]) {
            case PackedNumeric.POSITIVE_INFINITY -> 1;
            case PackedNumeric.NEGATIVE_INFINITY -> -1;
            default -> {
                var wide = values.hasWide ? values.wide[row] : null;
                yield wide != null ? wide.signum() : Long.signum(values.unscaled[row]);
            }
        };
    }

    /** The mark of an infinity of a sign; of zero, as in 0 × ∞, NaN. */
    static int infinity(int sign) {
        return sign > 0
                ? PackedNumeric.POSITIVE_INFINITY
                : sign < 0 ? PackedNumeric.NEGATIVE_INFINITY : PackedNumeric.NAN;
    }
}
