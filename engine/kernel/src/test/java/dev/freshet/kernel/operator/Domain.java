package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random values from small domains, so that they meet: some NULL, some of one value with different images, some at the edges. */
public final class Domain {
    public static final ColumnType PADDED = ColumnType.of(1042, -1, ColumnType.COLLATION_C);
    public static final ColumnType CENTS = ColumnType.numeric(12, 2);

    private Domain() {}

    public static RowLayout layout(ColumnType... types) {
        List<Column> columns = new java.util.ArrayList<>();
        for (ColumnType type : types) {
            columns.add(new Column("c" + columns.size(), type));
        }
        return new RowLayout(columns);
    }

    /** Every fifth NULL. */
    public static Row row(Random random, RowLayout layout) {
        List<@Nullable Object> values = new java.util.ArrayList<>();
        for (int column = 0; column < layout.width(); column++) {
            values.add(random.nextInt(5) == 0 ? null : value(random, layout.type(column)));
        }
        return new Row(values);
    }

    public static Object value(Random random, ColumnType type) {
        return switch (type.kind()) {
            case BOOL -> (long) random.nextInt(2);
            case INT2, INT4, DATE -> random.nextInt(8) == 0 ? edge(random, Integer.MAX_VALUE, type) : skewed(random);
            case INT8, TIMESTAMP, TIMESTAMPTZ ->
                random.nextInt(8) == 0 ? edge(random, Long.MAX_VALUE, type) : skewed(random);
            case FLOAT4, FLOAT8 ->
                switch (random.nextInt(6)) {
                    case 0 -> -0.0;
                    case 1 -> 0.0;
                    case 2 -> Double.NaN;
                    case 3 -> Double.NEGATIVE_INFINITY;
                    default -> random.nextInt(3) - 1.5;
                };
            case DECIMAL ->
                random.nextInt(10) == 0
                        ? Row.NotFinite.NAN
                        : BigDecimal.valueOf(random.nextInt(9) - 4, type.numericScale());
            case NUMERIC -> numeric(random);
            case TEXT, OPAQUE -> List.of("", "a", "ab", "b", "ä", "zz").get(random.nextInt(6));
            case BPCHAR -> List.of("", " ", "a", "a  ", "b", "a b").get(random.nextInt(6));
            case INTERVAL ->
                switch (random.nextInt(6)) {
                    case 0 -> new Row.Span(0, 30, 0);
                    case 1 -> new Row.Span(0, 0, 1);
                    case 2 -> new Row.Span(86_400_000_000L * 30, 0, 0);
                    case 3 -> new Row.Span(random.nextInt(3), -1, 0);
                    case 4 -> new Row.Span(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
                    default -> new Row.Span(Long.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);
                };
            case UUID -> new UUID(random.nextInt(2) - 1L, random.nextInt(3) - 1L);
        };
    }

    private static long skewed(Random random) {
        return random.nextInt(2) == 0 ? 1 : random.nextInt(6) - 2L;
    }

    private static long edge(Random random, long largest, ColumnType type) {
        long edge = type.kind().width() == 2 ? Short.MAX_VALUE : largest;
        return random.nextBoolean() ? edge : -edge - 1;
    }

    private static Object numeric(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> Row.NotFinite.values()[random.nextInt(3)];
            case 1 ->
                new BigDecimal(
                        BigInteger.ONE.shiftLeft(70).add(BigInteger.valueOf(random.nextInt(2))), random.nextInt(3));
            case 2 -> new BigDecimal(BigInteger.valueOf(Long.MAX_VALUE), 1);
            default -> {
                int scale = random.nextInt(3);
                yield BigDecimal.valueOf(random.nextInt(4) - 1)
                        .setScale(scale)
                        .add(random.nextInt(3) == 0 ? BigDecimal.ONE.movePointLeft(scale) : BigDecimal.ZERO);
            }
        };
    }
}
