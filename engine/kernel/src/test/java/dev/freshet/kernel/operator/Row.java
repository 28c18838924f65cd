package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row as objects, for references: a {@link Long} for whatever is held as one, {@link Double}, {@link String}, {@link UUID}, {@link Span}, and for
 * numerics a {@link BigDecimal} of the display scale or a {@link NotFinite}. Two rows are equal if their images are.
 */
public record Row(List<@Nullable Object> values) {
    /** A numeric that is not finite. */
    public enum NotFinite {
        NEGATIVE_INFINITY(PackedNumeric.NEGATIVE_INFINITY),
        POSITIVE_INFINITY(PackedNumeric.POSITIVE_INFINITY),
        NAN(PackedNumeric.NAN);

        final int mark;

        NotFinite(int mark) {
            this.mark = mark;
        }

        static NotFinite of(int mark) {
            return Arrays.stream(values())
                    .filter(v -> v.mark == mark)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** An interval. */
    public record Span(long micros, int days, int months) {}

    public static Row of(@Nullable Object... values) {
        return new Row(Arrays.asList(values));
    }

    public @Nullable Object get(int column) {
        return values.get(column);
    }

    public Row with(List<? extends @Nullable Object> more) {
        List<@Nullable Object> all = new ArrayList<>(values);
        all.addAll(more);
        return new Row(all);
    }

    public Row pick(int... columns) {
        List<@Nullable Object> some = new ArrayList<>();
        for (int column : columns) {
            some.add(values.get(column));
        }
        return new Row(some);
    }

    /** Appends the packed row to a batch. */
    public void append(Batch batch, long weight) {
        RowWriter writer = new RowWriter(batch).begin();
        for (int column = 0; column < values.size(); column++) {
            switch (values.get(column)) {
                case null -> writer.setNull(column);
                case Long v -> writer.setLong(column, v);
                case Double v -> writer.setDouble(column, v);
                case BigDecimal v -> writer.setNumeric(column, v.scale(), v.unscaledValue());
                case NotFinite v -> writer.setNumeric(column, v.mark, 0);
                case Span v -> writer.setInterval(column, v.micros, v.days, v.months);
                case UUID v -> {
                    ByteBuffer image = ByteBuffer.allocate(16);
                    image.putLong(v.getMostSignificantBits()).putLong(v.getLeastSignificantBits());
                    writer.setBytes(column, image.array(), 0, 16);
                }
                case String v -> {
                    byte[] bytes = v.getBytes(StandardCharsets.UTF_8);
                    writer.setBytes(column, bytes, 0, bytes.length);
                }
                default -> throw new IllegalArgumentException("no value of a row: " + values);
            }
        }
        writer.end(weight);
    }

    /** Reads a packed row. */
    public static Row read(RowLayout layout, byte[] bytes, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 0; column < layout.width(); column++) {
            values.add(layout.isNull(bytes, row, column) ? null : value(layout, bytes, row, column));
        }
        return new Row(values);
    }

    private static Object value(RowLayout layout, byte[] bytes, int row, int column) {
        int at = row + layout.slot(column);
        return switch (layout.kind(column)) {
            case BOOL -> (long) bytes[at];
            case INT2 -> (long) Bytes.getShort(bytes, at);
            case INT4, DATE -> (long) Bytes.getInt(bytes, at);
            case INT8, TIMESTAMP, TIMESTAMPTZ -> Bytes.getLong(bytes, at);
            case FLOAT4 -> (double) Float.intBitsToFloat(Bytes.getInt(bytes, at));
            case FLOAT8 -> Double.longBitsToDouble(Bytes.getLong(bytes, at));
            case DECIMAL ->
                Bytes.getLong(bytes, at) == Long.MIN_VALUE
                        ? NotFinite.NAN
                        : BigDecimal.valueOf(
                                Bytes.getLong(bytes, at), layout.type(column).numericScale());
            case INTERVAL ->
                new Span(Bytes.getLong(bytes, at), Bytes.getInt(bytes, at + 8), Bytes.getInt(bytes, at + 12));
            case NUMERIC, TEXT, BPCHAR, OPAQUE -> {
                int from = row + layout.variableFrom(bytes, row, column);
                int length = row + layout.variableTo(bytes, row, column) - from;
                if (!layout.kind(column).isNumeric()) {
                    yield new String(bytes, from, length, StandardCharsets.UTF_8);
                }
                int scale = PackedNumeric.scale(bytes, from);
                yield scale < 0 ? NotFinite.of(scale) : new BigDecimal(PackedNumeric.wide(bytes, from, length), scale);
            }
            case UUID -> {
                ByteBuffer image = ByteBuffer.wrap(bytes, at, 16);
                yield new UUID(image.getLong(), image.getLong());
            }
        };
    }
}
