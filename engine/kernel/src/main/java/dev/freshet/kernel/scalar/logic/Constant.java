package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.type.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A value that is the same for every row: a vector filled once. Never changes; safe for all threads. */
public final class Constant implements Expression {
    private final ColumnType type;
    private final Vector vector;
    private final String text;

    private Constant(ColumnType type, Vector vector, String text) {
        this.type = type;
        this.vector = vector;
        this.text = text;
    }

    /** NULL of a type. */
    public static Constant ofNull(ColumnType type) {
        Vector vector = Vectors.of(type.kind());
        vector.nulls().setFirst(Frame.SIZE);
        return new Constant(type, vector, "NULL");
    }

    public static Constant of(boolean value) {
        return of(ColumnType.BOOL, value ? 1 : 0);
    }

    /** A value of a kind held in a {@link LongVector}: boolean, integer, date, timestamp. */
    public static Constant of(ColumnType type, long value) {
        LongVector vector = (LongVector) Vectors.of(type.kind());
        Arrays.fill(vector.values, value);
        return new Constant(
                type, vector, type.equals(ColumnType.BOOL) ? String.valueOf(value != 0) : String.valueOf(value));
    }

    /** A {@code real} or {@code double precision}. */
    public static Constant of(ColumnType type, double value) {
        DoubleVector vector = (DoubleVector) Vectors.of(type.kind());
        Arrays.fill(vector.values, value);
        return new Constant(type, vector, String.valueOf(value));
    }

    /** A finite {@code numeric}; the scale of {@code value}, not negative, is its display scale. */
    public static Constant of(ColumnType type, BigDecimal value) {
        NumericVector vector = (NumericVector) Vectors.of(type.kind());
        for (int row = 0; row < Frame.SIZE; row++) {
            vector.set(row, value.scale(), value.unscaledValue());
        }
        return new Constant(type, vector, value.toPlainString());
    }

    /** A {@code numeric} that is not finite: one of {@link PackedNumeric}'s marks. */
    public static Constant ofSpecial(ColumnType type, int mark) {
        NumericVector vector = (NumericVector) Vectors.of(type.kind());
        for (int row = 0; row < Frame.SIZE; row++) {
            vector.setSpecial(row, mark);
        }
        return new Constant(type, vector, mark == PackedNumeric.NAN ? "NaN" : "Infinity");
    }

    /** A value of a kind held as bytes: text, {@code char(n)}, uuid, opaque. Takes the array over. */
    public static Constant of(ColumnType type, byte[] value) {
        BytesVector vector = (BytesVector) Vectors.of(type.kind());
        for (int row = 0; row < Frame.SIZE; row++) {
            vector.set(row, value);
        }
        return new Constant(type, vector, "'" + new String(value, StandardCharsets.UTF_8) + "'");
    }

    public static Constant of(ColumnType type, String value) {
        return of(type, value.getBytes(StandardCharsets.UTF_8));
    }

    /** An {@code interval}. */
    public static Constant ofInterval(ColumnType type, long micros, int days, int months) {
        IntervalVector vector = (IntervalVector) Vectors.of(type.kind());
        Arrays.fill(vector.micros, micros);
        Arrays.fill(vector.days, days);
        Arrays.fill(vector.months, months);
        return new Constant(type, vector, "interval '%d mons %d days %d us'".formatted(months, days, micros));
    }

    /** Whether it is NULL. */
    public boolean isNull() {
        return vector.nulls().get(0);
    }

    /** The value, at every row. Not to be changed. */
    public Vector vector() {
        return vector;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        return vector;
    }

    @Override
    public String toString() {
        return text;
    }
}
