package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;

/** {@code NULLIF}: the left argument, or NULL where it equals the right one. Confined to its operator's thread. */
public final class NullIf implements Expression {
    private final Held left;
    private final Expression equal;
    private final Vector result;
    private final Mask same = new Mask();

    /** A {@code NULLIF} by an equality operator's function; {@code context} is that of the comparison. */
    public NullIf(ScalarFunction equality, Expression left, Expression right, CallContext context) {
        this.left = new Held(left);
        equal = equality.apply(List.of(this.left, right), context);
        result = Vectors.of(left.type().kind());
    }

    @Override
    public ColumnType type() {
        return left.type();
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        Vector values = left.hold(frame, wanted);
        Truth.trues((LongVector) equal.evaluate(frame, wanted), wanted, same);
        Selection.begin(result);
        Selection.take(values, wanted, result);
        result.nulls().or(same);
        return result;
    }

    @Override
    public String toString() {
        return "NULLIF" + equal;
    }
}
