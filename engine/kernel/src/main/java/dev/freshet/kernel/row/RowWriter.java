package dev.freshet.kernel.row;

import dev.freshet.kernel.type.Kind;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes rows value by value into a batch, for whoever gets them so: a decoder, an aggregate, a test. Columns are set in ascending order,
 * each once; one that is passed over is NULL. Operators that have vectors write column by column instead
 * ({@link dev.freshet.kernel.scalar.VectorWriter}).
 *
 * <p>A row stands where it will stay from its first value on, behind the last of the batch: from {@link #begin} to {@link #end} nobody else
 * may append. Confined to one thread.
 */
public final class RowWriter {
    private final Batch batch;
    private final RowLayout layout;
    private final int nullBytes;
    private final int[] slots;
    /** Bytes that {@link #setLong} writes, by column; 0 for columns it does not take. */
    private final byte[] integerWidths;

    private byte[] bytes;
    private int start;
    private int length;
    private int next;

    public RowWriter(Batch batch) {
        this.batch = batch;
        layout = batch.layout();
        nullBytes = (layout.width() + 7) >>> 3;
        slots = new int[layout.width()];
        integerWidths = new byte[layout.width()];
        for (int column = 0; column < layout.width(); column++) {
            slots[column] = layout.slot(column);
            integerWidths[column] = integerWidth(layout.kind(column));
        }
        bytes = batch.bytes();
        begin();
    }

    private static byte integerWidth(Kind kind) {
        return switch (kind) {
            case BOOL, INT2, INT4, DATE, INT8, TIMESTAMP, TIMESTAMPTZ -> (byte) kind.width();
            case FLOAT4, FLOAT8, DECIMAL, NUMERIC, TEXT, BPCHAR, INTERVAL, UUID, OPAQUE -> 0;
        };
    }

    /** The layout rows are written in. */
    public RowLayout layout() {
        return layout;
    }

    /** Begins a row; an unfinished one is forgotten. */
    public RowWriter begin() {
        length = layout.fixedLength();
        start = batch.room(length);
        bytes = batch.bytes();
        // of the rest every slot is written, be it with zeros
        for (int i = 0; i < nullBytes; i++) {
            bytes[start + i] = 0;
        }
        next = 0;
        return this;
    }

    /** Any column. */
    public RowWriter setNull(int column) {
        skipTo(column);
        fillNull();
        return this;
    }

    /** {@code BOOL} (0, 1), integers, {@code DATE}, {@code TIMESTAMP}, {@code TIMESTAMPTZ}. */
    public RowWriter setLong(int column, long value) {
        skipTo(column);
        int at = start + slots[column];
        switch (integerWidths[column]) {
            case 8 -> Bytes.putLong(bytes, at, value);
            case 4 -> Bytes.putInt(bytes, at, (int) value);
            case 2 -> Bytes.putShort(bytes, at, (short) value);
            case 1 -> bytes[at] = (byte) value;
            default -> throw mismatch(column);
        }
        next++;
        return this;
    }

    /** {@code FLOAT4}, {@code FLOAT8}. */
    public RowWriter setDouble(int column, double value) {
        skipTo(column);
        int at = start + layout.slot(column);
        switch (layout.kind(column)) {
            case FLOAT4 -> Bytes.putInt(bytes, at, Float.floatToIntBits((float) value));
            case FLOAT8 -> Bytes.putLong(bytes, at, Double.doubleToLongBits(value));
            default -> throw mismatch(column);
        }
        next++;
        return this;
    }

    /**
     * Either numeric kind. A {@code DECIMAL} column takes exactly its own scale, or {@link PackedNumeric#NAN}.
     *
     * @param scale display scale, or one of {@link PackedNumeric}'s negative marks
     */
    public RowWriter setNumeric(int column, int scale, long unscaled) {
        skipTo(column);
        if (layout.kind(column) == Kind.DECIMAL) {
            assert scale == PackedNumeric.NAN || scale == layout.type(column).numericScale() : scale;
            Bytes.putLong(bytes, start + layout.slot(column), scale == PackedNumeric.NAN ? Long.MIN_VALUE : unscaled);
        } else {
            require(column, Kind.NUMERIC);
            ensure(PackedNumeric.MOST_NARROW);
            length += PackedNumeric.putOver(bytes, start + length, scale, unscaled);
            endVariable(column);
        }
        next++;
        return this;
    }

    /** A {@code NUMERIC} column, any finite value. */
    public RowWriter setNumeric(int column, int scale, BigInteger unscaled) {
        if (unscaled.bitLength() < 64) {
            return setNumeric(column, scale, unscaled.longValue());
        }
        skipTo(column);
        require(column, Kind.NUMERIC);
        ensure(PackedNumeric.length(unscaled));
        length += PackedNumeric.put(bytes, start + length, scale, unscaled);
        endVariable(column);
        next++;
        return this;
    }

    /** {@code TEXT}, {@code BPCHAR}, {@code OPAQUE}: the UTF-8 bytes; {@code UUID}: its sixteen; {@code NUMERIC}: its packed image. */
    public RowWriter setBytes(int column, byte[] source, int from, int count) {
        skipTo(column);
        if (layout.kind(column) == Kind.UUID) {
            System.arraycopy(source, from, bytes, start + layout.slot(column), 16);
        } else {
            if (!layout.kind(column).isVariable()) {
                throw mismatch(column);
            }
            ensure(count);
            System.arraycopy(source, from, bytes, start + length, count);
            length += count;
            endVariable(column);
        }
        next++;
        return this;
    }

    public RowWriter setInterval(int column, long micros, int days, int months) {
        skipTo(column);
        require(column, Kind.INTERVAL);
        int at = start + layout.slot(column);
        Bytes.putLong(bytes, at, micros);
        Bytes.putInt(bytes, at + 8, days);
        Bytes.putInt(bytes, at + 12, months);
        next++;
        return this;
    }

    /**
     * Ends the row, appends it to the batch and returns which of the batch's it is.
     *
     * @throws IllegalStateException if something else was appended since it began
     */
    public int end(long weight) {
        skipTo(layout.width());
        if (batch.append(length, weight) != start) {
            throw new IllegalStateException("the batch was appended to while a row was being written");
        }
        return batch.size() - 1;
    }

    private void skipTo(int column) {
        assert next <= column : "columns are set in ascending order";
        while (next < column) {
            fillNull();
        }
    }

    private void fillNull() {
        bytes[start + (next >>> 3)] |= (byte) (1 << (next & 7));
        if (layout.kind(next).isVariable()) {
            endVariable(next);
        } else {
            int at = start + layout.slot(next);
            Arrays.fill(bytes, at, at + layout.kind(next).width(), (byte) 0);
        }
        next++;
    }

    private void endVariable(int column) {
        Bytes.putInt(bytes, start + slots[column], length);
    }

    private void ensure(int more) {
        batch.room(Math.addExact(length, more));
        bytes = batch.bytes();
    }

    private void require(int column, Kind kind) {
        if (layout.kind(column) != kind) {
            throw mismatch(column);
        }
    }

    private IllegalArgumentException mismatch(int column) {
        return new IllegalArgumentException(
                "not a value for column " + layout.columns().get(column));
    }
}
