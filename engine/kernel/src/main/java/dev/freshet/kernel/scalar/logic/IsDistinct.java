package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;

/**
 * {@code IS DISTINCT FROM}: NULL is a value like any other; never NULL itself. {@code IS NOT DISTINCT FROM} is its {@link Not}. Confined to
 * its operator's thread.
 */
public final class IsDistinct implements Expression {
    private static final Mask NONE = new Mask();

    private final Held left;
    private final Held right;
    private final Expression equal;
    private final LongVector result = new LongVector();
    private final Mask distinct = new Mask();

    /** By an equality operator's function; {@code context} is that of the comparison. */
    public IsDistinct(ScalarFunction equality, Expression left, Expression right, CallContext context) {
        this.left = new Held(left);
        this.right = new Held(right);
        equal = equality.apply(List.of(this.left, this.right), context);
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOL;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        Mask leftNulls = left.hold(frame, wanted).nulls();
        Mask rightNulls = right.hold(frame, wanted).nulls();
        Truth.falses((LongVector) equal.evaluate(frame, wanted), wanted, distinct);
        for (int w = 0; w < distinct.words.length; w++) {
            distinct.words[w] |= (leftNulls.words[w] ^ rightNulls.words[w]) & wanted.words[w];
        }
        Truth.fill(result, distinct, NONE);
        return result;
    }

    @Override
    public String toString() {
        return "(" + left + " IS DISTINCT FROM " + right + ")";
    }
}
