package dev.freshet.kernel.scalar;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Kind;

/**
 * Writes the chosen rows of a frame's result vectors as packed rows, a column at a time: first the length of every row is summed up, then
 * each column is copied in a loop of its own. Confined to its operator's thread.
 */
public final class VectorWriter {
    private final RowLayout layout;
    private final int[] picked = new int[Frame.SIZE];
    private final int[] lengths = new int[Frame.SIZE];
    private final int[] starts = new int[Frame.SIZE];
    private final int[] variableAt = new int[Frame.SIZE];

    public VectorWriter(RowLayout layout) {
        this.layout = layout;
    }

    /** Appends the rows of {@code keep} to {@code out}, with the weights they have in the frame's batch. */
    public void write(Frame frame, Vector[] columns, Mask keep, Batch out) {
        int n = 0;
        for (int row = keep.next(0); row >= 0; row = keep.next(row + 1)) {
            picked[n++] = row;
        }
        if (n == 0) {
            return;
        }
        java.util.Arrays.fill(lengths, 0, n, layout.fixedLength());
        if (layout.variableColumns() > 0) {
            for (int c = 0; c < columns.length; c++) {
                if (layout.kind(c).isVariable()) {
                    addLengths(columns[c], n);
                }
            }
        }
        Batch source = frame.batch();
        for (int i = 0; i < n; i++) {
            starts[i] = out.append(lengths[i], source.weight(frame.first() + picked[i]));
            variableAt[i] = layout.fixedLength();
        }
        byte[] bytes = out.bytes();
        int nullBytes = (layout.width() + 7) >>> 3;
        for (int b = 0; b < nullBytes; b++) {
            writeNullByte(bytes, columns, b, n);
        }
        for (int c = 0; c < columns.length; c++) {
            writeColumn(bytes, c, columns[c], n);
        }
    }

    private void addLengths(Vector vector, int n) {
        Mask nulls = vector.nulls();
        switch (vector) {
            case BytesVector v -> {
                for (int i = 0; i < n; i++) {
                    lengths[i] += nulls.get(picked[i]) ? 0 : v.length[picked[i]];
                }
            }
            case NumericVector v -> {
                for (int i = 0; i < n; i++) {
                    lengths[i] += nulls.get(picked[i]) ? 0 : packedLength(v, picked[i]);
                }
            }
            default -> throw new IllegalArgumentException("not of variable width: " + vector);
        }
    }

    private static int packedLength(NumericVector v, int row) {
        return v.hasWide && v.wide[row] != null
                ? PackedNumeric.length(v.big(row))
                : PackedNumeric.length(v.scale[row], v.unscaled[row]);
    }

    private void writeNullByte(byte[] bytes, Vector[] columns, int index, int n) {
        int from = index << 3;
        int to = Math.min(columns.length, from + 8);
        for (int i = 0; i < n; i++) {
            bytes[starts[i] + index] = 0;
        }
        for (int c = from; c < to; c++) {
            Mask nulls = columns[c].nulls();
            if (nulls.isEmpty()) {
                continue;
            }
            int bit = 1 << (c & 7);
            for (int i = 0; i < n; i++) {
                if (nulls.get(picked[i])) {
                    bytes[starts[i] + index] |= (byte) bit;
                }
            }
        }
    }

    private void writeColumn(byte[] bytes, int c, Vector vector, int n) {
        switch (vector) {
            case LongVector v -> writeLongs(bytes, c, v, n);
            case DoubleVector v -> writeDoubles(bytes, c, v, n);
            case NumericVector v -> writeNumerics(bytes, c, v, n);
            case BytesVector v -> writeBytes(bytes, c, v, n);
            case IntervalVector v -> writeIntervals(bytes, c, v, n);
        }
        if (!layout.kind(c).isVariable() && !vector.nulls().isEmpty()) {
            zeroNulls(bytes, c, vector.nulls(), n);
        }
    }

    private void zeroNulls(byte[] bytes, int c, Mask nulls, int n) {
        int slot = layout.slot(c);
        int width = layout.kind(c).width();
        for (int i = 0; i < n; i++) {
            if (nulls.get(picked[i])) {
                java.util.Arrays.fill(bytes, starts[i] + slot, starts[i] + slot + width, (byte) 0);
            }
        }
    }

    private void writeLongs(byte[] bytes, int c, LongVector v, int n) {
        int slot = layout.slot(c);
        long[] values = v.values;
        switch (layout.kind(c)) {
            case BOOL -> {
                for (int i = 0; i < n; i++) {
                    bytes[starts[i] + slot] = (byte) values[picked[i]];
                }
            }
            case INT2 -> {
                for (int i = 0; i < n; i++) {
                    Bytes.putShort(bytes, starts[i] + slot, (short) values[picked[i]]);
                }
            }
            case INT4, DATE -> {
                for (int i = 0; i < n; i++) {
                    Bytes.putInt(bytes, starts[i] + slot, (int) values[picked[i]]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    Bytes.putLong(bytes, starts[i] + slot, values[picked[i]]);
                }
            }
        }
    }

    private void writeDoubles(byte[] bytes, int c, DoubleVector v, int n) {
        int slot = layout.slot(c);
        boolean single = layout.kind(c) == Kind.FLOAT4;
        for (int i = 0; i < n; i++) {
            double value = v.values[picked[i]];
            if (single) {
                Bytes.putInt(bytes, starts[i] + slot, Float.floatToIntBits((float) value));
            } else {
                Bytes.putLong(bytes, starts[i] + slot, Double.doubleToLongBits(value));
            }
        }
    }

    private void writeNumerics(byte[] bytes, int c, NumericVector v, int n) {
        int slot = layout.slot(c);
        if (layout.kind(c) == Kind.DECIMAL) {
            for (int i = 0; i < n; i++) {
                int row = picked[i];
                Bytes.putLong(bytes, starts[i] + slot, v.scale[row] < 0 ? Long.MIN_VALUE : v.unscaled[row]);
            }
            return;
        }
        Mask nulls = v.nulls();
        for (int i = 0; i < n; i++) {
            int row = picked[i];
            if (!nulls.get(row)) {
                int at = starts[i] + variableAt[i];
                variableAt[i] += v.hasWide && v.wide[row] != null
                        ? PackedNumeric.put(bytes, at, v.scale[row], v.big(row))
                        : PackedNumeric.put(bytes, at, v.scale[row], v.unscaled[row]);
            }
            Bytes.putInt(bytes, starts[i] + slot, variableAt[i]);
        }
    }

    private void writeBytes(byte[] bytes, int c, BytesVector v, int n) {
        int slot = layout.slot(c);
        if (layout.kind(c) == Kind.UUID) {
            for (int i = 0; i < n; i++) {
                int row = picked[i];
                if (v.length[row] == 16) {
                    System.arraycopy(v.base[row], v.from[row], bytes, starts[i] + slot, 16);
                }
            }
            return;
        }
        Mask nulls = v.nulls();
        for (int i = 0; i < n; i++) {
            int row = picked[i];
            if (!nulls.get(row)) {
                System.arraycopy(v.base[row], v.from[row], bytes, starts[i] + variableAt[i], v.length[row]);
                variableAt[i] += v.length[row];
            }
            Bytes.putInt(bytes, starts[i] + slot, variableAt[i]);
        }
    }

    private void writeIntervals(byte[] bytes, int c, IntervalVector v, int n) {
        int slot = layout.slot(c);
        for (int i = 0; i < n; i++) {
            int row = picked[i];
            int at = starts[i] + slot;
            Bytes.putLong(bytes, at, v.micros[row]);
            Bytes.putInt(bytes, at + 8, v.days[row]);
            Bytes.putInt(bytes, at + 12, v.months[row]);
        }
    }
}
