package dev.freshet.kernel.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.operator.Domain;
import dev.freshet.kernel.operator.Law;
import dev.freshet.kernel.operator.Row;
import dev.freshet.kernel.operator.ZSet;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregateTest {
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final OptionalInt FILTER = OptionalInt.of(0);
    private static final OptionalInt ARGUMENT = OptionalInt.of(1);

    private static void holds(RowLayout in, int[] groupBy, List<AggregateCall> calls) {
        RowLayout out = out(in, groupBy, calls);
        AggregateReference reference = new AggregateReference(in, groupBy, calls);
        Law.of(
                        in,
                        random -> Domain.row(random, in),
                        (builder, stream) -> builder.aggregate(stream, groupBy, calls, out),
                        reference::of)
                .holds(4);
    }

    private static RowLayout out(RowLayout in, int[] groupBy, List<AggregateCall> calls) {
        List<Column> columns = new ArrayList<>(in.project(groupBy).columns());
        calls.forEach(call -> columns.add(new Column("v" + columns.size(), call.type())));
        return new RowLayout(columns);
    }

    private static ColumnType type(Kind kind) {
        return switch (kind) {
            case BOOL -> ColumnType.BOOL;
            case INT2 -> ColumnType.INT2;
            case INT4 -> ColumnType.INT4;
            case INT8 -> ColumnType.INT8;
            case FLOAT4 -> ColumnType.FLOAT4;
            case FLOAT8 -> ColumnType.FLOAT8;
            case DECIMAL -> Domain.CENTS;
            case NUMERIC -> ColumnType.NUMERIC;
            case TEXT -> ColumnType.TEXT;
            case BPCHAR -> Domain.PADDED;
            case DATE -> ColumnType.DATE;
            case TIMESTAMP -> ColumnType.TIMESTAMP;
            case TIMESTAMPTZ -> ColumnType.TIMESTAMPTZ;
            case INTERVAL -> ColumnType.INTERVAL;
            case UUID -> ColumnType.UUID;
            case OPAQUE -> ColumnType.JSONB;
        };
    }

    /** Everything there is over a type: plain, with a filter, with DISTINCT, with both. */
    private static List<AggregateCall> calls(Kind kind) {
        ColumnType type = type(kind);
        List<AggregateCall> calls = new ArrayList<>();
        calls.add(new AggregateCall(AggregateFunction.COUNT_STAR, NONE, NONE, false, ColumnType.INT8));
        calls.add(new AggregateCall(AggregateFunction.COUNT_STAR, NONE, FILTER, false, ColumnType.INT8));
        for (OptionalInt filter : List.of(NONE, FILTER)) {
            for (boolean distinct : List.of(false, true)) {
                calls.add(new AggregateCall(AggregateFunction.COUNT, ARGUMENT, filter, distinct, ColumnType.INT8));
                if (kind.isInteger() || kind.isNumeric()) {
                    calls.add(new AggregateCall(AggregateFunction.AVG, ARGUMENT, filter, distinct, ColumnType.NUMERIC));
                }
                ColumnType sum = switch (kind) {
                    case INT2, INT4 -> ColumnType.INT8;
                    case INT8, DECIMAL, NUMERIC -> ColumnType.NUMERIC;
                    default -> type;
                };
                if (!sum.equals(type) || kind == Kind.NUMERIC || kind == Kind.INTERVAL) {
                    calls.add(new AggregateCall(AggregateFunction.SUM, ARGUMENT, filter, distinct, sum));
                }
                if (kind == Kind.BOOL) {
                    calls.add(new AggregateCall(AggregateFunction.BOOL_AND, ARGUMENT, filter, distinct, type));
                    calls.add(new AggregateCall(AggregateFunction.BOOL_OR, ARGUMENT, filter, distinct, type));
                } else {
                    ColumnType extreme = kind == Kind.DECIMAL ? ColumnType.NUMERIC : type;
                    calls.add(new AggregateCall(AggregateFunction.MIN, ARGUMENT, filter, distinct, extreme));
                    calls.add(new AggregateCall(AggregateFunction.MAX, ARGUMENT, filter, distinct, extreme));
                }
            }
        }
        return calls;
    }

    @ParameterizedTest
    @EnumSource
    void ofEveryKind(Kind kind) {
        RowLayout in = Domain.layout(ColumnType.BOOL, type(kind), ColumnType.INT4);
        holds(in, new int[] {2}, calls(kind));
        holds(in, new int[] {}, calls(kind));
    }

    /** More rows and groups a tick than a block of the group table takes. */
    @Test
    void ofManyRowsATick() {
        RowLayout in = Domain.layout(ColumnType.BOOL, ColumnType.NUMERIC, ColumnType.INT4);
        List<AggregateCall> calls = calls(Kind.NUMERIC);
        for (int[] groupBy : List.of(new int[] {2}, new int[] {1, 2}, new int[0])) {
            AggregateReference reference = new AggregateReference(in, groupBy, calls);
            Law.of(
                            in,
                            random -> Domain.row(random, in),
                            (builder, stream) -> builder.aggregate(stream, groupBy, calls, out(in, groupBy, calls)),
                            reference::of)
                    .size(6, 1500)
                    .holds(2);
        }
    }

    @Test
    void byColumnsOfSeveralImages() {
        RowLayout in = Domain.layout(ColumnType.BOOL, ColumnType.NUMERIC, ColumnType.NUMERIC, Domain.PADDED);
        holds(in, new int[] {2}, calls(Kind.NUMERIC));
        holds(in, new int[] {3, 2}, calls(Kind.NUMERIC));
        holds(in, new int[] {1}, calls(Kind.NUMERIC));
    }

    @Test
    void byManyColumns() {
        RowLayout in = Domain.layout(
                ColumnType.BOOL,
                ColumnType.INT2,
                ColumnType.TEXT,
                Domain.CENTS,
                ColumnType.DATE,
                ColumnType.FLOAT8,
                ColumnType.INTERVAL,
                ColumnType.JSONB,
                ColumnType.BOOL);
        holds(in, new int[] {8, 7, 0}, calls(Kind.INT2));
        holds(in, IntStream.range(0, in.width()).toArray(), calls(Kind.INT2));
        holds(in, new int[] {5, 2}, List.of());
    }

    @Test
    void aSumOutOfRangeIsAnErrorAsLongAsItStands() {
        RowLayout in = Domain.layout(ColumnType.INT4, ColumnType.INT8);
        List<AggregateCall> calls =
                List.of(new AggregateCall(AggregateFunction.SUM, ARGUMENT, NONE, false, ColumnType.INT8));
        holds(in, new int[] {0}, calls);

        CircuitBuilder builder = new CircuitBuilder(7);
        Circuit circuit = builder.build(builder.aggregate(
                builder.input("in", in), new int[] {0}, calls, Domain.layout(ColumnType.INT4, ColumnType.INT8)));
        ZSet sum = new ZSet();
        sum.add(circuit.tick(Map.of("in", batch(in, Row.of(1L, Long.MAX_VALUE), 1, Row.of(2L, 5L), 1))));
        assertThat(circuit.errors().isEmpty()).isTrue();
        sum.add(circuit.tick(Map.of("in", batch(in, Row.of(1L, 1L), 1))));
        assertThat(circuit.errors().first()).contains(EvaluationError.BIGINT_RANGE);
        assertThat(sum).isEqualTo(new ZSet().add(Row.of(2L, 5L), 1));
        assertThat(circuit.tick(Map.of("in", batch(in, Row.of(1L, 1L), 1))).isEmpty())
                .isTrue();
        sum.add(circuit.tick(Map.of("in", batch(in, Row.of(1L, 1L), -2))));
        assertThat(circuit.errors().isEmpty()).isTrue();
        assertThat(sum).isEqualTo(new ZSet().add(Row.of(2L, 5L), 1).add(Row.of(1L, Long.MAX_VALUE), 1));
    }

    @Test
    void withoutGroupsThereIsARowBeforeTheFirst() {
        RowLayout in = Domain.layout(ColumnType.BOOL, ColumnType.INT4);
        List<AggregateCall> calls = calls(Kind.INT4);
        CircuitBuilder builder = new CircuitBuilder(7);
        Circuit circuit = builder.build(
                builder.aggregate(builder.input("in", in), new int[0], calls, out(in, new int[0], calls)));
        ZSet first = ZSet.of(circuit.tick(Map.of()));
        assertThat(first)
                .isEqualTo(new AggregateReference(in, new int[0], calls)
                        .of(new ZSet())
                        .rows());
        assertThat(circuit.tick(Map.of()).isEmpty()).isTrue();
    }

    @Test
    void aGroupThatEndsAsItBeganComesToNothing() {
        RowLayout in = Domain.layout(ColumnType.BOOL, ColumnType.INT4, ColumnType.INT4);
        List<AggregateCall> calls = calls(Kind.INT4);
        CircuitBuilder builder = new CircuitBuilder(7);
        Circuit circuit = builder.build(
                builder.aggregate(builder.input("in", in), new int[] {2}, calls, out(in, new int[] {2}, calls)));
        circuit.tick(Map.of("in", batch(in, Row.of(1L, 3L, 1L), 2)));
        Batch out = circuit.tick(Map.of("in", batch(in, Row.of(1L, 3L, 1L), -2, Row.of(1L, 3L, 1L), 2)));
        assertThat(out.isEmpty()).isTrue();
    }

    @Test
    void refusesWhatItCannotKeepUp() {
        RowLayout in = Domain.layout(ColumnType.INT4, ColumnType.FLOAT8);
        CircuitBuilder builder = new CircuitBuilder(7);
        CircuitBuilder.Stream stream = builder.input("in", in);
        for (AggregateFunction function :
                List.of(AggregateFunction.SUM, AggregateFunction.AVG, AggregateFunction.BOOL_OR)) {
            AggregateCall call = new AggregateCall(function, ARGUMENT, NONE, false, ColumnType.FLOAT8);
            assertThatThrownBy(() ->
                            builder.aggregate(stream, new int[0], List.of(call), Domain.layout(ColumnType.FLOAT8)))
                    .hasMessageContaining("there is no such aggregate");
        }
    }

    private static Batch batch(RowLayout layout, Object... rowsAndWeights) {
        Batch batch = new Batch(layout);
        for (int i = 0; i < rowsAndWeights.length; i += 2) {
            ((Row) rowsAndWeights[i]).append(batch, (int) rowsAndWeights[i + 1]);
        }
        return batch;
    }
}
