package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.math.BigInteger;

/** Reads one column off packed rows, row by row. As a numeric, an integer has the scale 0. Immutable. */
class Argument {
    private final RowLayout layout;
    private final int column;
    private final Kind kind;
    private final int slot;
    private final int width;
    private final int nullByte;
    private final int nullMask;
    private final int decimalScale;

    Argument(RowLayout layout, int column) {
        this.layout = layout;
        this.column = column;
        kind = layout.kind(column);
        slot = layout.slot(column);
        width = kind.width();
        nullByte = column >>> 3;
        nullMask = 1 << (column & 7);
        decimalScale = kind == Kind.DECIMAL ? layout.type(column).numericScale() : 0;
    }

    ColumnType type() {
        return layout.type(column);
    }

    boolean isNull(byte[] bytes, int row) {
        return (bytes[row + nullByte] & nullMask) != 0;
    }

    /** {@code BOOL}, integers, the unscaled {@code DECIMAL}; 0 if it is NULL. */
    long longAt(byte[] bytes, int row) {
        int at = row + slot;
        return switch (width) {
            case 8 -> Bytes.getLong(bytes, at);
            case 4 -> Bytes.getInt(bytes, at);
            case 2 -> Bytes.getShort(bytes, at);
            default -> bytes[at];
        };
    }

    /** Offset of the value's image. */
    int from(byte[] bytes, int row) {
        return width == Kind.VARIABLE ? row + layout.variableFrom(bytes, row, column) : row + slot;
    }

    /** Bytes of the value's image. */
    int length(byte[] bytes, int row) {
        return width == Kind.VARIABLE
                ? layout.variableTo(bytes, row, column) - layout.variableFrom(bytes, row, column)
                : width;
    }

    /** The display scale of a numeric, or one of {@link PackedNumeric}'s marks. */
    int scaleAt(byte[] bytes, int row) {
        return switch (kind) {
            case NUMERIC -> PackedNumeric.scale(bytes, from(bytes, row));
            case DECIMAL -> Bytes.getLong(bytes, row + slot) == Long.MIN_VALUE ? PackedNumeric.NAN : decimalScale;
            default -> 0;
        };
    }

    /** Whether the unscaled value of a finite numeric fits a long. */
    boolean isNarrow(byte[] bytes, int row) {
        return kind != Kind.NUMERIC || PackedNumeric.isNarrow(length(bytes, row));
    }

    /** The unscaled value of a narrow numeric. */
    long unscaledAt(byte[] bytes, int row) {
        return kind != Kind.NUMERIC
                ? longAt(bytes, row)
                : PackedNumeric.narrow(bytes, from(bytes, row), length(bytes, row));
    }

    /** The unscaled value of any finite numeric. */
    BigInteger bigAt(byte[] bytes, int row) {
        return kind != Kind.NUMERIC
                ? BigInteger.valueOf(longAt(bytes, row))
                : PackedNumeric.wide(bytes, from(bytes, row), length(bytes, row));
    }
}
