package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.List;

/** Where the delta of a named input enters a circuit. It has no inputs of its own, and so the circuit never steps it. */
public record Input(String name, RowLayout layout) implements Operator {
    @Override
    public void tick(List<Batch> inputs, Batch out, ErrorLedger errors) {
        throw new IllegalStateException("an input is given its delta, it has none to work out: " + name);
    }

    @Override
    public String describe() {
        return "input " + name;
    }
}
