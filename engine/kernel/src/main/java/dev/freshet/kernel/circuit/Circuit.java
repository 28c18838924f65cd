package dev.freshet.kernel.circuit;

import dev.freshet.kernel.operator.ErrorLedger;
import dev.freshet.kernel.operator.Operator;
import dev.freshet.kernel.operator.StateSize;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A graph of incremental operators with named inputs and one output. A tick takes the deltas of the inputs through all operators, in
 * topological order, to the delta of the output; the sum of the outputs is the query of the summed inputs (DBSP, Budiu et al., VLDB 2023).
 * Deltas may come in any portions: what two ticks give in sum, one tick of both gives too.
 *
 * <p>Built by {@link CircuitBuilder}. Confined to the cycle's thread.
 */
public final class Circuit {
    /** An operator and the nodes it takes its inputs from; those come before it. */
    record Node(Operator operator, List<Integer> inputs) {}

    private final List<Node> nodes;
    private final Map<String, Integer> inputs;
    private final int output;
    private final ErrorLedger errors = new ErrorLedger();

    Circuit(List<Node> nodes, Map<String, Integer> inputs, int output) {
        this.nodes = List.copyOf(nodes);
        this.inputs = Map.copyOf(inputs);
        this.output = output;
    }

    /** The layout of the output. */
    public RowLayout layout() {
        return nodes.get(output).operator().layout();
    }

    /** The layout an input's deltas have. */
    public RowLayout inputLayout(String input) {
        return nodes.get(node(input)).operator().layout();
    }

    /**
     * Takes one delta an input through the circuit; an input that is not named did not change.
     *
     * @return the delta of the output, not consolidated; the caller's to keep
     */
    public Batch tick(Map<String, Batch> deltas) {
        List<Batch> results = new ArrayList<>(nodes.size());
        for (Node node : nodes) {
            results.add(Batch.empty(node.operator().layout()));
        }
        deltas.forEach((name, delta) -> {
            int at = node(name);
            if (!delta.layout().equals(nodes.get(at).operator().layout())) {
                throw new IllegalArgumentException("delta of " + name + " has another layout: " + delta.layout());
            }
            results.set(at, delta);
        });
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node.inputs().isEmpty()) {
                continue;
            }
            List<Batch> arriving = node.inputs().stream().map(results::get).toList();
            if (arriving.stream().allMatch(Batch::isEmpty) && !node.operator().actsOnNothing()) {
                continue;
            }
            Batch out = new Batch(node.operator().layout());
            node.operator().tick(arriving, out, errors);
            results.set(i, out);
        }
        return results.get(output);
    }

    /** The errors that stand: while there is one, the output is not the query's result, and the stream table has failed. */
    public ErrorLedger errors() {
        return errors;
    }

    /** What all operators hold. */
    public StateSize state() {
        return nodes.stream().map(node -> node.operator().state()).reduce(StateSize.NONE, StateSize::plus);
    }

    /** The operators, one a line, inputs indented below what reads them, each with the state it holds. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        describe(output, 0, text);
        return text.toString();
    }

    private void describe(int at, int depth, StringBuilder text) {
        Node node = nodes.get(at);
        text.append("  ".repeat(depth)).append(node.operator().describe());
        StateSize state = node.operator().state();
        if (!state.equals(StateSize.NONE)) {
            text.append("  [").append(state).append(']');
        }
        text.append('\n');
        node.inputs().forEach(input -> describe(input, depth + 1, text));
    }

    private int node(String input) {
        Integer at = inputs.get(input);
        if (at == null) {
            throw new IllegalArgumentException("no input " + input + " among " + inputs.keySet());
        }
        return at;
    }
}
