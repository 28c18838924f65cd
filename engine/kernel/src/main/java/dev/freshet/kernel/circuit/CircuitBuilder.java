package dev.freshet.kernel.circuit;

import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.operator.Distinct;
import dev.freshet.kernel.operator.FilterMap;
import dev.freshet.kernel.operator.Input;
import dev.freshet.kernel.operator.Join;
import dev.freshet.kernel.operator.Negate;
import dev.freshet.kernel.operator.Operator;
import dev.freshet.kernel.operator.Union;
import dev.freshet.kernel.operator.aggregate.Aggregate;
import dev.freshet.kernel.operator.aggregate.AggregateCall;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a circuit together from its inputs on: each method adds an operator over streams that are there already and returns its output. A
 * stream may be read several times. Whatever does not fit (kinds, widths, keys) is refused with {@link IllegalArgumentException}.
 *
 * <p>Makes one circuit; confined to one thread.
 */
public final class CircuitBuilder {
    private final List<Circuit.Node> nodes = new ArrayList<>();
    private final Map<String, Integer> inputs = new HashMap<>();
    private final long seed;
    private int seeds;

    /** @param seed what the hash seeds of all operators are derived from, each its own */
    public CircuitBuilder(long seed) {
        this.seed = seed;
    }

    /** The output of one operator of the circuit that is being built. */
    public record Stream(int node, RowLayout layout) {}

    /** The deltas of a named input; the same name is the same stream. */
    public Stream input(String name, RowLayout layout) {
        Integer known = inputs.get(name);
        if (known != null) {
            RowLayout before = nodes.get(known).operator().layout();
            if (!before.equals(layout)) {
                throw new IllegalArgumentException("input " + name + " has two layouts: " + before + " and " + layout);
            }
            return new Stream(known, layout);
        }
        inputs.put(name, nodes.size());
        return add(new Input(name, layout), List.of());
    }

    /** The rows for which the condition, over columns of {@code in}, is true. */
    public Stream filter(Stream in, Expression condition) {
        return add(FilterMap.filter(in.layout(), condition), List.of(in));
    }

    /** New rows: a value, over columns of {@code in}, a column of {@code out}. */
    public Stream map(Stream in, List<Expression> values, RowLayout out) {
        return filterMap(in, Optional.empty(), values, out);
    }

    /** New rows of those for which the condition is true. */
    public Stream filterMap(Stream in, Optional<Expression> condition, List<Expression> values, RowLayout out) {
        return add(FilterMap.map(in.layout(), condition, values, out), List.of(in));
    }

    /** {@code UNION ALL} of streams whose rows have the same kinds; the names are those of the first. */
    public Stream union(List<Stream> inputs) {
        RowLayout layout = inputs.getFirst().layout();
        for (Stream input : inputs) {
            if (!input.layout().sameImages(layout)) {
                throw new IllegalArgumentException("not the same rows: " + layout + " and " + input.layout());
            }
        }
        return inputs.size() == 1 ? inputs.getFirst() : add(new Union(layout), inputs);
    }

    /** The rows with the opposite weights. */
    public Stream negate(Stream in) {
        return add(new Negate(in.layout()), List.of(in));
    }

    /**
     * The inner join where each left key column equals the right one at the same place; a NULL equals nothing. Without key columns, every
     * pair.
     *
     * @param out the columns of {@code left}, then those of {@code right}
     */
    public Stream join(Stream left, int[] leftKey, Stream right, int[] rightKey, RowLayout out) {
        RowKey leftColumns = new RowKey(left.layout(), leftKey);
        RowKey rightColumns = new RowKey(right.layout(), rightKey);
        return add(new Join(leftColumns, rightColumns, out, nextSeed(), nextSeed()), List.of(left, right));
    }

    /**
     * A row a group that has rows; without group columns exactly one row, always.
     *
     * @param out the group's columns, then a column a call
     */
    public Stream aggregate(Stream in, int[] groupBy, List<AggregateCall> calls, RowLayout out) {
        return add(new Aggregate(in.layout(), groupBy, calls, out, nextSeed()), List.of(in));
    }

    /** Each row whose weight is positive, once. */
    public Stream distinct(Stream in) {
        return add(new Distinct(in.layout(), nextSeed(), nextSeed()), List.of(in));
    }

    /** The circuit with this output. */
    public Circuit build(Stream output) {
        return new Circuit(nodes, inputs, node(output));
    }

    private Stream add(Operator operator, List<Stream> from) {
        nodes.add(new Circuit.Node(operator, from.stream().map(this::node).toList()));
        return new Stream(nodes.size() - 1, operator.layout());
    }

    private int node(Stream stream) {
        if (stream.node() >= nodes.size()
                || !nodes.get(stream.node()).operator().layout().equals(stream.layout())) {
            throw new IllegalArgumentException("not a stream of this circuit: " + stream);
        }
        return stream.node();
    }

    private long nextSeed() {
        return Hash.of(seeds++, seed);
    }
}
