package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The key columns of packed rows of one layout: their hash and their equality as SQL has it, which may be coarser than the image.
 * Integers are equal across widths; {@code numeric} whatever the scale (1.0 = 1.00, NaN = NaN); −0.0 = 0.0; {@code char(n)} without its
 * trailing blanks; {@code interval} as PostgreSQL compares it (a month is 30 days); everything else by its bytes. Two keys over different
 * layouts find one another's rows if they are {@link #comparable}. {@link #wholeRow} is the identity of images instead.
 *
 * <p>A key without columns is the same for all rows. Immutable; any thread.
 */
public final class RowKey {
    private static final long NULL_VALUE = 0x6e756c6c21L;

    private enum Shape {
        WHOLE,
        INT4,
        INT8,
        GENERAL
    }

    private final RowLayout layout;
    private final int[] columns;
    private final KeyColumn[] parts;
    private final Shape shape;
    private final boolean isOneLong;
    private final int slot;
    private final int lastVariable;

    public RowKey(RowLayout layout, int... columns) {
        this(layout, columns.clone(), false);
    }

    private RowKey(RowLayout layout, int[] columns, boolean whole) {
        this.layout = layout;
        this.columns = columns;
        parts = Arrays.stream(columns).mapToObj(c -> new KeyColumn(layout, c)).toArray(KeyColumn[]::new);
        shape = whole ? Shape.WHOLE : shape(parts);
        isOneLong = shape == Shape.INT4 || shape == Shape.INT8;
        slot = parts.length == 1 ? layout.slot(columns[0]) : 0;
        lastVariable = IntStream.range(0, layout.width())
                .filter(c -> layout.kind(c).isVariable())
                .max()
                .orElse(-1);
    }

    /** The identity of whole rows: the same bytes, and so the same display of every value. */
    public static RowKey wholeRow(RowLayout layout) {
        return new RowKey(layout, IntStream.range(0, layout.width()).toArray(), true);
    }

    private static Shape shape(KeyColumn[] parts) {
        if (parts.length != 1 || !parts[0].family.isLong()) {
            return Shape.GENERAL;
        }
        return switch (parts[0].kind.width()) {
            case 8 -> Shape.INT8;
            case 4 -> Shape.INT4;
            default -> Shape.GENERAL;
        };
    }

    /** The layout of the rows it reads. */
    public RowLayout layout() {
        return layout;
    }

    /** The key columns, in order; a copy. */
    public int[] columns() {
        return columns.clone();
    }

    /** Whether it is the identity of images. */
    public boolean isWholeRow() {
        return shape == Shape.WHOLE;
    }

    /** Whether rows of the two keys' layouts may be compared: as many columns, each pair of one family. */
    public boolean comparable(RowKey other) {
        if (parts.length != other.parts.length || (shape == Shape.WHOLE) != (other.shape == Shape.WHOLE)) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            boolean fits = shape == Shape.WHOLE
                    ? parts[i].sameImages(other.parts[i])
                    : parts[i].family == other.parts[i].family;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Refuses a key that is not {@link #comparable}. */
    void requireComparable(RowKey other) {
        if (!comparable(other)) {
            throw new IllegalArgumentException("not comparable: " + this + " and " + other);
        }
    }

    /** Bytes of the row that begins at {@code row}; a packed row tells its own length. */
    public int length(byte[] bytes, int row) {
        return lastVariable < 0 ? layout.fixedLength() : layout.variableTo(bytes, row, lastVariable);
    }

    /** Whether a key column is NULL. */
    public boolean hasNull(byte[] bytes, int row) {
        for (KeyColumn part : parts) {
            if (part.isNull(bytes, row)) {
                return true;
            }
        }
        return false;
    }

    /** The hash of a row's key; the same for rows of {@link #comparable} keys that are {@link #same}. NULL has a hash as well. */
    public long hash(byte[] bytes, int row, long seed) {
        return switch (shape) {
            case WHOLE -> Hash.of(bytes, row, length(bytes, row), seed);
            case INT8 ->
                parts[0].isNull(bytes, row) ? hashOfNull(seed) : Hash.of(Bytes.getLong(bytes, row + slot), seed);
            case INT4 ->
                parts[0].isNull(bytes, row) ? hashOfNull(seed) : Hash.of(Bytes.getInt(bytes, row + slot), seed);
            case GENERAL -> hashGeneral(bytes, row, seed);
        };
    }

    private long hashGeneral(byte[] bytes, int row, long seed) {
        if (parts.length == 1) {
            return partHash(parts[0], bytes, row, seed);
        }
        long hash = seed;
        for (KeyColumn part : parts) {
            hash = Hash.combine(hash, partHash(part, bytes, row, seed));
        }
        return hash;
    }

    private static long partHash(KeyColumn part, byte[] bytes, int row, long seed) {
        return part.isNull(bytes, row) ? hashOfNull(seed) : part.hash(bytes, row, seed);
    }

    private static long hashOfNull(long seed) {
        return Hash.of(NULL_VALUE, ~seed);
    }

    /** The hashes of {@code count} rows of a batch from {@code first} on, in one loop. */
    void hashes(Batch batch, int first, int count, long seed, long[] into) {
        byte[] bytes = batch.bytes();
        for (int i = 0; i < count; i++) {
            into[i] = hash(bytes, batch.start(first + i), seed);
        }
    }

    private long longAt(byte[] bytes, int row) {
        return shape == Shape.INT8 ? Bytes.getLong(bytes, row + slot) : Bytes.getInt(bytes, row + slot);
    }

    /** Whether two rows have the same key; NULL is the same as NULL. The keys must be {@link #comparable}. */
    public static boolean same(RowKey a, byte[] bytesA, int rowA, RowKey b, byte[] bytesB, int rowB) {
        if (a.isOneLong && b.isOneLong) {
            // a NULL has its slot zeroed
            return a.longAt(bytesA, rowA) == b.longAt(bytesB, rowB)
                    && a.parts[0].isNull(bytesA, rowA) == b.parts[0].isNull(bytesB, rowB);
        }
        if (a.shape == Shape.WHOLE) {
            int length = a.length(bytesA, rowA);
            return length == b.length(bytesB, rowB) && Bytes.same(bytesA, rowA, bytesB, rowB, length);
        }
        for (int i = 0; i < a.parts.length; i++) {
            KeyColumn left = a.parts[i];
            KeyColumn right = b.parts[i];
            boolean isNull = left.isNull(bytesA, rowA);
            if (isNull != right.isNull(bytesB, rowB) || (!isNull && !left.same(bytesA, rowA, right, bytesB, rowB))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return (shape == Shape.WHOLE ? "whole row of " : "key " + Arrays.toString(columns) + " of ") + layout;
    }
}
