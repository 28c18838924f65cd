package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code COALESCE}: each argument is evaluated only for the rows at which those before it were NULL. Confined to its operator's thread.
 */
public final class Coalesce implements Expression {
    private final ColumnType type;
    private final List<Expression> arguments;
    private final Vector result;
    private final Mask open = new Mask();

    public Coalesce(ColumnType type, List<Expression> arguments) {
        this.type = type;
        this.arguments = List.copyOf(arguments);
        result = Vectors.of(type.kind());
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        Selection.begin(result);
        open.copy(wanted);
        for (Expression argument : arguments) {
            if (open.isEmpty()) {
                break;
            }
            Vector values = argument.evaluate(frame, open);
            Selection.take(values, open, result);
            open.and(values.nulls());
        }
        return result;
    }

    @Override
    public String toString() {
        return arguments.stream().map(Object::toString).collect(Collectors.joining(", ", "COALESCE(", ")"));
    }
}
