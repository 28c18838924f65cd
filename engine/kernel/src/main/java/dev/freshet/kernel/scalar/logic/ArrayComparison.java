package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.type.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code x op ANY (list)} and {@code x op ALL (list)}, so {@code IN} and {@code NOT IN} of a list: the operator is applied to the elements
 * one after the other and the answers are joined by {@code OR} or {@code AND}, with their NULLs. Of an empty list {@code ANY} is false and
 * {@code ALL} true. Confined to its operator's thread.
 */
public final class ArrayComparison implements Expression {
    private final List<Held> operands;
    private final Junction junction;

    private ArrayComparison(List<Held> operands, Junction junction) {
        this.operands = operands;
        this.junction = junction;
    }

    /** {@code left operator ANY (ARRAY[elements])}; the operator is strict and gives a boolean. */
    public static Expression any(
            ScalarFunction operator, Expression left, List<? extends Expression> elements, CallContext context) {
        List<Held> operands = operands(left, elements);
        return new ArrayComparison(operands, Junction.or(calls(operator, operands, context)));
    }

    /** {@code left operator ALL (ARRAY[elements])}; the operator is strict and gives a boolean. */
    public static Expression all(
            ScalarFunction operator, Expression left, List<? extends Expression> elements, CallContext context) {
        List<Held> operands = operands(left, elements);
        return new ArrayComparison(operands, Junction.and(calls(operator, operands, context)));
    }

    private static List<Held> operands(Expression left, List<? extends Expression> elements) {
        List<Held> operands = new ArrayList<>(elements.size() + 1);
        operands.add(new Held(left));
        elements.forEach(element -> operands.add(new Held(element)));
        return List.copyOf(operands);
    }

    private static List<Expression> calls(ScalarFunction operator, List<Held> operands, CallContext context) {
        List<Expression> calls = new ArrayList<>(operands.size() - 1);
        for (Held element : operands.subList(1, operands.size())) {
            calls.add(operator.apply(List.of(operands.getFirst(), element), context));
        }
        return calls;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOL;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        // PostgreSQL has the whole array before it compares: an element that errs does so even behind a match
        for (Held operand : operands) {
            operand.hold(frame, wanted);
        }
        return junction.evaluate(frame, wanted);
    }

    @Override
    public String toString() {
        return junction.toString();
    }
}
