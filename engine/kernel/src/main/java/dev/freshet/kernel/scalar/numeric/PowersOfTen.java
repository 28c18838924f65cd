package dev.freshet.kernel.scalar.numeric;

import java.math.BigInteger;

/** 10^n, as longs and as big integers, and decimal digits counted. Immutable. */
public final class PowersOfTen {
    /** The largest n for which 10^n fits a long. */
    public static final int LONG_MAX = 18;

    private static final long[] LONGS = new long[LONG_MAX + 1];
    private static final BigInteger[] BIG = new BigInteger[128];

    static {
        long power = 1;
        for (int i = 0; i < LONGS.length; i++) {
            LONGS[i] = power;
            power *= 10;
        }
        BIG[0] = BigInteger.ONE;
        for (int i = 1; i < BIG.length; i++) {
            BIG[i] = BIG[i - 1].multiply(BigInteger.TEN);
        }
    }

    private PowersOfTen() {}

    /** 10^n for 0 ≤ n ≤ 18. */
    public static long of(int n) {
        return LONGS[n];
    }

    /** 10^n for n ≥ 0. */
    public static BigInteger big(int n) {
        return n < BIG.length ? BIG[n] : BigInteger.TEN.pow(n);
    }

    /** Decimal digits of |value|; none for zero. */
    public static int digits(long value) {
        if (value == Long.MIN_VALUE) {
            return 19;
        }
        long magnitude = Math.abs(value);
        // 1233 / 4096 ≈ log10(2)
        int guess = ((64 - Long.numberOfLeadingZeros(magnitude)) * 1233) >>> 12;
        return magnitude >= LONGS[guess] ? guess + 1 : guess;
    }

    /** Decimal digits of |value|; none for zero. */
    public static int digits(BigInteger value) {
        if (value.signum() == 0) {
            return 0;
        }
        if (value.bitLength() < Long.SIZE) {
            return digits(value.longValue());
        }
        BigInteger magnitude = value.abs();
        // the power of two below it has one digit more than this, and the value itself perhaps another
        int least = (int) ((magnitude.bitLength() - 1) * 0.30102999566398120) + 1;
        return magnitude.compareTo(big(least)) >= 0 ? least + 1 : least;
    }
}
