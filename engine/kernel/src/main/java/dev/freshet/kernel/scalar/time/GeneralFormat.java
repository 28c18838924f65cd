package dev.freshet.kernel.scalar.time;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** C's {@code %g}, which some messages show numbers by: six digits, trailing zeros dropped, an exponent outside 1e-4 to 1e6. */
final class GeneralFormat {
    private static final int DIGITS = 6;
    private static final int LEAST_PLAIN = -4;

    private GeneralFormat() {}

    static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shown = new BigDecimal(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = shown.precision() - shown.scale() - 1;
        if (exponent >= LEAST_PLAIN && exponent < DIGITS) {
            return shown.toPlainString();
        }
        String digits = shown.scaleByPowerOfTen(-exponent).toPlainString();
        return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    /** {@code %02g}. */
    static String padded(double value) {
        String text = of(value);
        return text.length() < 2 ? "0" + text : text;
    }
}
