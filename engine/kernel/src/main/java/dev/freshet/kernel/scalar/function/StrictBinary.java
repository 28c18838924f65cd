package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.type.ColumnType;

/**
 * A call with two arguments that is NULL where an argument is. The loop stands in the kernel, a class of its own for each function that matters, so
 * that it is compiled for that function alone; this node does what all calls have in common. Confined to its operator's thread.
 */
public final class StrictBinary<A extends Vector, B extends Vector, R extends Vector> implements Expression {
    /** What a function does to the rows of a frame. Immutable, unless made anew for each call. */
    @FunctionalInterface
    public interface Kernel<A extends Vector, B extends Vector, R extends Vector> {
        /**
         * Fills {@code result} at all active rows at least. The NULLs of the result are set already; the kernel may add some.
         * Values at other rows are arbitrary: a dense loop must not throw on them.
         */
        void run(A left, B right, R result, Rows rows);
    }

    private final String name;
    private final Kernel<A, B, R> kernel;
    private final Expression left;
    private final Expression right;
    private final ColumnType type;
    private final R result;
    private final Rows rows = new Rows();

    @SuppressWarnings("unchecked") // the vector of the result's kind, as the kernel was written for
    public StrictBinary(String name, Kernel<A, B, R> kernel, Expression left, Expression right, ColumnType type) {
        this.name = name;
        this.kernel = kernel;
        this.left = left;
        this.right = right;
        this.type = type;
        result = (R) Vectors.of(type.kind());
    }

    /** The function of a kernel that is the same for every call. */
    public static <A extends Vector, B extends Vector, R extends Vector> ScalarFunction function(
            String name, Kernel<A, B, R> kernel) {
        return (arguments, context) ->
                new StrictBinary<>(name, kernel, arguments.get(0), arguments.get(1), context.result());
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    @SuppressWarnings("unchecked") // the planner resolved the call by its argument types
    public Vector evaluate(Frame frame, Mask wanted) {
        A leftValues = (A) left.evaluate(frame, wanted);
        B rightValues = (B) right.evaluate(frame, wanted);
        Mask nulls = result.nulls();
        nulls.copy(leftValues.nulls());
        nulls.or(rightValues.nulls());
        rows.move(frame, wanted, nulls);
        kernel.run(leftValues, rightValues, result, rows);
        return result;
    }

    @Override
    public String toString() {
        return CallText.of(name, left, right);
    }
}
