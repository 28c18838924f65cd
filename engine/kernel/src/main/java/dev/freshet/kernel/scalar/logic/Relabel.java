package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;

/**
 * The same value under another type whose values are held alike: PostgreSQL's {@code RelabelType}, and casts that change nothing in a
 * vector ({@code int4} to {@code int8}, {@code float4} to {@code float8}). Confined to its operator's thread.
 */
public record Relabel(Expression argument, ColumnType type) implements Expression {
    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        return argument.evaluate(frame, wanted);
    }

    @Override
    public String toString() {
        return argument.toString();
    }
}
