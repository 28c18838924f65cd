package dev.freshet.kernel.row;

/**
 * A seeded 64-bit hash of byte ranges and longs, after Wang Yi's wyhash (public domain): 64×64→128 multiplications whose halves are
 * folded. Every arrangement has a seed of its own; without it, moving rows from one hash table to another of the same order is quadratic.
 */
public final class Hash {
    private static final long P0 = 0xa0761d6478bd642fL;
    private static final long P1 = 0xe7037ed1a0b428dbL;
    private static final long P2 = 0x8ebc6af09c88c6e3L;

    private Hash() {}

    /** The hash of one 64-bit value; two multiplications, so that consecutive values show no structure. */
    public static long of(long value, long seed) {
        return mix(mix(value ^ P0, seed ^ P1) ^ P2, seed ^ 8);
    }

    /** The hash of {@code length} bytes from {@code from}. */
    public static long of(byte[] bytes, int from, int length, long seed) {
        long h = seed ^ P0;
        int at = from;
        int left = length;
        while (left > 16) {
            h = mix(Bytes.getLong(bytes, at) ^ P1, Bytes.getLong(bytes, at + 8) ^ h);
            at += 16;
            left -= 16;
        }
        long a;
        long b;
        if (left >= 8) {
            a = Bytes.getLong(bytes, at);
            b = Bytes.getLong(bytes, at + left - 8);
        } else if (left >= 4) {
            a = Bytes.getInt(bytes, at) & 0xffffffffL;
            b = Bytes.getInt(bytes, at + left - 4) & 0xffffffffL;
        } else {
            a = 0;
            for (int i = 0; i < left; i++) {
                a = (a << 8) | (bytes[at + i] & 0xff);
            }
            b = 0;
        }
        return mix(P2 ^ length, mix(a ^ P1, b ^ h));
    }

    /** Folds one more hash into a running one; order matters. */
    public static long combine(long running, long next) {
        return mix(running ^ P1, next ^ P2);
    }

    private static long mix(long a, long b) {
        return (a * b) ^ Math.unsignedMultiplyHigh(a, b);
    }
}
