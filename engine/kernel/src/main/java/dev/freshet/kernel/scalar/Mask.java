package dev.freshet.kernel.scalar;

/**
 * A set of rows of one frame: one bit a row, 256 of them. Used for NULLs, for the rows an expression is wanted for, for the rows a filter
 * keeps. Mutable; owned by one node of one expression tree.
 */
public final class Mask {
    /** Four words; bit {@code row & 63} of word {@code row >>> 6}. */
    public final long[] words = new long[Frame.SIZE / 64];

    /** The rows below {@code count}. */
    public static Mask firstRows(int count) {
        Mask mask = new Mask();
        mask.setFirst(count);
        return mask;
    }

    public boolean get(int row) {
        return (words[row >>> 6] & (1L << row)) != 0;
    }

    /** 1 if the row is in the set, 0 if not; without a branch. */
    int bit(int row) {
        return (int) (words[row >>> 6] >>> row) & 1;
    }

    public void set(int row) {
        words[row >>> 6] |= 1L << row;
    }

    public void unset(int row) {
        words[row >>> 6] &= ~(1L << row);
    }

    public void clear() {
        words[0] = 0;
        words[1] = 0;
        words[2] = 0;
        words[3] = 0;
    }

    /** Exactly the rows below {@code count}. */
    public void setFirst(int count) {
        for (int w = 0; w < words.length; w++) {
            int bits = count - (w << 6);
            words[w] = bits >= 64 ? -1L : bits <= 0 ? 0 : (1L << bits) - 1;
        }
    }

    public boolean isEmpty() {
        return (words[0] | words[1] | words[2] | words[3]) == 0;
    }

    public int count() {
        return Long.bitCount(words[0]) + Long.bitCount(words[1]) + Long.bitCount(words[2]) + Long.bitCount(words[3]);
    }

    public void copy(Mask other) {
        long[] from = other.words;
        words[0] = from[0];
        words[1] = from[1];
        words[2] = from[2];
        words[3] = from[3];
    }

    /** The rows of both. */
    public void and(Mask other) {
        for (int w = 0; w < words.length; w++) {
            words[w] &= other.words[w];
        }
    }

    /** The rows of either. */
    public void or(Mask other) {
        for (int w = 0; w < words.length; w++) {
            words[w] |= other.words[w];
        }
    }

    /** The rows of this one that are not in the other. */
    public void andNot(Mask other) {
        for (int w = 0; w < words.length; w++) {
            words[w] &= ~other.words[w];
        }
    }

    /** Puts the rows of the set in order into an array; returns how many. */
    public int rows(int[] into) {
        int n = 0;
        for (int w = 0; w < words.length; w++) {
            for (long word = words[w]; word != 0; word &= word - 1) {
                into[n++] = (w << 6) + Long.numberOfTrailingZeros(word);
            }
        }
        return n;
    }

    /** The first row of the set at or after {@code from}, or −1. {@code for (int r = m.next(0); r >= 0; r = m.next(r + 1))}. */
    public int next(int from) {
        if (from >= Frame.SIZE) {
            return -1;
        }
        int w = from >>> 6;
        long word = words[w] & (-1L << from);
        while (word == 0) {
            if (++w == words.length) {
                return -1;
            }
            word = words[w];
        }
        return (w << 6) + Long.numberOfTrailingZeros(word);
    }
}
