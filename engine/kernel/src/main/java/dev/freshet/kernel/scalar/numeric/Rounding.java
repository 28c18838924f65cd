package dev.freshet.kernel.scalar.numeric;

import java.math.BigInteger;

/** How a value that is not whole becomes a whole one. */
enum Rounding {
    /** To the nearest, half away from zero: {@code round}. */
    HALF_AWAY,
    /** Toward zero: {@code trunc}. */
    DOWN,
    CEILING,
    FLOOR;

    /** {@code dividend / divisor} for a divisor &gt; 0. */
    long divide(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long rest = dividend % divisor;
        return switch (this) {
            case HALF_AWAY -> {
                long magnitude = Math.abs(rest);
                yield magnitude >= divisor - magnitude ? quotient + (dividend < 0 ? -1 : 1) : quotient;
            }
            case DOWN -> quotient;
            case CEILING -> rest > 0 ? quotient + 1 : quotient;
            case FLOOR -> rest < 0 ? quotient - 1 : quotient;
        };
    }

    /** {@code dividend / divisor} for a divisor &gt; 0. */
    BigInteger divide(BigInteger dividend, BigInteger divisor) {
        if (divisor.equals(BigInteger.ONE)) {
            return dividend;
        }
        if (this == HALF_AWAY) {
            return NumericDivision.roundedQuotient(dividend, divisor);
        }
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        return switch (this) {
            case HALF_AWAY, DOWN -> parts[0];
            case CEILING -> parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
            case FLOOR -> parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
        };
    }
}
