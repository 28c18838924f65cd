package dev.freshet.kernel.codec;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.ColumnType;
import java.math.BigInteger;

/**
 * PostgreSQL's binary send and receive format, both ways; big-endian. {@code OPAQUE} columns have no binary form here: whoever selects them
 * casts them to text, whose binary form is its bytes.
 */
public final class BinaryFormat {
    private BinaryFormat() {}

    /** Reads a value's binary form into a column of the row being written. */
    public static void read(ColumnType type, byte[] bytes, int from, int length, RowWriter writer, int column) {
        switch (type.kind()) {
            case BOOL -> writer.setLong(column, bytes[from]);
            case INT2 -> writer.setLong(column, Short.reverseBytes(Bytes.getShort(bytes, from)));
            case INT4, DATE -> writer.setLong(column, int32(bytes, from));
            case INT8, TIMESTAMP, TIMESTAMPTZ -> writer.setLong(column, int64(bytes, from));
            case FLOAT4 -> writer.setDouble(column, Float.intBitsToFloat(int32(bytes, from)));
            case FLOAT8 -> writer.setDouble(column, Double.longBitsToDouble(int64(bytes, from)));
            case DECIMAL, NUMERIC -> BinaryNumeric.read(bytes, from, writer, column);
            case TEXT, BPCHAR, OPAQUE, UUID -> writer.setBytes(column, bytes, from, length);
            case INTERVAL ->
                writer.setInterval(column, int64(bytes, from), int32(bytes, from + 8), int32(bytes, from + 12));
        }
    }

    /** Writes a column that is not NULL of a packed row, without its length. */
    public static void write(RowLayout layout, byte[] bytes, int row, int column, ByteSink out) {
        int slot = row + layout.slot(column);
        switch (layout.kind(column)) {
            case BOOL -> out.put(bytes[slot]);
            case INT2 -> out.short16(Bytes.getShort(bytes, slot));
            case INT4, FLOAT4, DATE -> out.int32(Bytes.getInt(bytes, slot));
            case INT8, FLOAT8, TIMESTAMP, TIMESTAMPTZ -> out.int64(Bytes.getLong(bytes, slot));
            case DECIMAL -> {
                long unscaled = Bytes.getLong(bytes, slot);
                boolean nan = unscaled == Long.MIN_VALUE;
                BinaryNumeric.write(
                        nan ? PackedNumeric.NAN : layout.type(column).numericScale(),
                        BigInteger.valueOf(nan ? 0 : unscaled),
                        out);
            }
            case NUMERIC -> {
                int from = row + layout.variableFrom(bytes, row, column);
                int length = row + layout.variableTo(bytes, row, column) - from;
                int scale = PackedNumeric.scale(bytes, from);
                BinaryNumeric.write(scale, scale < 0 ? BigInteger.ZERO : PackedNumeric.wide(bytes, from, length), out);
            }
            case TEXT, BPCHAR, OPAQUE -> {
                int from = layout.variableFrom(bytes, row, column);
                out.put(bytes, row + from, layout.variableTo(bytes, row, column) - from);
            }
            case INTERVAL ->
                out.int64(Bytes.getLong(bytes, slot))
                        .int32(Bytes.getInt(bytes, slot + 8))
                        .int32(Bytes.getInt(bytes, slot + 12));
            case UUID -> out.put(bytes, slot, 16);
        }
    }

    static int int32(byte[] bytes, int at) {
        return Integer.reverseBytes(Bytes.getInt(bytes, at));
    }

    private static long int64(byte[] bytes, int at) {
        return Long.reverseBytes(Bytes.getLong(bytes, at));
    }
}
