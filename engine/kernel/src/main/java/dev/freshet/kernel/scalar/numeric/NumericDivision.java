package dev.freshet.kernel.scalar.numeric;

import java.math.BigInteger;

/**
 * The quotient of two finite numerics, as numeric.c has it ({@code select_div_scale}, {@code div_var}): at least sixteen significant
 * digits, counted in groups of four as numeric.c stores them, no fewer digits after the point than either operand, at most a thousand;
 * rounded half away from zero.
 */
public final class NumericDivision {
    private static final int MIN_SIGNIFICANT_DIGITS = 16;
    private static final int MAX_DISPLAY_SCALE = 1000;
    /** Decimal digits of one stored digit. */
    private static final int GROUP = 4;

    private NumericDivision() {}

    /** The display scale of {@code dividend / divisor}, each given as unscaled value and scale; the divisor is not zero. */
    public static int scale(BigInteger dividend, int dividendScale, BigInteger divisor, int divisorScale) {
        int dividendWeight = weight(PowersOfTen.digits(dividend), dividendScale);
        int divisorWeight = weight(PowersOfTen.digits(divisor), divisorScale);
        int quotientWeight = dividendWeight - divisorWeight;
        if (firstGroup(dividend, dividendScale, dividendWeight) <= firstGroup(divisor, divisorScale, divisorWeight)) {
            quotientWeight--;
        }
        return scale(quotientWeight, dividendScale, divisorScale);
    }

    /** As {@link #scale(BigInteger, int, BigInteger, int)}, of narrow values. */
    public static int scale(long dividend, int dividendScale, long divisor, int divisorScale) {
        int dividendWeight = weight(PowersOfTen.digits(dividend), dividendScale);
        int divisorWeight = weight(PowersOfTen.digits(divisor), divisorScale);
        int quotientWeight = dividendWeight - divisorWeight;
        if (firstGroup(dividend, dividendScale, dividendWeight) <= firstGroup(divisor, divisorScale, divisorWeight)) {
            quotientWeight--;
        }
        return scale(quotientWeight, dividendScale, divisorScale);
    }

    /** The unscaled quotient at a scale, rounded half away from zero; the divisor is not zero. */
    public static BigInteger divide(
            BigInteger dividend, int dividendScale, BigInteger divisor, int divisorScale, int scale) {
        int shift = scale + divisorScale - dividendScale;
        return shift >= 0
                ? roundedQuotient(dividend.multiply(PowersOfTen.big(shift)), divisor)
                : roundedQuotient(dividend, divisor.multiply(PowersOfTen.big(-shift)));
    }

    /** {@code dividend / divisor} of integers, rounded half away from zero. */
    public static BigInteger roundedQuotient(BigInteger dividend, BigInteger divisor) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        if (parts[1].shiftLeft(1).abs().compareTo(divisor.abs()) < 0) {
            return parts[0];
        }
        return parts[0].add(BigInteger.valueOf(dividend.signum() * divisor.signum()));
    }

    /** {@link Long#MIN_VALUE} where {@link #narrow} has no answer. */
    public static final long NOT_NARROW = Long.MIN_VALUE;

    /**
     * The unscaled quotient where it can be had by long division nine digits at a time, or {@link #NOT_NARROW}. The caller then takes the
     * wide way.
     */
    public static long narrow(long dividend, int dividendScale, long divisor, int divisorScale, int scale) {
        int shift = scale + divisorScale - dividendScale;
        // a remainder below the divisor, times 10^9, must fit
        long magnitude = Math.abs(divisor);
        if (shift < 0 || dividend == Long.MIN_VALUE || magnitude > Long.MAX_VALUE / 1_000_000_000 || magnitude < 0) {
            return NOT_NARROW;
        }
        long rest = Math.abs(dividend);
        long quotient = rest / magnitude;
        rest %= magnitude;
        while (shift > 0) {
            int step = Math.min(shift, 9);
            long power = PowersOfTen.of(step);
            if (quotient > (Long.MAX_VALUE >>> 1) / power) {
                return NOT_NARROW;
            }
            rest *= power;
            quotient = quotient * power + rest / magnitude;
            rest %= magnitude;
            shift -= step;
        }
        if (rest >= magnitude - rest) {
            quotient++;
        }
        return (dividend < 0) == (divisor < 0) ? quotient : -quotient;
    }

    private static int scale(int quotientWeight, int dividendScale, int divisorScale) {
        int scale = MIN_SIGNIFICANT_DIGITS - quotientWeight * GROUP;
        return Math.min(Math.max(scale, Math.max(dividendScale, divisorScale)), MAX_DISPLAY_SCALE);
    }

    /** The power of 10 000 the first stored digit stands for; 0 for zero. */
    private static int weight(int digits, int scale) {
        return digits == 0 ? 0 : Math.floorDiv(digits - 1 - scale, GROUP);
    }

    /** The first stored digit, 1 … 9999; 0 for zero. */
    private static int firstGroup(long unscaled, int scale, int weight) {
        if (unscaled == Long.MIN_VALUE) {
            return firstGroup(BigInteger.valueOf(unscaled), scale, weight);
        }
        long magnitude = Math.abs(unscaled);
        int drop = scale + GROUP * weight;
        return (int)
                (drop <= 0
                        ? magnitude * PowersOfTen.of(-drop)
                        : drop > PowersOfTen.LONG_MAX ? 0 : magnitude / PowersOfTen.of(drop));
    }

    private static int firstGroup(BigInteger unscaled, int scale, int weight) {
        if (unscaled.signum() == 0) {
            return 0;
        }
        BigInteger magnitude = unscaled.abs();
        int drop = scale + GROUP * weight;
        return (drop <= 0 ? magnitude.multiply(PowersOfTen.big(-drop)) : magnitude.divide(PowersOfTen.big(drop)))
                .intValueExact();
    }
}
