package dev.freshet.kernel.scalar;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Kind;
import java.math.BigInteger;

/** Reads one column of packed rows into a vector, in one loop. Owned by a frame. */
final class ColumnLoader {
    private final RowLayout layout;
    private final int column;
    private final Kind kind;
    private final int slot;
    private final Vector vector;
    private long loaded = -1;

    ColumnLoader(RowLayout layout, int column) {
        this.layout = layout;
        this.column = column;
        kind = layout.kind(column);
        slot = layout.slot(column);
        vector = Vectors.of(kind);
    }

    Vector load(Frame frame, long generation) {
        if (loaded == generation) {
            return vector;
        }
        loaded = generation;
        frame.nulls(column, vector.nulls());
        byte[] bytes = frame.batch().bytes();
        int[] starts = frame.starts();
        int count = frame.count();
        switch (vector) {
            case LongVector v -> loadLongs(v, bytes, starts, count);
            case DoubleVector v -> loadDoubles(v, bytes, starts, count);
            case NumericVector v -> loadNumerics(v, bytes, starts, count);
            case BytesVector v -> loadBytes(v, bytes, starts, count);
            case IntervalVector v -> loadIntervals(v, bytes, starts, count);
        }
        return vector;
    }

    private void loadLongs(LongVector v, byte[] bytes, int[] starts, int count) {
        long[] values = v.values;
        switch (kind) {
            case BOOL -> {
                for (int i = 0; i < count; i++) {
                    values[i] = bytes[starts[i] + slot];
                }
            }
            case INT2 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Bytes.getShort(bytes, starts[i] + slot);
                }
            }
            case INT4, DATE -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Bytes.getInt(bytes, starts[i] + slot);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Bytes.getLong(bytes, starts[i] + slot);
                }
            }
        }
    }

    private void loadDoubles(DoubleVector v, byte[] bytes, int[] starts, int count) {
        double[] values = v.values;
        if (kind == Kind.FLOAT4) {
            for (int i = 0; i < count; i++) {
                values[i] = Float.intBitsToFloat(Bytes.getInt(bytes, starts[i] + slot));
            }
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = Double.longBitsToDouble(Bytes.getLong(bytes, starts[i] + slot));
            }
        }
    }

    private void loadNumerics(NumericVector v, byte[] bytes, int[] starts, int count) {
        v.reset();
        if (kind == Kind.DECIMAL) {
            int scale = layout.type(column).numericScale();
            for (int i = 0; i < count; i++) {
                long unscaled = Bytes.getLong(bytes, starts[i] + slot);
                v.unscaled[i] = unscaled;
                v.scale[i] = unscaled == Long.MIN_VALUE ? PackedNumeric.NAN : scale;
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = starts[i];
            int from = layout.variableFrom(bytes, row, column);
            int length = layout.variableTo(bytes, row, column) - from;
            if (length < 2) {
                v.set(i, 0, 0);
                continue;
            }
            int scale = PackedNumeric.scale(bytes, row + from);
            if (PackedNumeric.isNarrow(length)) {
                v.set(i, scale, PackedNumeric.narrow(bytes, row + from, length));
            } else {
                BigInteger wide = PackedNumeric.wide(bytes, row + from, length);
                v.set(i, scale, wide);
            }
        }
    }

    private void loadBytes(BytesVector v, byte[] bytes, int[] starts, int count) {
        for (int i = 0; i < count; i++) {
            int row = starts[i];
            // a store of a reference costs more than to see that it is there already
            if (v.base[i] != bytes) {
                v.base[i] = bytes;
            }
            if (kind == Kind.UUID) {
                v.from[i] = row + slot;
                v.length[i] = 16;
            } else {
                int from = layout.variableFrom(bytes, row, column);
                v.from[i] = row + from;
                v.length[i] = layout.variableTo(bytes, row, column) - from;
            }
        }
    }

    private void loadIntervals(IntervalVector v, byte[] bytes, int[] starts, int count) {
        for (int i = 0; i < count; i++) {
            int at = starts[i] + slot;
            v.micros[i] = Bytes.getLong(bytes, at);
            v.days[i] = Bytes.getInt(bytes, at + 8);
            v.months[i] = Bytes.getInt(bytes, at + 12);
        }
    }
}
