package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;

/** {@code NOT}. Confined to its operator's thread. */
public final class Not implements Expression {
    private final Expression argument;
    private final LongVector result = new LongVector();

    public Not(Expression argument) {
        this.argument = argument;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOL;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        LongVector values = (LongVector) argument.evaluate(frame, wanted);
        result.nulls().copy(values.nulls());
        for (int row = 0; row < frame.count(); row++) {
            result.values[row] = values.values[row] ^ 1;
        }
        return result;
    }

    @Override
    public String toString() {
        return "(NOT " + argument + ")";
    }
}
