package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** SQL equality and order of a reference's values: what is equal has the same canonical object, and that is comparable. */
public final class SqlEquality {
    private SqlEquality() {}

    /** A canonical object a value; NULL stays null. */
    public static List<@Nullable Object> canonical(RowLayout layout, Row row, int... columns) {
        List<@Nullable Object> key = new ArrayList<>();
        for (int column : columns) {
            Object value = row.get(column);
            key.add(value == null ? null : canonical(layout.kind(column), value));
        }
        return key;
    }

    public static Comparable<?> canonical(Kind kind, Object value) {
        return switch (value) {
            case Double v -> v == 0 ? (Double) 0.0 : v;
            // 2^200 stands for infinity, 2^201 for NaN
            case Row.NotFinite v ->
                new BigDecimal(BigInteger.ONE
                                .shiftLeft(v == Row.NotFinite.NAN ? 201 : 200)
                                .multiply(BigInteger.valueOf(v == Row.NotFinite.NEGATIVE_INFINITY ? -1 : 1)))
                        .stripTrailingZeros();
            case BigDecimal v -> v.stripTrailingZeros();
            case Row.Span v ->
                BigInteger.valueOf(v.days() + 30L * v.months())
                        .multiply(BigInteger.valueOf(86_400_000_000L))
                        .add(BigInteger.valueOf(v.micros()));
            case String v -> kind == Kind.BPCHAR ? v.stripTrailing() : v;
            case Long v -> v;
            // its digits: a UUID compares its halves as signed numbers
            case UUID v -> v.toString();
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    /** The rows in the order of their bytes. */
    public static Comparator<Row> byImage(RowLayout layout) {
        return Comparator.comparing(row -> image(layout, row), Arrays::compareUnsigned);
    }

    private static byte[] image(RowLayout layout, Row row) {
        Batch batch = new Batch(layout);
        row.append(batch, 1);
        return Arrays.copyOf(batch.bytes(), batch.byteLength());
    }
}
