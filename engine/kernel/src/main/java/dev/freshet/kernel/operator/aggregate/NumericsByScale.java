package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.numeric.PowersOfTen;
import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Numerics of any size and scale, summed a scale at a time, and how many there are of each scale, of NaN and of the infinities. */
final class NumericsByScale {
    private record Part(long count, BigInteger sum) {
        private static final Part EMPTY = new Part(0, BigInteger.ZERO);
    }

    private final TreeMap<Integer, Part> parts = new TreeMap<>();
    private long nans;
    private long positive;
    private long negative;

    void add(int scale, BigInteger unscaled, long weight) {
        Part had = parts.getOrDefault(scale, Part.EMPTY);
        put(
                scale,
                Math.addExact(had.count(), weight),
                had.sum().add(weight == 1 ? unscaled : unscaled.multiply(BigInteger.valueOf(weight))));
    }

    /** Sets how many values of a scale there are, and their sum. */
    void put(int scale, long count, BigInteger sum) {
        if (count == 0 && sum.signum() == 0) {
            parts.remove(scale);
        } else {
            parts.put(scale, new Part(count, sum));
        }
    }

    void addSpecial(int mark, long weight) {
        switch (mark) {
            case PackedNumeric.NAN -> nans = Math.addExact(nans, weight);
            case PackedNumeric.POSITIVE_INFINITY -> positive = Math.addExact(positive, weight);
            default -> negative = Math.addExact(negative, weight);
        }
    }

    boolean isEmpty() {
        return parts.isEmpty() && (nans | positive | negative) == 0;
    }

    /** The greatest scale, or what the sum is if it is not finite: NaN, also as ∞ − ∞, or an infinity. */
    int scale() {
        if (nans != 0 || (positive != 0 && negative != 0)) {
            return PackedNumeric.NAN;
        }
        if (positive != 0) {
            return PackedNumeric.POSITIVE_INFINITY;
        }
        return negative != 0 ? PackedNumeric.NEGATIVE_INFINITY : parts.lastKey();
    }

    /** The unscaled sum at {@link #scale} of a finite one. */
    BigInteger sum() {
        int scale = parts.lastKey();
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<Integer, Part> part : parts.entrySet()) {
            sum = sum.add(part.getValue().sum().multiply(PowersOfTen.big(scale - part.getKey())));
        }
        return sum;
    }
}
