package dev.freshet.kernel.scalar;

import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;

/** A column of the input row. */
public record ColumnReference(int index, Column column) implements Expression {
    @Override
    public ColumnType type() {
        return column.type();
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        return frame.column(index);
    }

    @Override
    public String toString() {
        return column.name();
    }
}
