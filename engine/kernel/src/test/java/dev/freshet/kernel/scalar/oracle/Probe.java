package dev.freshet.kernel.scalar.oracle;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression to be evaluated on both sides.
 *
 * @param sql the expression for PostgreSQL, over {@code a1}, {@code a2}, …
 * @param result its type
 * @param arguments the types of {@code a1}, {@code a2}, …
 * @param kernel makes the same expression for the kernel, over columns
 * @param tuples the arguments as PostgreSQL's text, null for NULL
 */
public record Probe(
        String sql,
        ColumnType result,
        List<ColumnType> arguments,
        Kernel kernel,
        List<? extends List<@Nullable String>> tuples) {
    /** Makes the kernel's expression. */
    @FunctionalInterface
    public interface Kernel {
        Expression over(List<Expression> columns);
    }
}
