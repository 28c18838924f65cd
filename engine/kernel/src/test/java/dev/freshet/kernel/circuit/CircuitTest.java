package dev.freshet.kernel.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.circuit.CircuitBuilder.Stream;
import dev.freshet.kernel.operator.Domain;
import dev.freshet.kernel.operator.Law;
import dev.freshet.kernel.operator.Law.Expected;
import dev.freshet.kernel.operator.Row;
import dev.freshet.kernel.operator.ZSet;
import dev.freshet.kernel.operator.aggregate.AggregateCall;
import dev.freshet.kernel.operator.aggregate.AggregateFunction;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.ColumnType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private static final RowLayout CUSTOMER = Domain.layout(ColumnType.INT4, ColumnType.TEXT);
    private static final RowLayout ORDERS = Domain.layout(ColumnType.INT4, Domain.CENTS);
    private static final RowLayout PAIRS = CUSTOMER.followedBy(ORDERS);
    private static final RowLayout BY_NAME = Domain.layout(ColumnType.TEXT, ColumnType.INT8, ColumnType.NUMERIC);
    private static final RowLayout TOTALS = Domain.layout(ColumnType.INT8, ColumnType.INT8, ColumnType.TEXT);

    private static AggregateCall call(AggregateFunction function, int argument, ColumnType type) {
        return new AggregateCall(
                function,
                argument < 0 ? OptionalInt.empty() : OptionalInt.of(argument),
                OptionalInt.empty(),
                false,
                type);
    }

    /** SELECT name, count(*), sum(price) FROM customer JOIN orders ON customer.id = orders.customer GROUP BY name. */
    private static Stream byName(CircuitBuilder builder, List<Stream> in) {
        Stream pairs = builder.join(in.get(0), new int[] {0}, in.get(1), new int[] {0}, PAIRS);
        return builder.aggregate(
                pairs,
                new int[] {1},
                List.of(
                        call(AggregateFunction.COUNT_STAR, -1, ColumnType.INT8),
                        call(AggregateFunction.SUM, 3, ColumnType.NUMERIC)),
                BY_NAME);
    }

    private static ZSet byName(List<ZSet> in) {
        record Group(long count, List<Object> prices) {}
        Map<Row, Group> groups = new HashMap<>();
        in.get(0)
                .forEach((customer, times) -> in.get(1).forEach((order, weight) -> {
                    Object id = customer.get(0);
                    if (id == null || !id.equals(order.get(0))) {
                        return;
                    }
                    Group group =
                            groups.computeIfAbsent(customer.pick(1), name -> new Group(0, new java.util.ArrayList<>()));
                    groups.put(customer.pick(1), new Group(group.count + times * weight, group.prices));
                    for (long i = 0; i < times * weight && order.get(1) != null; i++) {
                        group.prices.add(order.get(1));
                    }
                }));
        ZSet rows = new ZSet();
        groups.forEach(
                (name, group) -> rows.add(name.with(java.util.Arrays.asList(group.count, sum(group.prices))), 1));
        return rows;
    }

    private static @org.jspecify.annotations.Nullable Object sum(List<Object> prices) {
        if (prices.contains(Row.NotFinite.NAN)) {
            return Row.NotFinite.NAN;
        }
        return prices.stream()
                .map(BigDecimal.class::cast)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    @Test
    void anAggregateOfAJoin() {
        Law.of(
                        List.of(CUSTOMER, ORDERS),
                        List.of(random -> Domain.row(random, CUSTOMER), random -> Domain.row(random, ORDERS)),
                        CircuitTest::byName,
                        in -> new Expected(byName(in)))
                .holds(20);
    }

    @Test
    void anAggregateOfAnAggregateOfAJoin() {
        Law.of(
                        List.of(CUSTOMER, ORDERS),
                        List.of(random -> Domain.row(random, CUSTOMER), random -> Domain.row(random, ORDERS)),
                        (builder, in) -> builder.aggregate(
                                byName(builder, in),
                                new int[0],
                                List.of(
                                        call(AggregateFunction.COUNT_STAR, -1, ColumnType.INT8),
                                        call(AggregateFunction.MAX, 1, ColumnType.INT8),
                                        call(AggregateFunction.MIN, 0, ColumnType.TEXT)),
                                TOTALS),
                        in -> new Expected(totals(byName(in))))
                .holds(20);
    }

    private static ZSet totals(ZSet groups) {
        List<Row> rows = List.copyOf(groups.weights().keySet());
        Object most =
                rows.stream().map(row -> (Long) row.get(1)).max(Long::compare).orElse(null);
        Object first = rows.stream()
                .map(row -> (String) row.get(0))
                .filter(java.util.Objects::nonNull)
                .min((a, b) -> java.util.Arrays.compareUnsigned(
                        a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        b.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .orElse(null);
        return new ZSet().add(Row.of((long) rows.size(), most, first), 1);
    }

    /** A EXCEPT B: the distinct rows of A that are not in B, composed of distinct, union and negation. */
    @Test
    void theDifferenceOfTwoSets() {
        Law.of(
                        List.of(ORDERS, ORDERS),
                        List.of(random -> Domain.row(random, ORDERS), random -> Domain.row(random, ORDERS)),
                        (builder, in) -> {
                            Stream both = builder.distinct(builder.union(in));
                            return builder.union(List.of(both, builder.negate(builder.distinct(in.get(1)))));
                        },
                        in -> {
                            ZSet rest = new ZSet();
                            in.get(0).forEach((row, weight) -> {
                                if (!in.get(1).weights().containsKey(row)) {
                                    rest.add(row, 1);
                                }
                            });
                            return new Expected(rest);
                        })
                .holds(20);
    }

    @Test
    void aCircuitThatOnlyPassesItsInputOn() {
        CircuitBuilder builder = new CircuitBuilder(1);
        Circuit circuit = builder.build(builder.input("orders", ORDERS));
        Batch delta = new Batch(ORDERS);
        Row.of(1L, null).append(delta, 3);
        assertThat(ZSet.of(circuit.tick(Map.of("orders", delta)))).isEqualTo(ZSet.of(delta));
        assertThat(circuit.layout()).isEqualTo(ORDERS);
        assertThat(circuit.inputLayout("orders")).isEqualTo(ORDERS);
    }

    @Test
    void describesItself() {
        CircuitBuilder builder = new CircuitBuilder(1);
        Circuit circuit = builder.build(
                byName(builder, List.of(builder.input("customer", CUSTOMER), builder.input("orders", ORDERS))));
        assertThat(circuit.describe().replaceAll("\\d+ bytes", "… bytes")).isEqualTo("""
                        aggregate [count(*), sum(c1)] by [c1]  [0 rows, … bytes]
                          join on [c0] = [c0]  [0 rows, … bytes]
                            input customer
                            input orders
                        """);
    }

    @Test
    void refusesDeltasThatAreNotItsInputs() {
        CircuitBuilder builder = new CircuitBuilder(1);
        Circuit circuit = builder.build(builder.input("orders", ORDERS));
        assertThatThrownBy(() -> circuit.tick(Map.of("order", Batch.empty(ORDERS))))
                .hasMessageContaining("no input");
        assertThatThrownBy(() -> circuit.tick(Map.of("orders", Batch.empty(CUSTOMER))))
                .hasMessageContaining("another layout");
        assertThatThrownBy(() -> builder.negate(new Stream(0, CUSTOMER))).hasMessageContaining("not a stream");
    }
}
