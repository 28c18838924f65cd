package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.function.ScalarFunction;

/** Functions that are exact for some collations only: the others are refused when a call is made. */
final class Collating {
    private Collating() {}

    /** Exact where strings are equal only if their bytes are. */
    static ScalarFunction deterministic(ScalarFunction function) {
        return (arguments, context) -> {
            context.requireDeterministic();
            return function.apply(arguments, context);
        };
    }

    /** Exact where strings are ordered by their bytes. */
    static ScalarFunction byteOrdered(ScalarFunction function) {
        return (arguments, context) -> {
            context.requireByteOrder();
            return function.apply(arguments, context);
        };
    }
}
