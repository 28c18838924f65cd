package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Kind;

/** One column of a key: where it stands in a packed row, and SQL equality and the hash of its values. Immutable. */
final class KeyColumn {
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final long DAYS_A_MONTH = 30;

    final Kind kind;
    final KeyFamily family;
    private final RowLayout layout;
    private final int column;
    private final int slot;
    private final int nullByte;
    private final int nullMask;
    private final int decimalScale;

    KeyColumn(RowLayout layout, int column) {
        this.layout = layout;
        this.column = column;
        kind = layout.kind(column);
        family = KeyFamily.of(kind);
        slot = layout.slot(column);
        nullByte = column >>> 3;
        nullMask = 1 << (column & 7);
        decimalScale = kind == Kind.DECIMAL ? layout.type(column).numericScale() : 0;
    }

    boolean isNull(byte[] bytes, int row) {
        return (bytes[row + nullByte] & nullMask) != 0;
    }

    /** The value of a family that {@link KeyFamily#isLong}. */
    long longAt(byte[] bytes, int row) {
        return switch (kind.width()) {
            case 8 -> Bytes.getLong(bytes, row + slot);
            case 4 -> Bytes.getInt(bytes, row + slot);
            case 2 -> Bytes.getShort(bytes, row + slot);
            default -> bytes[row + slot];
        };
    }

    /** The hash of a value that is not NULL; equal values of one family have the same, whatever their kind. */
    long hash(byte[] bytes, int row, long seed) {
        return switch (family) {
            case BOOL, INTEGER, DATE, TIMESTAMP, TIMESTAMPTZ -> Hash.of(longAt(bytes, row), seed);
            case FLOAT -> Hash.of(doubleBits(bytes, row), seed);
            case NUMERIC ->
                kind == Kind.DECIMAL
                        ? NumericKey.hash(scaleAt(bytes, row), unscaledAt(bytes, row), seed)
                        : NumericKey.hash(bytes, row + from(bytes, row), length(bytes, row), seed);
            case TEXT, OPAQUE -> Hash.of(bytes, row + from(bytes, row), length(bytes, row), seed);
            case BPCHAR -> Hash.of(bytes, row + from(bytes, row), unpadded(bytes, row), seed);
            case INTERVAL -> Hash.combine(Hash.of(spanLow(bytes, row), seed), spanHigh(bytes, row));
            case UUID -> Hash.of(bytes, row + slot, 16, seed);
        };
    }

    /** Whether two values of one family, neither NULL, are equal. */
    boolean same(byte[] a, int rowA, KeyColumn that, byte[] b, int rowB) {
        return switch (family) {
            case BOOL, INTEGER, DATE, TIMESTAMP, TIMESTAMPTZ -> longAt(a, rowA) == that.longAt(b, rowB);
            case FLOAT -> doubleBits(a, rowA) == that.doubleBits(b, rowB);
            case NUMERIC -> sameNumeric(a, rowA, that, b, rowB);
            case TEXT, OPAQUE -> {
                int length = length(a, rowA);
                yield length == that.length(b, rowB)
                        && Bytes.same(a, rowA + from(a, rowA), b, rowB + that.from(b, rowB), length);
            }
            case BPCHAR -> {
                int length = unpadded(a, rowA);
                yield length == that.unpadded(b, rowB)
                        && Bytes.same(a, rowA + from(a, rowA), b, rowB + that.from(b, rowB), length);
            }
            case INTERVAL -> spanLow(a, rowA) == that.spanLow(b, rowB) && spanHigh(a, rowA) == that.spanHigh(b, rowB);
            case UUID -> Bytes.same(a, rowA + slot, b, rowB + that.slot, 16);
        };
    }

    /** Whether values of both columns are the same bytes exactly if they are the same value with the same display. */
    boolean sameImages(KeyColumn that) {
        return kind == that.kind && decimalScale == that.decimalScale;
    }

    private boolean sameNumeric(byte[] a, int rowA, KeyColumn that, byte[] b, int rowB) {
        if (kind == Kind.NUMERIC && that.kind == Kind.NUMERIC) {
            return NumericKey.same(
                    a, rowA + from(a, rowA), length(a, rowA), b, rowB + that.from(b, rowB), that.length(b, rowB));
        }
        if (!isNarrow(a, rowA) || !that.isNarrow(b, rowB)) {
            return sameWide(a, rowA, that, b, rowB);
        }
        return NumericKey.same(scaleAt(a, rowA), unscaledAt(a, rowA), that.scaleAt(b, rowB), that.unscaledAt(b, rowB));
    }

    private boolean sameWide(byte[] a, int rowA, KeyColumn that, byte[] b, int rowB) {
        byte[] left = packed(a, rowA);
        byte[] right = that.packed(b, rowB);
        return NumericKey.same(left, 0, left.length, right, 0, right.length);
    }

    private byte[] packed(byte[] bytes, int row) {
        if (kind == Kind.NUMERIC) {
            int at = row + from(bytes, row);
            return java.util.Arrays.copyOfRange(bytes, at, at + length(bytes, row));
        }
        int scale = scaleAt(bytes, row);
        long unscaled = unscaledAt(bytes, row);
        byte[] image = new byte[PackedNumeric.length(scale, unscaled)];
        PackedNumeric.put(image, 0, scale, unscaled);
        return image;
    }

    private boolean isNarrow(byte[] bytes, int row) {
        return kind == Kind.DECIMAL || PackedNumeric.isNarrow(length(bytes, row));
    }

    private int scaleAt(byte[] bytes, int row) {
        if (kind == Kind.DECIMAL) {
            return Bytes.getLong(bytes, row + slot) == Long.MIN_VALUE ? PackedNumeric.NAN : decimalScale;
        }
        return PackedNumeric.scale(bytes, row + from(bytes, row));
    }

    private long unscaledAt(byte[] bytes, int row) {
        if (kind == Kind.DECIMAL) {
            long unscaled = Bytes.getLong(bytes, row + slot);
            return unscaled == Long.MIN_VALUE ? 0 : unscaled;
        }
        return PackedNumeric.narrow(bytes, row + from(bytes, row), length(bytes, row));
    }

    private long doubleBits(byte[] bytes, int row) {
        double value = kind == Kind.FLOAT4
                ? Float.intBitsToFloat(Bytes.getInt(bytes, row + slot))
                : Double.longBitsToDouble(Bytes.getLong(bytes, row + slot));
        // −0.0 + 0.0 is 0.0; doubleToLongBits has one NaN
        return Double.doubleToLongBits(value + 0.0);
    }

    /** The low half of PostgreSQL's {@code interval_cmp_value}: microseconds, months of 30 days, as 128 bits. */
    private long spanLow(byte[] bytes, int row) {
        return Bytes.getLong(bytes, row + slot) + spanDays(bytes, row) * MICROS_A_DAY;
    }

    private long spanHigh(byte[] bytes, int row) {
        long micros = Bytes.getLong(bytes, row + slot);
        long days = spanDays(bytes, row);
        long low = days * MICROS_A_DAY;
        long carry = Long.compareUnsigned(low + micros, low) < 0 ? 1 : 0;
        return Math.multiplyHigh(days, MICROS_A_DAY) + (micros >> 63) + carry;
    }

    private long spanDays(byte[] bytes, int row) {
        return Bytes.getInt(bytes, row + slot + 8) + DAYS_A_MONTH * Bytes.getInt(bytes, row + slot + 12);
    }

    private int from(byte[] bytes, int row) {
        return layout.variableFrom(bytes, row, column);
    }

    private int length(byte[] bytes, int row) {
        return layout.variableTo(bytes, row, column) - from(bytes, row);
    }

    private int unpadded(byte[] bytes, int row) {
        int length = length(bytes, row);
        int last = row + from(bytes, row) + length - 1;
        while (length > 0 && bytes[last] == ' ') {
            last--;
            length--;
        }
        return length;
    }
}
