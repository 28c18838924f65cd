package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.type.ColumnType;
import java.util.Arrays;
import java.util.List;

/**
 * A call with any number of arguments that is NULL where an argument is; for the few functions with more than three. Confined to its
 * operator's thread.
 */
public final class StrictCall<R extends Vector> implements Expression {
    /** What a function does to the rows of a frame. Immutable, unless made anew for each call. */
    @FunctionalInterface
    public interface Kernel<R extends Vector> {
        /**
         * Fills {@code result} at all active rows at least. The NULLs of the result are set already; the kernel may add some.
         * Values at other rows are arbitrary: a dense loop must not throw on them.
         */
        void run(List<Vector> arguments, R result, Rows rows);
    }

    private final String name;
    private final Kernel<R> kernel;
    private final List<Expression> arguments;
    private final Vector[] values;
    private final ColumnType type;
    private final R result;
    private final Rows rows = new Rows();

    @SuppressWarnings("unchecked") // the vector of the result's kind, as the kernel was written for
    public StrictCall(String name, Kernel<R> kernel, List<Expression> arguments, ColumnType type) {
        this.name = name;
        this.kernel = kernel;
        this.arguments = List.copyOf(arguments);
        this.type = type;
        values = new Vector[arguments.size()];
        result = (R) Vectors.of(type.kind());
    }

    /** The function of a kernel that is the same for every call. */
    public static <R extends Vector> ScalarFunction function(String name, Kernel<R> kernel) {
        return (arguments, context) -> new StrictCall<>(name, kernel, arguments, context.result());
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        Mask nulls = result.nulls();
        nulls.clear();
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(frame, wanted);
            nulls.or(values[i].nulls());
        }
        rows.move(frame, wanted, nulls);
        kernel.run(Arrays.asList(values), result, rows);
        return result;
    }

    @Override
    public String toString() {
        return CallText.of(name, arguments.toArray(Expression[]::new));
    }
}
