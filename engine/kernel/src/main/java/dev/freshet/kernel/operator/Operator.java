package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.List;

/**
 * A node of a circuit: takes the deltas of its inputs to the delta of its output. The law of every operator: after every tick the sum of
 * its outputs is the operator applied to the summed inputs. Deltas need not be consolidated, nor is what comes out.
 *
 * <p>Confined to its circuit's thread.
 */
public interface Operator {
    /** The layout of its output. */
    RowLayout layout();

    /**
     * One step.
     *
     * @param inputs a delta an input, in the order the circuit joined them; some may be empty; not to be changed
     * @param out where the delta of the output is appended to
     * @param errors where rows that err are entered, with their weight, in place of an output
     */
    void tick(List<Batch> inputs, Batch out, ErrorLedger errors);

    /** What it holds between ticks. */
    default StateSize state() {
        return StateSize.NONE;
    }

    /** Whether it may have an output though no input changed: only an aggregate without groups before its first tick. */
    default boolean actsOnNothing() {
        return false;
    }

    /** One line for a plan: its name and what it does. */
    String describe();
}
