package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * {@code CASE}. Each condition is evaluated for the rows no branch has taken yet, each result only for the rows that take it. In the form
 * {@code CASE x WHEN y …} the conditions are comparisons that have the {@link Held} {@code x} as an argument. Confined to its operator's
 * thread.
 */
public final class Case implements Expression {
    /** {@code WHEN condition THEN result}. */
    public record Branch(Expression condition, Expression result) {}

    private final ColumnType type;
    private final Optional<Held> argument;
    private final List<Branch> branches;
    private final Expression otherwise;
    private final Vector result;
    private final Mask open = new Mask();
    private final Mask taken = new Mask();

    /**
     * A {@code CASE}.
     *
     * @param argument what the conditions compare with, in the form that has one
     * @param otherwise the {@code ELSE}; a NULL {@link Constant} where none is written
     */
    public Case(ColumnType type, Optional<Held> argument, List<Branch> branches, Expression otherwise) {
        this.type = type;
        this.argument = argument;
        this.branches = List.copyOf(branches);
        this.otherwise = otherwise;
        result = Vectors.of(type.kind());
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        argument.ifPresent(held -> held.hold(frame, wanted));
        Selection.begin(result);
        open.copy(wanted);
        for (Branch branch : branches) {
            if (open.isEmpty()) {
                return result;
            }
            LongVector conditions = (LongVector) branch.condition.evaluate(frame, open);
            Truth.trues(conditions, open, taken);
            if (!taken.isEmpty()) {
                open.andNot(taken);
                Selection.take(branch.result.evaluate(frame, taken), taken, result);
            }
        }
        if (!open.isEmpty()) {
            Selection.take(otherwise.evaluate(frame, open), open, result);
        }
        return result;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("CASE");
        for (Branch branch : branches) {
            text.append(" WHEN ").append(branch.condition).append(" THEN ").append(branch.result);
        }
        return text.append(" ELSE ").append(otherwise).append(" END").toString();
    }
}
