package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.arrangement.ImageOrder;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.type.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * PostgreSQL's order of the values of a kind, by their images; of equal values with different images (1.0 and 1.00) the image decides, so
 * that {@code min} and {@code max} depend on the rows alone. PostgreSQL gives the one it met last.
 */
final class ValueOrder {
    private static final BigInteger MICROS_A_DAY = BigInteger.valueOf(86_400_000_000L);

    private ValueOrder() {}

    /** Text by bytes: for collations that compare so. */
    static ImageOrder of(Kind kind) {
        return switch (kind) {
            case BOOL -> (a, i, m, b, j, n) -> Byte.compare(a[i], b[j]);
            case INT2 -> (a, i, m, b, j, n) -> Short.compare(Bytes.getShort(a, i), Bytes.getShort(b, j));
            case INT4, DATE -> (a, i, m, b, j, n) -> Integer.compare(Bytes.getInt(a, i), Bytes.getInt(b, j));
            case INT8, TIMESTAMP, TIMESTAMPTZ ->
                (a, i, m, b, j, n) -> Long.compare(Bytes.getLong(a, i), Bytes.getLong(b, j));
            case FLOAT4 -> ValueOrder::compareFloats;
            case FLOAT8 -> ValueOrder::compareDoubles;
            case DECIMAL -> ValueOrder::compareDecimals;
            case NUMERIC -> ValueOrder::compareNumerics;
            case INTERVAL -> ValueOrder::compareIntervals;
            case BPCHAR -> ValueOrder::comparePadded;
            case TEXT, UUID, OPAQUE -> ImageOrder.BYTES;
        };
    }

    private static int compareFloats(byte[] a, int i, int m, byte[] b, int j, int n) {
        // as PostgreSQL and Float.compare have it, NaN is the greatest; −0.0 stands before 0.0, which it is equal to
        return Float.compare(Float.intBitsToFloat(Bytes.getInt(a, i)), Float.intBitsToFloat(Bytes.getInt(b, j)));
    }

    private static int compareDoubles(byte[] a, int i, int m, byte[] b, int j, int n) {
        return Double.compare(
                Double.longBitsToDouble(Bytes.getLong(a, i)), Double.longBitsToDouble(Bytes.getLong(b, j)));
    }

    private static int compareDecimals(byte[] a, int i, int m, byte[] b, int j, int n) {
        // Long.MIN_VALUE is NaN and the greatest: less one, it wraps to the other end
        return Long.compare(Bytes.getLong(a, i) - 1, Bytes.getLong(b, j) - 1);
    }

    private static int compareNumerics(byte[] a, int i, int m, byte[] b, int j, int n) {
        int scaleA = PackedNumeric.scale(a, i);
        int scaleB = PackedNumeric.scale(b, j);
        if (scaleA < 0 || scaleB < 0) {
            return Integer.compare(rank(scaleA), rank(scaleB));
        }
        int order;
        if (scaleA == scaleB && PackedNumeric.isNarrow(m) && PackedNumeric.isNarrow(n)) {
            order = Long.compare(PackedNumeric.narrow(a, i, m), PackedNumeric.narrow(b, j, n));
        } else {
            order = new BigDecimal(PackedNumeric.wide(a, i, m), scaleA)
                    .compareTo(new BigDecimal(PackedNumeric.wide(b, j, n), scaleB));
        }
        return order != 0 ? order : Integer.compare(scaleA, scaleB);
    }

    private static int rank(int scale) {
        return switch (scale) {
            case PackedNumeric.NAN -> 2;
            case PackedNumeric.POSITIVE_INFINITY -> 1;
            case PackedNumeric.NEGATIVE_INFINITY -> -1;
            default -> 0;
        };
    }

    private static int compareIntervals(byte[] a, int i, int m, byte[] b, int j, int n) {
        int order = span(a, i).compareTo(span(b, j));
        return order != 0 ? order : ImageOrder.BYTES.compare(a, i, m, b, j, n);
    }

    /** {@code interval_cmp_value}: microseconds, months of 30 days. */
    private static BigInteger span(byte[] bytes, int at) {
        long days = Bytes.getInt(bytes, at + 8) + 30L * Bytes.getInt(bytes, at + 12);
        return BigInteger.valueOf(days).multiply(MICROS_A_DAY).add(BigInteger.valueOf(Bytes.getLong(bytes, at)));
    }

    private static int comparePadded(byte[] a, int i, int m, byte[] b, int j, int n) {
        int order = Arrays.compareUnsigned(a, i, unpadded(a, i, m), b, j, unpadded(b, j, n));
        return order != 0 ? order : Integer.compare(m, n);
    }

    private static int unpadded(byte[] bytes, int from, int length) {
        int to = from + length;
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        return to;
    }
}
