package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.Expression;
import java.util.List;

/** A function of PostgreSQL that has an exact kernel: makes the node of one call. Immutable; safe for all threads. */
@FunctionalInterface
public interface ScalarFunction {
    /**
     * The node of a call.
     *
     * @param arguments as many as the function has parameters, each of the kind of its parameter; owned by the node from now on
     * @throws IllegalArgumentException if this call, unlike others of the function, has no exact kernel (a collation, a pattern): the
     *     message names what is not supported
     */
    Expression apply(List<Expression> arguments, CallContext context);
}
