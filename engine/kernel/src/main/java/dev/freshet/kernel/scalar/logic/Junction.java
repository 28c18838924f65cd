package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code AND} and {@code OR}, three-valued. Arguments are evaluated from left to right, each only for the rows that those before it left
 * undecided, so that what PostgreSQL would not reach does not err. Confined to its operator's thread.
 */
public final class Junction implements Expression {
    /** Which of the two. */
    public enum Connective {
        /** Decided by a false. */
        AND,
        /** Decided by a true. */
        OR
    }

    private final Connective connective;
    private final List<Expression> arguments;
    private final LongVector result = new LongVector();
    private final Mask undecided = new Mask();
    private final Mask decided = new Mask();
    private final Mask unknown = new Mask();

    private Junction(Connective connective, List<Expression> arguments) {
        this.connective = connective;
        this.arguments = List.copyOf(arguments);
    }

    public static Junction and(List<Expression> arguments) {
        return new Junction(Connective.AND, arguments);
    }

    public static Junction or(List<Expression> arguments) {
        return new Junction(Connective.OR, arguments);
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOL;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        undecided.copy(wanted);
        unknown.clear();
        for (Expression argument : arguments) {
            if (undecided.isEmpty()) {
                break;
            }
            LongVector values = (LongVector) argument.evaluate(frame, undecided);
            switch (connective) {
                case AND -> Truth.falses(values, undecided, decided);
                case OR -> Truth.trues(values, undecided, decided);
            }
            undecided.andNot(decided);
            unknown.or(values.nulls());
        }
        unknown.and(undecided);
        switch (connective) {
            case AND -> {
                // what no argument made false and none left unknown
                undecided.andNot(unknown);
                Truth.fill(result, undecided, unknown);
            }
            case OR -> {
                decided.copy(wanted);
                decided.andNot(undecided);
                Truth.fill(result, decided, unknown);
            }
        }
        return result;
    }

    @Override
    public String toString() {
        return arguments.stream().map(Object::toString).collect(Collectors.joining(" " + connective + " ", "(", ")"));
    }
}
