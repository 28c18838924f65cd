package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictTernary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.util.function.Supplier;

/** Functions whose kernels own something, such as the strings they made: each call gets one of its own. */
final class PerCall {
    private PerCall() {}

    static <A extends Vector, R extends Vector> ScalarFunction unary(
            String name, Supplier<? extends StrictUnary.Kernel<A, R>> kernel) {
        return (arguments, context) -> new StrictUnary<>(name, kernel.get(), arguments.getFirst(), context.result());
    }

    static <A extends Vector, B extends Vector, R extends Vector> ScalarFunction binary(
            String name, Supplier<? extends StrictBinary.Kernel<A, B, R>> kernel) {
        return (arguments, context) ->
                new StrictBinary<>(name, kernel.get(), arguments.get(0), arguments.get(1), context.result());
    }

    static <A extends Vector, B extends Vector, C extends Vector, R extends Vector> ScalarFunction ternary(
            String name, Supplier<? extends StrictTernary.Kernel<A, B, C, R>> kernel) {
        return (arguments, context) -> new StrictTernary<>(
                name, kernel.get(), arguments.get(0), arguments.get(1), arguments.get(2), context.result());
    }
}
