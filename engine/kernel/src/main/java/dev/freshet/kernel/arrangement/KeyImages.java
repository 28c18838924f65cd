package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.RowLayout;
import java.util.Arrays;

/**
 * The images a key is present in, where SQL equality is coarser than the image: 1.0 and 1.00, −0.0 and 0.0, {@code char(n)} of different
 * padding, an interval of a month and of 30 days. PostgreSQL shows whichever of them it met first, which depends on the plan; here the first
 * in the order of bytes of those present is shown, so that what is shown depends on the rows alone.
 *
 * <p>The owner keeps a bag's name a key ({@link OrderedBags}). Confined to its owner's thread.
 */
public final class KeyImages {
    private final KeyProjection projection;
    private final OrderedBags bags;

    public KeyImages(RowLayout layout, int[] columns, long seed) {
        projection = new KeyProjection(layout, columns);
        bags = new OrderedBags(ImageOrder.BYTES, seed);
    }

    /** Whether a key of these columns may have several images; if not, there is no use in keeping them. */
    public static boolean several(RowLayout layout, int... columns) {
        return Arrays.stream(columns).anyMatch(column -> switch (layout.kind(column)) {
            case FLOAT4, FLOAT8, NUMERIC, BPCHAR, INTERVAL -> true;
            case BOOL, INT2, INT4, INT8, DECIMAL, TEXT, DATE, TIMESTAMP, TIMESTAMPTZ, UUID, OPAQUE -> false;
        });
    }

    /** Adds to the weight of the image a row has of the key. */
    public int add(int bag, byte[] bytes, int row, long weight) {
        byte[] image = projection.project(bytes, row);
        return bags.add(bag, image, 0, projection.length(), weight);
    }

    /** The image to show; 0 if none is present. */
    public int shown(int bag) {
        return bags.first(bag);
    }

    /** The array an image stands in, a packed row of the key's columns, until the next change. */
    public byte[] bytes(int image) {
        return bags.bytes(image);
    }

    /** Where an image begins in {@link #bytes}. */
    public static int row(int image) {
        return OrderedBags.from(image);
    }

    /** Bytes of an image. */
    public int length(int image) {
        return bags.length(image);
    }

    /** Bytes of heap, all in. */
    public long heapBytes() {
        return bags.heapBytes();
    }
}
