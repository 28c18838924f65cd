package dev.freshet.kernel.arrangement;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Kind;
import java.util.Arrays;

/** Packs some columns of a row as a row of their own, in a buffer that the next call overwrites. Confined to one thread. */
final class KeyProjection {
    private final RowLayout from;
    private final RowLayout to;
    private final int[] columns;
    private byte[] buffer;
    private int length;

    KeyProjection(RowLayout from, int... columns) {
        this.from = from;
        this.columns = columns.clone();
        to = from.project(columns);
        buffer = new byte[to.fixedLength()];
    }

    /** The layout of what is packed. */
    RowLayout layout() {
        return to;
    }

    /** Packs; returns the buffer, of which the first {@link #length} bytes count. */
    byte[] project(byte[] bytes, int row) {
        Arrays.fill(buffer, 0, to.fixedLength(), (byte) 0);
        length = to.fixedLength();
        for (int i = 0; i < columns.length; i++) {
            int column = columns[i];
            if (from.isNull(bytes, row, column)) {
                buffer[i >>> 3] |= (byte) (1 << (i & 7));
            }
            Kind kind = from.kind(column);
            if (kind.isVariable()) {
                int start = from.variableFrom(bytes, row, column);
                append(bytes, row + start, from.variableTo(bytes, row, column) - start);
                Bytes.putInt(buffer, to.slot(i), length);
            } else {
                System.arraycopy(bytes, row + from.slot(column), buffer, to.slot(i), kind.width());
            }
        }
        return buffer;
    }

    /** Bytes of the row packed last. */
    int length() {
        return length;
    }

    private void append(byte[] source, int at, int count) {
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length + count, buffer.length * 2));
        }
        System.arraycopy(source, at, buffer, length, count);
        length += count;
    }
}
