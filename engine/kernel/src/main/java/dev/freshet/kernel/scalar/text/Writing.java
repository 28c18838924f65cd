package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictTernary;
import dev.freshet.kernel.scalar.function.StrictUnary;

/** Functions that write a new string for each row, into an arena of their own. */
final class Writing {
    private Writing() {}

    /** Opens a string of the arena and writes it, or marks the row as erring. Immutable. */
    @FunctionalInterface
    interface OfOne<A extends Vector> {
        void write(A argument, int row, TextArena out, Rows rows);
    }

    /** As {@link OfOne}. */
    @FunctionalInterface
    interface OfTwo<A extends Vector, B extends Vector> {
        void write(A first, B second, int row, TextArena out, Rows rows);
    }

    /** As {@link OfOne}. */
    @FunctionalInterface
    interface OfThree<A extends Vector, B extends Vector, C extends Vector> {
        void write(A first, B second, C third, int row, TextArena out, Rows rows);
    }

    static <A extends Vector> ScalarFunction unary(String name, OfOne<A> function) {
        return PerCall.<A, BytesVector>unary(name, () -> kernel(function));
    }

    static <A extends Vector, B extends Vector> ScalarFunction binary(String name, OfTwo<A, B> function) {
        return PerCall.<A, B, BytesVector>binary(name, () -> kernel(function));
    }

    static <A extends Vector, B extends Vector, C extends Vector> ScalarFunction ternary(
            String name, OfThree<A, B, C> function) {
        return PerCall.<A, B, C, BytesVector>ternary(name, () -> kernel(function));
    }

    static <A extends Vector> StrictUnary.Kernel<A, BytesVector> kernel(OfOne<A> function) {
        TextArena out = new TextArena();
        return (argument, result, rows) -> {
            out.begin();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                out.open(0);
                function.write(argument, r, out, rows);
                out.close(result, r);
            }
        };
    }

    private static <A extends Vector, B extends Vector> StrictBinary.Kernel<A, B, BytesVector> kernel(
            OfTwo<A, B> function) {
        TextArena out = new TextArena();
        return (first, second, result, rows) -> {
            out.begin();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                out.open(0);
                function.write(first, second, r, out, rows);
                out.close(result, r);
            }
        };
    }

    private static <A extends Vector, B extends Vector, C extends Vector>
            StrictTernary.Kernel<A, B, C, BytesVector> kernel(OfThree<A, B, C> function) {
        TextArena out = new TextArena();
        return (first, second, third, result, rows) -> {
            out.begin();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                out.open(0);
                function.write(first, second, third, r, out, rows);
                out.close(result, r);
            }
        };
    }
}
