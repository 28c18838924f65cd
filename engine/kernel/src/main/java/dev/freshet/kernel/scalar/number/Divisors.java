package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;

/** {@code gcd} and {@code lcm} of integers (int.c, {@code int4gcd_internal}, {@code int4lcm}): never negative. */
final class Divisors {
    private Divisors() {}

    record Greatest(IntegerRange range) implements LongKernel {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                long gcd = gcd(left.values[r], right.values[r]);
                result.values[r] = gcd;
                if (gcd < 0 || gcd > range.max) {
                    rows.fail(r, range.error);
                }
            }
        }
    }

    record LeastMultiple(IntegerRange range) implements LongKernel {
        @Override
        public void run(LongVector left, LongVector right, LongVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                long a = left.values[r];
                long b = right.values[r];
                if (a == 0 || b == 0) {
                    result.values[r] = 0;
                    continue;
                }
                long gcd = gcd(a, b);
                long part = a / gcd;
                long high = Math.multiplyHigh(part, b);
                long multiple = part * b;
                result.values[r] = Math.abs(multiple);
                if (gcd < 0 || high != multiple >> 63 || multiple == Long.MIN_VALUE || Math.abs(multiple) > range.max) {
                    rows.fail(r, range.error);
                }
            }
        }
    }

    /** Euclid's; negative only if the result is 2^63. */
    private static long gcd(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        return Math.abs(x);
    }
}
