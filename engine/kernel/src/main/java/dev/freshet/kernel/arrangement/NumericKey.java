package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.PackedNumeric;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Equality of {@code numeric} by value, whatever the display scale: 1.0 = 1.00, NaN = NaN. A value is brought to the least scale that
 * holds it (which may be negative: 100 is 1 × 10^2); two values are equal if and only if that pair is.
 */
final class NumericKey {
    private static final long SPECIAL = 0x4e614e2d496e6621L;

    private NumericKey() {}

    /** The hash of a value that fits a long, or of one of {@link PackedNumeric}'s marks. */
    static long hash(int scale, long unscaled, long seed) {
        if (scale < 0) {
            return Hash.of(SPECIAL + scale, seed);
        }
        if (unscaled == 0) {
            return Hash.of(0, seed);
        }
        long v = unscaled;
        int s = scale;
        while (v % 10 == 0) {
            v /= 10;
            s--;
        }
        return hashNormal(s, v, seed);
    }

    /** The hash of a packed image. */
    static long hash(byte[] bytes, int at, int length, long seed) {
        int scale = PackedNumeric.scale(bytes, at);
        if (PackedNumeric.isNarrow(length)) {
            return hash(scale, PackedNumeric.narrow(bytes, at, length), seed);
        }
        BigDecimal normal = new BigDecimal(PackedNumeric.wide(bytes, at, length), scale).stripTrailingZeros();
        BigInteger unscaled = normal.unscaledValue();
        if (unscaled.bitLength() < 64) {
            return hashNormal(normal.scale(), unscaled.longValue(), seed);
        }
        byte[] image = unscaled.toByteArray();
        return Hash.combine(Hash.of(image, 0, image.length, seed), normal.scale());
    }

    private static long hashNormal(int scale, long unscaled, long seed) {
        return Hash.combine(Hash.of(unscaled, seed), scale);
    }

    /** Whether two values that fit a long, or marks, are equal. */
    static boolean same(int scaleA, long unscaledA, int scaleB, long unscaledB) {
        if (scaleA == scaleB) {
            return unscaledA == unscaledB;
        }
        if (scaleA < 0 || scaleB < 0) {
            return false;
        }
        // the one of the greater scale must end in as many zeros as the scales differ by
        long low = scaleA < scaleB ? unscaledA : unscaledB;
        long high = scaleA < scaleB ? unscaledB : unscaledA;
        if (low == 0 || high == 0) {
            return low == high;
        }
        for (int i = Math.abs(scaleA - scaleB); i > 0; i--) {
            if (high % 10 != 0) {
                return false;
            }
            high /= 10;
        }
        return low == high;
    }

    /** Whether two packed images are equal values. */
    static boolean same(byte[] a, int atA, int lengthA, byte[] b, int atB, int lengthB) {
        int scaleA = PackedNumeric.scale(a, atA);
        int scaleB = PackedNumeric.scale(b, atB);
        if (PackedNumeric.isNarrow(lengthA) && PackedNumeric.isNarrow(lengthB)) {
            return same(scaleA, PackedNumeric.narrow(a, atA, lengthA), scaleB, PackedNumeric.narrow(b, atB, lengthB));
        }
        if (scaleA < 0 || scaleB < 0) {
            return false;
        }
        BigDecimal left = new BigDecimal(PackedNumeric.wide(a, atA, lengthA), scaleA);
        BigDecimal right = new BigDecimal(PackedNumeric.wide(b, atB, lengthB), scaleB);
        return left.compareTo(right) == 0;
    }
}
