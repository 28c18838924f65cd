package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;

/**
 * {@code IS TRUE} and {@code IS FALSE}, never NULL. {@code IS NOT …} is the {@link Not} of it, {@code IS UNKNOWN} is {@link IsNull}.
 * Confined to its operator's thread.
 */
public final class BooleanTest implements Expression {
    private static final Mask NONE = new Mask();

    private final boolean expected;
    private final Expression argument;
    private final LongVector result = new LongVector();
    private final Mask found = new Mask();

    private BooleanTest(boolean expected, Expression argument) {
        this.expected = expected;
        this.argument = argument;
    }

    public static BooleanTest isTrue(Expression argument) {
        return new BooleanTest(true, argument);
    }

    public static BooleanTest isFalse(Expression argument) {
        return new BooleanTest(false, argument);
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOL;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        LongVector values = (LongVector) argument.evaluate(frame, wanted);
        if (expected) {
            Truth.trues(values, wanted, found);
        } else {
            Truth.falses(values, wanted, found);
        }
        Truth.fill(result, found, NONE);
        return result;
    }

    @Override
    public String toString() {
        return "(" + argument + (expected ? " IS TRUE)" : " IS FALSE)");
    }
}
