package dev.freshet.kernel.row;

import dev.freshet.kernel.type.Kind;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes rows value by value into a batch, for whoever gets them so: a decoder, a test. Columns are set in ascending order, each once;
 * one that is passed over is NULL. Operators write column by column instead ({@link dev.freshet.kernel.scalar.VectorWriter}).
 *
 * <p>Confined to one thread.
 */
public final class RowWriter {
    private final Batch batch;
    private final RowLayout layout;
    private final int nullBytes;
    /** Null bits and slots of the row. Every slot is written, so nothing is left of the row before. */
    private final byte[] fixed;

    private byte[] variable = new byte[256];
    private int variableUsed;
    private int next;

    public RowWriter(Batch batch) {
        this.batch = batch;
        layout = batch.layout();
        nullBytes = (layout.width() + 7) >>> 3;
        fixed = new byte[layout.fixedLength()];
    }

    /** The layout rows are written in. */
    public RowLayout layout() {
        return layout;
    }

    /** Begins a row; an unfinished one is forgotten. */
    public RowWriter begin() {
        for (int i = 0; i < nullBytes; i++) {
            fixed[i] = 0;
        }
        variableUsed = 0;
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
        int at = layout.slot(column);
        switch (layout.kind(column)) {
            case BOOL -> fixed[at] = (byte) value;
            case INT2 -> Bytes.putShort(fixed, at, (short) value);
            case INT4, DATE -> Bytes.putInt(fixed, at, (int) value);
            case INT8, TIMESTAMP, TIMESTAMPTZ -> Bytes.putLong(fixed, at, value);
            default -> throw mismatch(column);
        }
        next++;
        return this;
    }

    /** {@code FLOAT4}, {@code FLOAT8}. */
    public RowWriter setDouble(int column, double value) {
        skipTo(column);
        int at = layout.slot(column);
        switch (layout.kind(column)) {
            case FLOAT4 -> Bytes.putInt(fixed, at, Float.floatToIntBits((float) value));
            case FLOAT8 -> Bytes.putLong(fixed, at, Double.doubleToLongBits(value));
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
            Bytes.putLong(fixed, layout.slot(column), scale == PackedNumeric.NAN ? Long.MIN_VALUE : unscaled);
        } else {
            require(column, Kind.NUMERIC);
            ensure(PackedNumeric.length(scale, unscaled));
            variableUsed += PackedNumeric.put(variable, variableUsed, scale, unscaled);
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
        variableUsed += PackedNumeric.put(variable, variableUsed, scale, unscaled);
        endVariable(column);
        next++;
        return this;
    }

    /** {@code TEXT}, {@code BPCHAR}, {@code OPAQUE}: the UTF-8 bytes; {@code UUID}: its sixteen; {@code NUMERIC}: its packed image. */
    public RowWriter setBytes(int column, byte[] source, int from, int length) {
        skipTo(column);
        if (layout.kind(column) == Kind.UUID) {
            System.arraycopy(source, from, fixed, layout.slot(column), 16);
        } else {
            if (!layout.kind(column).isVariable()) {
                throw mismatch(column);
            }
            ensure(length);
            System.arraycopy(source, from, variable, variableUsed, length);
            variableUsed += length;
            endVariable(column);
        }
        next++;
        return this;
    }

    public RowWriter setInterval(int column, long micros, int days, int months) {
        skipTo(column);
        require(column, Kind.INTERVAL);
        int at = layout.slot(column);
        Bytes.putLong(fixed, at, micros);
        Bytes.putInt(fixed, at + 8, days);
        Bytes.putInt(fixed, at + 12, months);
        next++;
        return this;
    }

    /** Ends the row and appends it to the batch. */
    public void end(long weight) {
        skipTo(layout.width());
        int at = batch.append(fixed.length + variableUsed, weight);
        System.arraycopy(fixed, 0, batch.bytes(), at, fixed.length);
        System.arraycopy(variable, 0, batch.bytes(), at + fixed.length, variableUsed);
    }

    private void skipTo(int column) {
        assert next <= column : "columns are set in ascending order";
        while (next < column) {
            fillNull();
        }
    }

    private void fillNull() {
        fixed[next >>> 3] |= (byte) (1 << (next & 7));
        if (layout.kind(next).isVariable()) {
            endVariable(next);
        } else {
            int slot = layout.slot(next);
            Arrays.fill(fixed, slot, slot + layout.kind(next).width(), (byte) 0);
        }
        next++;
    }

    private void endVariable(int column) {
        Bytes.putInt(fixed, layout.slot(column), fixed.length + variableUsed);
    }

    private void ensure(int more) {
        if (variableUsed + more > variable.length) {
            variable = Arrays.copyOf(variable, Math.max(variableUsed + more, variable.length * 2));
        }
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
