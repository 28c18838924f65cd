package dev.freshet.kernel.scalar.oracle;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What a type's send function gives, for every kind but {@code OPAQUE} (for that: its text). Read here independently of the kernel's own
 * codecs.
 */
final class WireImage {
    private WireImage() {}

    /** Writes a value into a column. */
    static void put(byte[] image, RowWriter writer, int column) {
        ByteBuffer in = ByteBuffer.wrap(image);
        ColumnType type = writer.layout().type(column);
        switch (type.kind()) {
            case BOOL -> writer.setLong(column, in.get());
            case INT2 -> writer.setLong(column, in.getShort());
            case INT4, DATE -> writer.setLong(column, in.getInt());
            case INT8, TIMESTAMP, TIMESTAMPTZ -> writer.setLong(column, in.getLong());
            case FLOAT4 -> writer.setDouble(column, in.getFloat());
            case FLOAT8 -> writer.setDouble(column, in.getDouble());
            case DECIMAL, NUMERIC -> putNumeric(in, writer, column);
            case TEXT, BPCHAR, OPAQUE, UUID -> writer.setBytes(column, image, 0, image.length);
            case INTERVAL -> writer.setInterval(column, in.getLong(), in.getInt(), in.getInt());
        }
    }

    /** A value as people read it; of two values that PostgreSQL tells apart two different strings. */
    static String describe(byte[] image, ColumnType type) {
        ByteBuffer in = ByteBuffer.wrap(image);
        return switch (type.kind()) {
            case BOOL -> String.valueOf(in.get());
            case INT2 -> String.valueOf(in.getShort());
            case INT4, DATE -> String.valueOf(in.getInt());
            case INT8, TIMESTAMP, TIMESTAMPTZ -> String.valueOf(in.getLong());
            case FLOAT4 -> String.valueOf(in.getFloat());
            case FLOAT8 -> String.valueOf(in.getDouble());
            case DECIMAL, NUMERIC -> {
                int mark = mark(in);
                yield mark < 0 ? special(mark) : plain(decimal(in));
            }
            case TEXT, BPCHAR, OPAQUE -> new String(image, StandardCharsets.UTF_8);
            case UUID -> HexFormat.of().formatHex(image);
            case INTERVAL -> interval(in.getLong(), in.getInt(), in.getInt());
        };
    }

    /** The same of a row of a vector. */
    static String describe(Vector vector, int row, ColumnType type) {
        return switch (vector) {
            case LongVector v -> String.valueOf(v.values[row]);
            case DoubleVector v
            when type.kind() == Kind.FLOAT4 -> {
                float single = (float) v.values[row];
                yield Double.compare(single, v.values[row]) == 0
                        ? String.valueOf(single)
                        : "not a real: " + v.values[row];
            }
            case DoubleVector v -> String.valueOf(v.values[row]);
            case NumericVector v -> v.isFinite(row) ? plain(v.decimal(row)) : special(v.scale[row]);
            case BytesVector v
            when type.kind() == Kind.UUID ->
                HexFormat.of().formatHex(v.base[row], v.from[row], v.from[row] + v.length[row]);
            case BytesVector v -> v.string(row);
            case IntervalVector v -> interval(v.micros[row], v.days[row], v.months[row]);
        };
    }

    private static String interval(long micros, int days, int months) {
        return months + " mons " + days + " days " + micros + " us";
    }

    private static String special(int mark) {
        return switch (mark) {
            case PackedNumeric.NAN -> "NaN";
            case PackedNumeric.POSITIVE_INFINITY -> "Infinity";
            case PackedNumeric.NEGATIVE_INFINITY -> "-Infinity";
            default -> throw new AssertionError("no numeric has the mark " + mark);
        };
    }

    /** The digits and the scale; of very many digits a digest. */
    private static String plain(BigDecimal value) {
        return value.precision() + value.scale() > 400 || value.precision() > 400
                ? "a numeric of scale " + value.scale() + ", " + value.precision() + " digits, digest "
                        + UUID.nameUUIDFromBytes(value.unscaledValue().toByteArray())
                : value.toPlainString();
    }

    private static void putNumeric(ByteBuffer in, RowWriter writer, int column) {
        int mark = mark(in);
        if (mark < 0) {
            writer.setNumeric(column, mark, 0);
        } else {
            BigDecimal value = decimal(in);
            writer.setNumeric(column, value.scale(), value.unscaledValue());
        }
    }

    /** numeric.c, numeric_send: ndigits, weight, sign, dscale, then groups of four digits. */
    private static int mark(ByteBuffer in) {
        return switch (in.getShort(4) & 0xffff) {
            case 0xC000 -> PackedNumeric.NAN;
            case 0xD000 -> PackedNumeric.POSITIVE_INFINITY;
            case 0xF000 -> PackedNumeric.NEGATIVE_INFINITY;
            default -> 0;
        };
    }

    private static BigDecimal decimal(ByteBuffer in) {
        int groups = in.getShort(0) & 0xffff;
        int weight = in.getShort(2);
        int sign = in.getShort(4);
        int displayScale = in.getShort(6);
        BigInteger value = BigInteger.ZERO;
        BigInteger base = BigInteger.valueOf(10_000);
        for (int i = 0; i < groups; i++) {
            value = value.multiply(base).add(BigInteger.valueOf(in.getShort(8 + 2 * i)));
        }
        int scale = (groups - 1 - weight) * 4;
        BigDecimal unsigned = groups == 0
                ? BigDecimal.ZERO.setScale(displayScale)
                : new BigDecimal(value, scale).setScale(displayScale);
        return sign == 0 ? unsigned : unsigned.negate();
    }
}
