package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;

/** Boolean vectors as sets of rows, and back. */
public final class Truth {
    private Truth() {}

    /** Sets {@code into} to the rows of {@code rows} that are true: neither false nor NULL. */
    public static void trues(LongVector booleans, Mask rows, Mask into) {
        long[] values = booleans.values;
        long[] nulls = booleans.nulls().words;
        for (int w = 0; w < into.words.length; w++) {
            into.words[w] = rows.words[w] == 0 ? 0 : pack(values, w << 6) & rows.words[w] & ~nulls[w];
        }
    }

    /** Sets {@code into} to the rows of {@code rows} that are false: neither true nor NULL. */
    public static void falses(LongVector booleans, Mask rows, Mask into) {
        long[] values = booleans.values;
        long[] nulls = booleans.nulls().words;
        for (int w = 0; w < into.words.length; w++) {
            into.words[w] = rows.words[w] == 0 ? 0 : ~pack(values, w << 6) & rows.words[w] & ~nulls[w];
        }
    }

    /** Fills a boolean vector: true at the rows of {@code trues}, NULL at those of {@code nulls}, false elsewhere. */
    static void fill(LongVector booleans, Mask trues, Mask nulls) {
        long[] values = booleans.values;
        for (int w = 0; w < Frame.SIZE / 64; w++) {
            long word = trues.words[w];
            int first = w << 6;
            for (int i = 0; i < 64; i++) {
                values[first + i] = (word >>> i) & 1;
            }
        }
        booleans.nulls().copy(nulls);
    }

    private static long pack(long[] values, int first) {
        long word = 0;
        for (int i = 0; i < 64; i++) {
            word |= (values[first + i] & 1) << i;
        }
        return word;
    }
}
