package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum of numerics: 32 bytes. The sum's display scale is the greatest of those present (numeric.c, {@code do_numeric_accum} and
 * {@code do_numeric_discard}), so that how many there are of each scale has to be known.
 *
 * <p>As long as all values are finite, narrow and of one scale, their sum stands in place, in 128 bits. From the first value that is not so
 * on, the group has {@link NumericsByScale}, an object beside the area, until it is empty again.
 */
final class NumericTotal extends Accumulator {
    static final int LENGTH = 32;
    static final int SUM = 8;
    /** Zero; or the scale + 1 of a sum in place; or −1 − the number of the object. */
    static final int WHERE = 24;

    private final Argument argument;
    private final List<@Nullable NumericsByScale> objects = new ArrayList<>();
    private final List<Integer> unused = new ArrayList<>();

    NumericTotal(Argument argument, Choice choice, int offset) {
        super(choice, offset);
        this.argument = argument;
    }

    @Override
    void add(byte[] area, int at, byte[] bytes, int row, long weight) {
        long count = Math.addExact(Bytes.getLong(area, at), weight);
        Bytes.putLong(area, at, count);
        int scale = argument.scaleAt(bytes, row);
        int where = Bytes.getInt(area, at + WHERE);
        if (where >= 0
                && scale >= 0
                && (where == 0 || where == scale + 1)
                && argument.isNarrow(bytes, row)
                && Wide.addProduct(area, at + SUM, argument.unscaledAt(bytes, row), weight)) {
            boolean empty = count == 0 && Wide.isZero(area, at + SUM);
            Bytes.putInt(area, at + WHERE, empty ? 0 : scale + 1);
        } else {
            addApart(area, at, bytes, row, scale, weight);
        }
    }

    private void addApart(byte[] area, int at, byte[] bytes, int row, int scale, long weight) {
        NumericsByScale object = apart(area, at, weight);
        if (scale < 0) {
            object.addSpecial(scale, weight);
        } else {
            object.add(scale, argument.bigAt(bytes, row), weight);
        }
        if (object.isEmpty()) {
            int number = -1 - Bytes.getInt(area, at + WHERE);
            objects.set(number, null);
            unused.add(number);
            Bytes.putInt(area, at + WHERE, 0);
        }
    }

    /** The group's object; made of what stands in place if there was none. The count counts the row that is being added already. */
    private NumericsByScale apart(byte[] area, int at, long weight) {
        int where = Bytes.getInt(area, at + WHERE);
        if (where < 0) {
            return object(where);
        }
        NumericsByScale object = new NumericsByScale();
        if (where > 0) {
            object.put(where - 1, Bytes.getLong(area, at) - weight, Wide.get(area, at + SUM));
            Wide.clear(area, at + SUM);
        }
        int number;
        if (unused.isEmpty()) {
            number = objects.size();
            objects.add(object);
        } else {
            number = unused.removeLast();
            objects.set(number, object);
        }
        Bytes.putInt(area, at + WHERE, -1 - number);
        return object;
    }

    private NumericsByScale object(int where) {
        NumericsByScale object = objects.get(-1 - where);
        if (object == null) {
            throw new IllegalStateException("a group names a sum that is not there");
        }
        return object;
    }

    /** The display scale of the sum, or one of {@link PackedNumeric}'s marks if it is not finite. Of a group that has values. */
    int scale(byte[] area, int at) {
        int where = Bytes.getInt(area, at + WHERE);
        return where >= 0 ? where - 1 : object(where).scale();
    }

    /** Whether the unscaled sum is a long that stands in place. */
    boolean isNarrow(byte[] area, int at) {
        return Bytes.getInt(area, at + WHERE) > 0 && Wide.isLong(area, at + SUM);
    }

    /** The unscaled sum where {@link #isNarrow}. */
    static long narrow(byte[] area, int at) {
        return Bytes.getLong(area, at + SUM);
    }

    /** The unscaled sum of a group whose sum is finite. */
    BigInteger sum(byte[] area, int at) {
        int where = Bytes.getInt(area, at + WHERE);
        return where >= 0 ? Wide.get(area, at + SUM) : object(where).sum();
    }

    @Override
    long heapBytes() {
        // an object with two scales, each a tree node with a record and a number
        return 300L * (objects.size() - unused.size()) + 8L * objects.size();
    }
}
