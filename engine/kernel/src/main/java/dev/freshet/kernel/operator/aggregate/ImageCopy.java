package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;

/** Writes an image of one type as a column of another of the same values: {@code numeric(p,s)} may become {@code numeric}. Immutable. */
final class ImageCopy {
    private final Kind from;
    private final int decimalScale;

    ImageCopy(ColumnType from, ColumnType to) {
        boolean widens = from.kind() == Kind.DECIMAL && to.kind() == Kind.NUMERIC;
        boolean sameScale = from.kind() != Kind.DECIMAL || widens || from.numericScale() == to.numericScale();
        if ((from.kind() != to.kind() && !widens) || !sameScale) {
            throw new IllegalArgumentException("no " + to + " of " + from);
        }
        this.from = from.kind();
        decimalScale = from.kind() == Kind.DECIMAL ? from.numericScale() : 0;
    }

    void write(byte[] bytes, int at, int length, RowWriter row, int column) {
        switch (from) {
            case BOOL -> row.setLong(column, bytes[at]);
            case INT2 -> row.setLong(column, Bytes.getShort(bytes, at));
            case INT4, DATE -> row.setLong(column, Bytes.getInt(bytes, at));
            case INT8, TIMESTAMP, TIMESTAMPTZ -> row.setLong(column, Bytes.getLong(bytes, at));
            case FLOAT4 -> row.setDouble(column, Float.intBitsToFloat(Bytes.getInt(bytes, at)));
            case FLOAT8 -> row.setDouble(column, Double.longBitsToDouble(Bytes.getLong(bytes, at)));
            case DECIMAL -> {
                long unscaled = Bytes.getLong(bytes, at);
                row.setNumeric(column, unscaled == Long.MIN_VALUE ? PackedNumeric.NAN : decimalScale, unscaled);
            }
            case INTERVAL ->
                row.setInterval(
                        column, Bytes.getLong(bytes, at), Bytes.getInt(bytes, at + 8), Bytes.getInt(bytes, at + 12));
            case NUMERIC, TEXT, BPCHAR, UUID, OPAQUE -> row.setBytes(column, bytes, at, length);
        }
    }
}
