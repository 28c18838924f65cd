package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;

/** {@code IS NULL} of a value that is not a row; {@code IS NOT NULL} is its {@link Not}. Confined to its operator's thread. */
public final class IsNull implements Expression {
    private static final Mask NONE = new Mask();

    private final Expression argument;
    private final LongVector result = new LongVector();

    public IsNull(Expression argument) {
        this.argument = argument;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOL;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        Truth.fill(result, argument.evaluate(frame, wanted).nulls(), NONE);
        return result;
    }

    @Override
    public String toString() {
        return "(" + argument + " IS NULL)";
    }
}
