package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.type.ColumnType;

/**
 * A value that is computed once and read in several places: the argument of {@code CASE x WHEN …}, of {@code NULLIF}, of an {@code IN} list.
 * The node that owns it calls {@link #hold} first; below that node the same instance may stand in as many places as needed, where it only
 * hands out what is held. Confined to its operator's thread.
 */
public final class Held implements Expression {
    private final Expression argument;
    private Vector held;

    public Held(Expression argument) {
        this.argument = argument;
        held = Vectors.of(argument.type().kind());
    }

    /** Computes the value; called by the owner at the start of its own evaluation. */
    Vector hold(Frame frame, Mask wanted) {
        held = argument.evaluate(frame, wanted);
        return held;
    }

    @Override
    public ColumnType type() {
        return argument.type();
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        return held;
    }

    @Override
    public String toString() {
        return argument.toString();
    }
}
