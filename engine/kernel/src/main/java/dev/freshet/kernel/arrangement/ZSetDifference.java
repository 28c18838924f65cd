package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Batch;

/**
 * What is to be added to a sum to make it a content that is handed over in parts:
 *
 * <pre>    difference = content − sum</pre>
 *
 * <p>The sum is neither changed nor copied: beside it there is a number a row, and what differs. It must not be changed meanwhile. Confined
 * to one thread.
 */
public final class ZSetDifference {
    private final ZSetAccumulator sum;
    /** Of each row of the sum, what the content had of it so far. */
    private final long[] found;

    private final ZSetAccumulator differing;

    public ZSetDifference(ZSetAccumulator sum) {
        this.sum = sum;
        found = new long[sum.places()];
        differing = new ZSetAccumulator(sum.layout());
    }

    /** A part of the content. */
    public void add(Batch part) {
        if (!part.layout().equals(sum.layout())) {
            throw new IllegalArgumentException("a batch of another layout: " + part.layout());
        }
        byte[] bytes = part.bytes();
        for (int row = 0; row < part.size(); row++) {
            int start = part.start(row);
            int place = sum.place(bytes, start, part.length(row));
            if (place < 0) {
                differing.add(bytes, start, part.length(row), part.weight(row));
            } else {
                found[place] = Math.addExact(found[place], part.weight(row));
            }
        }
    }

    /** Bytes of heap beside the sum. */
    public long heapBytes() {
        return 8L * found.length + differing.heapBytes();
    }

    /** The difference, after the last part; once. */
    public Batch end() {
        for (int place = 0; place < found.length; place++) {
            sum.addTo(differing, place, Math.subtractExact(found[place], sum.weight(place)));
        }
        return differing.toBatch();
    }
}
