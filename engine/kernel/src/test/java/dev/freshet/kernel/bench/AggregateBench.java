package dev.freshet.kernel.bench;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.operator.aggregate.AggregateCall;
import dev.freshet.kernel.operator.aggregate.AggregateFunction;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
 * A tick of {@code SELECT customer, count(*), sum(…) FROM orders GROUP BY customer} with 100 000 groups and deltas of 10 000 rows, each of
 * which goes into a group at random: rows in a second, what comes out (nearly two rows for each) included.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgs = {
            "-Xms2g",
            "-Xmx2g",
            "-XX:+UseG1GC",
            // as with a heap of several gigabytes: else every delta is an object G1 calls humongous
            "-XX:G1HeapRegionSize=4m",
            "-XX:+UseTransparentHugePages",
            "-XX:+AlwaysPreTouch"
        })
public class AggregateBench {
    private static final int GROUPS = 100_000;
    private static final int DELTAS = 100;

    private final List<Batch> deltas = new ArrayList<>();
    private final Circuit ofIntegers = circuit(0, ColumnType.NUMERIC);
    private final Circuit ofNumerics = circuit(2, ColumnType.NUMERIC);
    private int next;

    private static Circuit circuit(int argument, ColumnType sum) {
        CircuitBuilder builder = new CircuitBuilder(42);
        RowLayout out = new RowLayout(List.of(
                new Column("customer", ColumnType.INT4), new Column("count", ColumnType.INT8), new Column("sum", sum)));
        List<AggregateCall> calls = List.of(
                new AggregateCall(
                        AggregateFunction.COUNT_STAR, OptionalInt.empty(), OptionalInt.empty(), false, ColumnType.INT8),
                new AggregateCall(AggregateFunction.SUM, OptionalInt.of(argument), OptionalInt.empty(), false, sum));
        return builder.build(builder.aggregate(builder.input("orders", Orders.LAYOUT), new int[] {1}, calls, out));
    }

    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(7);
        for (int i = 0; i < DELTAS; i++) {
            deltas.add(Orders.spread(random, GROUPS));
        }
        deltas.forEach(delta -> ofIntegers.tick(Map.of("orders", delta)));
        deltas.forEach(delta -> ofNumerics.tick(Map.of("orders", delta)));
    }

    /** {@code sum(bigint)}. */
    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public Batch countAndSumOfIntegers(CpuTime cpu) {
        cpu.add(Orders.DELTA);
        return ofIntegers.tick(Map.of("orders", deltas.get(next++ % DELTAS)));
    }

    /** {@code sum(numeric(12,2))}. */
    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public Batch countAndSumOfNumerics(CpuTime cpu) {
        cpu.add(Orders.DELTA);
        return ofNumerics.tick(Map.of("orders", deltas.get(next++ % DELTAS)));
    }
}
