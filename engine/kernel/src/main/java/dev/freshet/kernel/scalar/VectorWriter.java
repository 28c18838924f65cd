package dev.freshet.kernel.scalar;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Kind;
import java.util.Arrays;

/**
 * Writes the chosen rows of a frame's result vectors as packed rows, a column at a time: first the length of every row is summed up, then
 * each column is copied in a loop of its own. Confined to its operator's thread.
 */
public final class VectorWriter {
    private final RowLayout layout;
    private final int[] picked = new int[Frame.SIZE];
    private final int[] lengths = new int[Frame.SIZE];
    private final long[] weights = new long[Frame.SIZE];
    private final int[] starts = new int[Frame.SIZE];
    private final int[] variableAt = new int[Frame.SIZE];
    private final byte[] nullBytes = new byte[Frame.SIZE];
    /** The bits of one column's slots, as longs, in the order of the rows written. */
    private final long[] slots = new long[Frame.SIZE];

    public VectorWriter(RowLayout layout) {
        this.layout = layout;
    }

    /** Appends the rows of {@code keep} to {@code out}, with the weights they have in the frame's batch. */
    public void write(Frame frame, Vector[] columns, Mask keep, Batch out) {
        int n = keep.rows(picked);
        if (n == 0) {
            return;
        }
        Arrays.fill(lengths, 0, n, layout.fixedLength());
        if (layout.variableColumns() > 0) {
            for (int c = 0; c < columns.length; c++) {
                if (layout.kind(c).isVariable()) {
                    addLengths(columns[c], n);
                }
            }
        }
        append(frame, n, out);
        byte[] bytes = out.bytes();
        for (int first = 0; first < columns.length; first += 8) {
            writeNullByte(bytes, columns, first, n);
        }
        for (int c = 0; c < columns.length; c++) {
            writeColumn(bytes, c, columns[c], n);
        }
    }

    private void append(Frame frame, int n, Batch out) {
        Batch source = frame.batch();
        for (int i = 0; i < n; i++) {
            weights[i] = source.weight(frame.first() + picked[i]);
        }
        int at = out.append(lengths, weights, n);
        for (int i = 0; i < n; i++) {
            starts[i] = at;
            variableAt[i] = layout.fixedLength();
            at += lengths[i];
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

    /** The null bits of eight columns from {@code first} on. */
    private void writeNullByte(byte[] bytes, Vector[] columns, int first, int n) {
        Arrays.fill(nullBytes, 0, n, (byte) 0);
        int to = Math.min(columns.length, first + 8);
        for (int c = first; c < to; c++) {
            Mask nulls = columns[c].nulls();
            if (!nulls.isEmpty()) {
                for (int i = 0; i < n; i++) {
                    nullBytes[i] |= (byte) (nulls.bit(picked[i]) << (c & 7));
                }
            }
        }
        int offset = first >>> 3;
        for (int i = 0; i < n; i++) {
            bytes[starts[i] + offset] = nullBytes[i];
        }
    }

    private void writeColumn(byte[] bytes, int c, Vector vector, int n) {
        switch (vector) {
            case LongVector v -> {
                for (int i = 0; i < n; i++) {
                    slots[i] = v.values[picked[i]];
                }
                writeSlots(bytes, c, v.nulls(), n);
            }
            case DoubleVector v -> {
                pick(v, layout.kind(c) == Kind.FLOAT4, n);
                writeSlots(bytes, c, v.nulls(), n);
            }
            case NumericVector v
            when layout.kind(c) == Kind.DECIMAL -> {
                for (int i = 0; i < n; i++) {
                    int row = picked[i];
                    slots[i] = v.scale[row] < 0 ? Long.MIN_VALUE : v.unscaled[row];
                }
                writeSlots(bytes, c, v.nulls(), n);
            }
            case NumericVector v -> writeNumerics(bytes, c, v, n);
            case BytesVector v
            when layout.kind(c) == Kind.UUID -> {
                writeUuids(bytes, c, v, n);
                zeroNulls(bytes, c, v.nulls(), n);
            }
            case BytesVector v -> writeBytes(bytes, c, v, n);
            case IntervalVector v -> {
                writeIntervals(bytes, c, v, n);
                zeroNulls(bytes, c, v.nulls(), n);
            }
        }
    }

    private void zeroNulls(byte[] bytes, int c, Mask nulls, int n) {
        if (nulls.isEmpty()) {
            return;
        }
        int slot = layout.slot(c);
        int width = layout.kind(c).width();
        for (int i = 0; i < n; i++) {
            if (nulls.get(picked[i])) {
                Arrays.fill(bytes, starts[i] + slot, starts[i] + slot + width, (byte) 0);
            }
        }
    }

    private void pick(DoubleVector v, boolean single, int n) {
        if (single) {
            for (int i = 0; i < n; i++) {
                slots[i] = Float.floatToIntBits((float) v.values[picked[i]]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                slots[i] = Double.doubleToLongBits(v.values[picked[i]]);
            }
        }
    }

    /** Writes {@link #slots}, those of NULLs as zero. */
    private void writeSlots(byte[] bytes, int c, Mask nulls, int n) {
        if (!nulls.isEmpty()) {
            for (int i = 0; i < n; i++) {
                slots[i] &= nulls.bit(picked[i]) - 1L;
            }
        }
        int slot = layout.slot(c);
        switch (layout.kind(c).width()) {
            case 1 -> {
                for (int i = 0; i < n; i++) {
                    bytes[starts[i] + slot] = (byte) slots[i];
                }
            }
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    Bytes.putShort(bytes, starts[i] + slot, (short) slots[i]);
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    Bytes.putInt(bytes, starts[i] + slot, (int) slots[i]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    Bytes.putLong(bytes, starts[i] + slot, slots[i]);
                }
            }
        }
    }

    private void writeNumerics(byte[] bytes, int c, NumericVector v, int n) {
        int slot = layout.slot(c);
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

    private void writeUuids(byte[] bytes, int c, BytesVector v, int n) {
        int slot = layout.slot(c);
        for (int i = 0; i < n; i++) {
            int row = picked[i];
            if (v.length[row] == 16) {
                System.arraycopy(v.base[row], v.from[row], bytes, starts[i] + slot, 16);
            }
        }
    }

    private void writeBytes(byte[] bytes, int c, BytesVector v, int n) {
        int slot = layout.slot(c);
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
