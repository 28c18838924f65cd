package dev.freshet.kernel.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating point as PostgreSQL prints it: the shortest digits that read back as the same value, plain between 1e-4 and 1e15 (1e6 for
 * {@code real}), else with an exponent of at least two digits.
 *
 * <p>Source: PostgreSQL src/common/d2s.c and f2s.c (Ryu). The JDK's digits (19 on) are the shortest too but for two things, looked into
 * here: it never gives fewer than two, and it takes digits that lie exactly half way to the neighbour (1e23), which PostgreSQL does not.
 */
public final class FloatText {
    private static final int DOUBLE_PLAIN_BELOW = 15;
    private static final int FLOAT_PLAIN_BELOW = 6;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    private FloatText() {}

    /** A {@code double precision}. */
    public static String of(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        double size = Math.abs(value);
        BigDecimal shortest = new BigDecimal(Double.toString(size)).stripTrailingZeros();
        if (shortest.precision() == 2 || mayBeHalfWay(shortest)) {
            BigDecimal exact = new BigDecimal(size);
            BigDecimal above = size == Double.MAX_VALUE
                    ? exact.add(exact.subtract(new BigDecimal(Math.nextDown(size))))
                    : new BigDecimal(Math.nextUp(size));
            shortest = shortestBetween(new BigDecimal(Math.nextDown(size)), exact, above);
        }
        return print(value < 0, shortest, DOUBLE_PLAIN_BELOW);
    }

    /** A {@code real}. */
    public static String of(float value) {
        if (Float.isNaN(value) || Float.isInfinite(value) || value == 0) {
            return of((double) value);
        }
        float size = Math.abs(value);
        BigDecimal shortest = new BigDecimal(Float.toString(size)).stripTrailingZeros();
        if (shortest.precision() == 2 || mayBeHalfWay(shortest)) {
            BigDecimal exact = new BigDecimal(size);
            BigDecimal above = size == Float.MAX_VALUE
                    ? exact.add(exact.subtract(new BigDecimal(Math.nextDown(size))))
                    : new BigDecimal(Math.nextUp(size));
            shortest = shortestBetween(new BigDecimal(Math.nextDown(size)), exact, above);
        }
        return print(value < 0, shortest, FLOAT_PLAIN_BELOW);
    }

    /** Half way between two floats lies an integer of many bits, or a binary fraction whose digits end in 5 and are many. */
    private static boolean mayBeHalfWay(BigDecimal shortest) {
        return shortest.scale() <= 0
                || shortest.unscaledValue().testBit(0)
                        && shortest.unscaledValue().mod(FIVE).signum() == 0;
    }

    /** The fewest digits strictly inside the half distances to the neighbours, and of those the closest. */
    private static BigDecimal shortestBetween(BigDecimal below, BigDecimal exact, BigDecimal above) {
        BigDecimal low = below.add(exact).divide(TWO);
        BigDecimal high = above.add(exact).divide(TWO);
        for (int digits = 1; ; digits++) {
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean downFits = down.compareTo(low) > 0;
            boolean upFits = up.compareTo(high) < 0;
            if (downFits || upFits) {
                boolean takeDown = downFits && (!upFits || exact.subtract(down).compareTo(up.subtract(exact)) <= 0);
                return (takeDown ? down : up).stripTrailingZeros();
            }
        }
    }

    private static String print(boolean negative, BigDecimal value, int plainBelow) {
        String digits = value.unscaledValue().toString();
        int exponent = digits.length() - 1 - value.scale();
        StringBuilder text = new StringBuilder(negative ? "-" : "");
        if (exponent < -4 || exponent >= plainBelow) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            text.append('e').append(exponent < 0 ? '-' : '+');
            int size = Math.abs(exponent);
            return text.append(size < 10 ? "0" : "").append(size).toString();
        }
        return text.append(value.toPlainString()).toString();
    }
}
