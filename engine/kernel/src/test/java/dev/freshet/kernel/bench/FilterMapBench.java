package dev.freshet.kernel.bench;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.logic.Junction;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Filters and projections of five columns, by the functions the planner takes, on deltas of 10 000 rows a tenth of whose values are NULL:
 * rows in a second. Nine rows of ten pass, so that the projection is paid for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch"})
public class FilterMapBench {
    private static final RowLayout FIXED = new RowLayout(List.of(
            new Column("id", ColumnType.INT8),
            new Column("quantity", ColumnType.INT4),
            new Column("size", ColumnType.INT4),
            new Column("price", ColumnType.INT8),
            new Column("at", ColumnType.TIMESTAMPTZ)));

    // pg_proc
    private static final int INT4_PLUS = 177;
    private static final int INT4_TIMES = 141;
    private static final int INT4_GREATER = 147;
    private static final int INT8_PLUS = 463;
    private static final int INT8_TIMES = 465;
    private static final int INT8_MINUS = 464;
    private static final int INT8_LESS = 469;
    private static final int NUMERIC_TIMES = 1726;
    private static final int NUMERIC_GREATER = 1720;

    private final List<Batch> fixedDeltas = new ArrayList<>();
    private final List<Batch> orders = new ArrayList<>();
    private final Circuit integers = integers();
    private final Circuit mixed = mixed();
    private int next;

    /** quantity + size > 3 AND price &lt; 10^15 → id + 1, quantity * size, price * 7 − id, at, size */
    private static Circuit integers() {
        CircuitBuilder builder = new CircuitBuilder(42);
        CircuitBuilder.Stream in = builder.input("rows", FIXED);
        Expression condition = Junction.and(List.of(
                call(INT4_GREATER, ColumnType.BOOL, call(INT4_PLUS, ColumnType.INT4, FIXED, 1, 2), int4(3)),
                call(INT8_LESS, ColumnType.BOOL, column(FIXED, 3), int8(1_000_000_000_000_000L))));
        List<Expression> values = List.of(
                call(INT8_PLUS, ColumnType.INT8, column(FIXED, 0), int8(1)),
                call(INT4_TIMES, ColumnType.INT4, FIXED, 1, 2),
                call(
                        INT8_MINUS,
                        ColumnType.INT8,
                        call(INT8_TIMES, ColumnType.INT8, column(FIXED, 3), int8(7)),
                        column(FIXED, 0)),
                column(FIXED, 4),
                column(FIXED, 2));
        return builder.build(builder.filterMap(in, Optional.of(condition), values, layout(values)));
    }

    /** amount > 1.00 → id + 1, quantity * 3, amount * amount, at, note */
    private static Circuit mixed() {
        CircuitBuilder builder = new CircuitBuilder(42);
        CircuitBuilder.Stream in = builder.input("rows", Orders.LAYOUT);
        Expression condition = call(
                NUMERIC_GREATER,
                ColumnType.BOOL,
                column(Orders.LAYOUT, 2),
                Constant.of(ColumnType.NUMERIC, new java.math.BigDecimal("1.00")));
        List<Expression> values = List.of(
                call(INT8_PLUS, ColumnType.INT8, column(Orders.LAYOUT, 0), int8(1)),
                call(INT4_TIMES, ColumnType.INT4, column(Orders.LAYOUT, 1), int4(3)),
                call(NUMERIC_TIMES, ColumnType.NUMERIC, Orders.LAYOUT, 2, 2),
                column(Orders.LAYOUT, 3),
                column(Orders.LAYOUT, 4));
        return builder.build(builder.filterMap(in, Optional.of(condition), values, layout(values)));
    }

    private static Expression column(RowLayout layout, int column) {
        return new ColumnReference(column, layout.columns().get(column));
    }

    private static Expression int4(long value) {
        return Constant.of(ColumnType.INT4, value);
    }

    private static Expression int8(long value) {
        return Constant.of(ColumnType.INT8, value);
    }

    private static Expression call(int function, ColumnType result, RowLayout layout, int left, int right) {
        return call(function, result, column(layout, left), column(layout, right));
    }

    private static Expression call(int function, ColumnType result, Expression left, Expression right) {
        return ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(List.of(left, right), new CallContext(result, 0, ZoneOffset.UTC));
    }

    private static RowLayout layout(List<Expression> values) {
        List<Column> columns = new ArrayList<>();
        values.forEach(value -> columns.add(new Column(value.toString(), value.type())));
        return new RowLayout(columns);
    }

    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            Batch fixed = new Batch(FIXED);
            Batch order = new Batch(Orders.LAYOUT);
            RowWriter fixedWriter = new RowWriter(fixed);
            RowWriter orderWriter = new RowWriter(order);
            for (int row = 0; row < Orders.DELTA; row++) {
                fixedWriter.begin();
                fixedWriter.setLong(0, Orders.id(random.nextInt(Orders.ROWS)) >>> 20);
                setOrNull(fixedWriter, 1, random.nextInt(1000), random);
                fixedWriter.setLong(2, random.nextInt(100) + 1);
                setOrNull(fixedWriter, 3, random.nextInt(1_000_000), random);
                fixedWriter.setLong(4, row);
                fixedWriter.end(1);
                orderWriter.begin();
                orderWriter.setLong(0, row);
                setOrNull(orderWriter, 1, random.nextInt(100), random);
                if (random.nextInt(20) == 0) {
                    orderWriter.setNull(2);
                } else {
                    orderWriter.setNumeric(2, 2, random.nextInt(100_000));
                }
                orderWriter.setLong(3, row);
                if (random.nextInt(10) == 0) {
                    orderWriter.setNull(4);
                } else {
                    orderWriter.setBytes(4, new byte[12], 0, 7 + random.nextInt(5));
                }
                orderWriter.end(1);
            }
            fixedDeltas.add(fixed);
            orders.add(order);
        }
    }

    private static void setOrNull(RowWriter writer, int column, long value, Random random) {
        if (random.nextInt(10) == 0) {
            writer.setNull(column);
        } else {
            writer.setLong(column, value);
        }
    }

    /** Integers only, overflow checked in each of the four operations. */
    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public Batch integers(CpuTime cpu) {
        cpu.add(Orders.DELTA);
        return integers.tick(Map.of("rows", fixedDeltas.get(next++ % fixedDeltas.size())));
    }

    /** Integers, numerics and text. */
    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public Batch numericsAndText(CpuTime cpu) {
        cpu.add(Orders.DELTA);
        return mixed.tick(Map.of("rows", orders.get(next++ % orders.size())));
    }
}
