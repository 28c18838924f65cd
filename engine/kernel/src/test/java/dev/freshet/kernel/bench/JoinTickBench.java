package dev.freshet.kernel.bench;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * A tick of a join with ten million orders: 10 000 rows of the other side come or go, each finds its order, and the pair comes out. All a
 * tick costs is in it, also that the operator holds the rows that came.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseG1GC", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch"})
public class JoinTickBench {
    private static final int DELTAS = 64;
    private static final RowLayout PAYMENT =
            new RowLayout(List.of(new Column("order", ColumnType.INT8), new Column("paid", ColumnType.TIMESTAMPTZ)));

    private final List<Batch> deltas = new ArrayList<>();
    private Circuit circuit = circuit();
    private int next;

    private static Circuit circuit() {
        CircuitBuilder builder = new CircuitBuilder(42);
        return builder.build(builder.join(
                builder.input("payments", PAYMENT),
                new int[] {0},
                builder.input("orders", Orders.LAYOUT),
                new int[] {0},
                PAYMENT.followedBy(Orders.LAYOUT)));
    }

    @Setup(Level.Trial)
    public void fill() {
        circuit = circuit();
        for (int first = 0; first < Orders.ROWS; first += Orders.DELTA) {
            Orders.deltas(first, first + Orders.DELTA).forEach(delta -> circuit.tick(Map.of("orders", delta)));
        }
        Random random = new Random(7);
        for (int i = 0; i < DELTAS; i++) {
            Batch come = new Batch(PAYMENT);
            RowWriter writer = new RowWriter(come);
            for (int row = 0; row < Orders.DELTA; row++) {
                writer.begin();
                writer.setLong(0, Orders.id(random.nextInt(Orders.ROWS)));
                writer.setLong(1, i * (long) Orders.DELTA + row);
                writer.end(1);
            }
            Batch go = new Batch(PAYMENT);
            go.appendNegated(come);
            deltas.add(come);
            // all come, then all go, so that they are not in the cache still
            deltas.add(i, go);
        }
    }

    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public Batch tick(CpuTime cpu) {
        Batch delta = deltas.get((next++ + DELTAS) % (2 * DELTAS));
        Batch out = circuit.tick(Map.of("payments", delta));
        cpu.add(out.size());
        return out;
    }
}
