package dev.freshet.planner.lowering;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.circuit.CircuitBuilder.Stream;
import dev.freshet.kernel.operator.aggregate.AggregateCall;
import dev.freshet.kernel.operator.aggregate.AggregateFunction;
import dev.freshet.kernel.operator.aggregate.AggregateFunctions;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.logic.Relabel;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.planner.analyse.NotIncremental;
import dev.freshet.planner.relational.Algebra;
import dev.freshet.planner.relational.Meaning;
import dev.freshet.planner.relational.PgAggregate;
import dev.freshet.planner.relational.PgTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexNode;

/**
 * A logical plan as a circuit, node by node:
 *
 * <pre>
 * scan         input
 * filter       filter;  under a projection both are one operator
 * projection   map
 * join         join on the equal pairs of its condition, then a filter by the rest; a key that is computed is projected first
 * aggregate    aggregate; without calls: distinct
 * union        union of inputs brought to one layout
 * </pre>
 *
 * One instance makes one circuit.
 */
public final class Lowering {
    private final Set<Integer> equalities;
    private final Session session;
    private final CircuitBuilder builder;

    private Lowering(Set<Integer> equalities, Session session, long seed) {
        this.equalities = equalities;
        this.session = session;
        builder = new CircuitBuilder(seed);
    }

    /**
     * A new circuit of a plan.
     *
     * @param equalities the functions that keys may stand for
     * @param output the layout of the result: the plan's fields under their last names and types
     * @throws NotIncremental if something has no operator or no exact kernel
     */
    public static Circuit circuit(RelNode plan, RowLayout output, Set<Integer> equalities, Session session, long seed) {
        Lowering lowering = new Lowering(equalities, session, seed);
        Stream result = plan instanceof Project project
                ? lowering.project(project, output)
                : lowering.conform(lowering.lower(plan), output);
        return lowering.builder.build(result);
    }

    private Stream lower(RelNode node) {
        return switch (node) {
            case TableScan scan -> scan(scan);
            case Project project -> project(project, Algebra.layout(project));
            case Filter filter -> filter(filter);
            case Join join -> join(join);
            case Aggregate aggregate -> aggregate(aggregate);
            case Union union -> union(union);
            default -> throw new NotIncremental(node.getRelTypeName());
        };
    }

    private Stream scan(TableScan scan) {
        SourceTable table = scan.getTable().unwrapOrThrow(PgTable.class).info().table();
        return builder.input(table.relation().toString(), table.layout());
    }

    private Stream filter(Filter filter) {
        Stream input = lower(filter.getInput());
        return builder.filter(input, compiler(input).compile(filter.getCondition()));
    }

    private Stream project(Project project, RowLayout out) {
        boolean filtered = project.getInput() instanceof Filter;
        RelNode below = project.getInput() instanceof Filter filter ? filter.getInput() : project.getInput();
        Stream input = lower(below);
        ScalarCompiler compiler = compiler(input);
        Optional<Expression> condition = filtered
                ? Optional.of(compiler.compile(((Filter) project.getInput()).getCondition()))
                : Optional.empty();
        List<Expression> values = new ArrayList<>();
        List<Expression> compiled = compiler.compile(project.getProjects());
        for (int i = 0; i < compiled.size(); i++) {
            values.add(typed(compiled.get(i), out.type(i)));
        }
        return builder.filterMap(input, condition, values, out);
    }

    /** The same value under its last type: a numeric that is known to have the declared scale becomes a column of it. */
    private static Expression typed(Expression value, ColumnType type) {
        return value.type().equals(type) ? value : new Relabel(value, type);
    }

    private Stream conform(Stream stream, RowLayout layout) {
        if (stream.layout().equals(layout)) {
            return stream;
        }
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i < layout.width(); i++) {
            values.add(typed(column(stream, i), layout.type(i)));
        }
        return builder.map(stream, values, layout);
    }

    private Stream join(Join join) {
        JoinCondition condition = JoinCondition.of(join, equalities);
        Keyed left = keyed(lower(join.getLeft()), condition.left());
        Keyed right = keyed(lower(join.getRight()), condition.right());
        RowLayout both = left.stream().layout().followedBy(right.stream().layout());
        Stream joined = builder.join(left.stream(), left.key(), right.stream(), right.key(), both);
        boolean extended = left.width() < left.stream().layout().width()
                || right.width() < right.stream().layout().width();
        if (!extended) {
            return condition.rest().isEmpty() ? joined : builder.filter(joined, rest(condition, joined));
        }
        List<Expression> values = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        int rightFrom = left.stream().layout().width();
        IntStream.concat(IntStream.range(0, left.width()), IntStream.range(rightFrom, rightFrom + right.width()))
                .forEach(column -> {
                    values.add(column(joined, column));
                    columns.add(joined.layout().columns().get(column));
                });
        Stream plain = builder.map(joined, values, new RowLayout(columns));
        return condition.rest().isEmpty() ? plain : builder.filter(plain, rest(condition, plain));
    }

    private Expression rest(JoinCondition condition, Stream joined) {
        List<Expression> conjuncts = compiler(joined).compile(condition.rest());
        return conjuncts.size() == 1 ? conjuncts.getFirst() : dev.freshet.kernel.scalar.logic.Junction.and(conjuncts);
    }

    /**
     * A side of a join with its key.
     *
     * @param width its columns without those that were added to be key
     */
    private record Keyed(Stream stream, int[] key, int width) {}

    private Keyed keyed(Stream side, List<RexNode> keys) {
        ScalarCompiler compiler = compiler(side);
        List<Expression> values = new ArrayList<>();
        List<Column> columns = new ArrayList<>(side.layout().columns());
        for (int i = 0; i < side.layout().width(); i++) {
            values.add(column(side, i));
        }
        int width = values.size();
        int[] key = new int[keys.size()];
        for (int i = 0; i < key.length; i++) {
            Expression value = withoutRelabels(compiler.compile(keys.get(i)));
            if (value instanceof ColumnReference reference) {
                key[i] = reference.index();
            } else {
                key[i] = values.size();
                values.add(value);
                columns.add(new Column("key" + i, value.type()));
            }
        }
        return values.size() == width
                ? new Keyed(side, key, width)
                : new Keyed(builder.map(side, values, new RowLayout(columns)), key, width);
    }

    /** A varchar compared as text is the same bytes. */
    private static Expression withoutRelabels(Expression value) {
        return value instanceof Relabel relabel
                        && relabel.argument().type().kind() == relabel.type().kind()
                ? withoutRelabels(relabel.argument())
                : value;
    }

    private Stream aggregate(Aggregate aggregate) {
        Stream input = lower(aggregate.getInput());
        if (aggregate.getAggCallList().isEmpty()
                && aggregate.getGroupSet().cardinality() == input.layout().width()) {
            return builder.distinct(input);
        }
        List<AggregateCall> calls = aggregate.getAggCallList().stream()
                .map(call -> call(call, input.layout()))
                .toList();
        return builder.aggregate(input, aggregate.getGroupSet().toArray(), calls, Algebra.layout(aggregate));
    }

    private static AggregateCall call(org.apache.calcite.rel.core.AggregateCall call, RowLayout input) {
        Meaning.AggregateOf meaning = ((PgAggregate) call.getAggregation()).meaning();
        AggregateFunction function = AggregateFunctions.byOid(meaning.procedure(), meaning.inputCollation())
                .orElseThrow(() -> new NotIncremental(
                        "aggregate " + meaning.signature() + ", which has no exact incremental form"));
        if (call.getArgList().size() > 1) {
            throw new NotIncremental("aggregate " + meaning.signature() + " of several arguments");
        }
        OptionalInt argument = call.getArgList().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(call.getArgList().getFirst());
        OptionalInt filter = call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg);
        if (argument.isPresent()
                && input.kind(argument.getAsInt()) == dev.freshet.kernel.type.Kind.OPAQUE
                && function != AggregateFunction.COUNT) {
            throw new NotIncremental("aggregate " + meaning.signature() + " of values that are only carried");
        }
        return new AggregateCall(function, argument, filter, call.isDistinct(), meaning.result());
    }

    private Stream union(Union union) {
        RowLayout layout = Algebra.layout(union);
        List<Stream> inputs = union.getInputs().stream()
                .map(input -> conform(lower(input), layout))
                .toList();
        Stream all = builder.union(inputs);
        return union.all ? all : builder.distinct(all);
    }

    private static Expression column(Stream stream, int index) {
        return new ColumnReference(index, stream.layout().columns().get(index));
    }

    private ScalarCompiler compiler(Stream input) {
        return new ScalarCompiler(input.layout(), session);
    }
}
