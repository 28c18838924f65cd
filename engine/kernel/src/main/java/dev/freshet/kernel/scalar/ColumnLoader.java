package dev.freshet.kernel.scalar;

import dev.freshet.kernel.row.Batch;
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
    private final int nullByte;
    private final int nullBit;
    private final Vector vector;
    private long loaded = -1;

    ColumnLoader(RowLayout layout, int column) {
        this.layout = layout;
        this.column = column;
        kind = layout.kind(column);
        slot = layout.slot(column);
        nullByte = column >>> 3;
        nullBit = column & 7;
        vector = Vectors.of(kind);
    }

    Vector load(Batch batch, int first, int count, long generation) {
        if (loaded == generation) {
            return vector;
        }
        loaded = generation;
        loadNulls(batch, first, count);
        switch (vector) {
            case LongVector v -> loadLongs(v, batch, first, count);
            case DoubleVector v -> loadDoubles(v, batch, first, count);
            case NumericVector v -> loadNumerics(v, batch, first, count);
            case BytesVector v -> loadBytes(v, batch, first, count);
            case IntervalVector v -> loadIntervals(v, batch, first, count);
        }
        return vector;
    }

    private void loadNulls(Batch batch, int first, int count) {
        byte[] bytes = batch.bytes();
        long[] words = vector.nulls().words;
        for (int w = 0; w < words.length; w++) {
            int from = w << 6;
            int to = Math.min(count, from + 64);
            long word = 0;
            for (int i = from; i < to; i++) {
                word |= (long) ((bytes[batch.start(first + i) + nullByte] >>> nullBit) & 1) << i;
            }
            words[w] = word;
        }
    }

    private void loadLongs(LongVector v, Batch batch, int first, int count) {
        byte[] bytes = batch.bytes();
        long[] values = v.values;
        switch (kind) {
            case BOOL -> {
                for (int i = 0; i < count; i++) {
                    values[i] = bytes[batch.start(first + i) + slot];
                }
            }
            case INT2 -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Bytes.getShort(bytes, batch.start(first + i) + slot);
                }
            }
            case INT4, DATE -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Bytes.getInt(bytes, batch.start(first + i) + slot);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    values[i] = Bytes.getLong(bytes, batch.start(first + i) + slot);
                }
            }
        }
    }

    private void loadDoubles(DoubleVector v, Batch batch, int first, int count) {
        byte[] bytes = batch.bytes();
        double[] values = v.values;
        if (kind == Kind.FLOAT4) {
            for (int i = 0; i < count; i++) {
                values[i] = Float.intBitsToFloat(Bytes.getInt(bytes, batch.start(first + i) + slot));
            }
        } else {
            for (int i = 0; i < count; i++) {
                values[i] = Double.longBitsToDouble(Bytes.getLong(bytes, batch.start(first + i) + slot));
            }
        }
    }

    private void loadNumerics(NumericVector v, Batch batch, int first, int count) {
        byte[] bytes = batch.bytes();
        v.reset();
        if (kind == Kind.DECIMAL) {
            int scale = layout.type(column).numericScale();
            for (int i = 0; i < count; i++) {
                long unscaled = Bytes.getLong(bytes, batch.start(first + i) + slot);
                v.unscaled[i] = unscaled;
                v.scale[i] = unscaled == Long.MIN_VALUE ? PackedNumeric.NAN : scale;
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            int row = batch.start(first + i);
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

    private void loadBytes(BytesVector v, Batch batch, int first, int count) {
        byte[] bytes = batch.bytes();
        for (int i = 0; i < count; i++) {
            int row = batch.start(first + i);
            v.base[i] = bytes;
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

    private void loadIntervals(IntervalVector v, Batch batch, int first, int count) {
        byte[] bytes = batch.bytes();
        for (int i = 0; i < count; i++) {
            int at = batch.start(first + i) + slot;
            v.micros[i] = Bytes.getLong(bytes, at);
            v.days[i] = Bytes.getInt(bytes, at + 8);
            v.months[i] = Bytes.getInt(bytes, at + 12);
        }
    }
}
