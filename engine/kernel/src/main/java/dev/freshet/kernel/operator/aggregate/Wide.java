package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import java.math.BigInteger;

/** Integers of 128 bits, two's complement, low half first, in place in a byte array. */
final class Wide {
    private Wide() {}

    /** Adds {@code factor × weight} to the integer at {@code at}; whether the sum fitted. If not, it is unchanged. */
    static boolean addProduct(byte[] area, int at, long factor, long weight) {
        long low = Bytes.getLong(area, at);
        long high = Bytes.getLong(area, at + 8);
        long productLow = factor * weight;
        long productHigh = Math.multiplyHigh(factor, weight);
        long sumLow = low + productLow;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + productHigh + carry;
        // a product of two longs is less than 2^126 in magnitude or 2^126 itself: with the carry its high half cannot
        // wrap
        if (((high ^ sumHigh) & ((productHigh + carry) ^ sumHigh)) < 0) {
            return false;
        }
        Bytes.putLong(area, at, sumLow);
        Bytes.putLong(area, at + 8, sumHigh);
        return true;
    }

    /** Whether the integer fits a long. */
    static boolean isLong(byte[] area, int at) {
        return Bytes.getLong(area, at + 8) == Bytes.getLong(area, at) >> 63;
    }

    static boolean isZero(byte[] area, int at) {
        return (Bytes.getLong(area, at) | Bytes.getLong(area, at + 8)) == 0;
    }

    static void clear(byte[] area, int at) {
        Bytes.putLong(area, at, 0);
        Bytes.putLong(area, at + 8, 0);
    }

    static BigInteger get(byte[] area, int at) {
        byte[] image = new byte[16];
        for (int i = 0; i < 16; i++) {
            image[15 - i] = area[at + i];
        }
        return new BigInteger(image);
    }
}
