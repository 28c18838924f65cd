package dev.freshet.kernel.bench;

import dev.freshet.kernel.arrangement.Arrangement;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.RowWriter;
import java.util.ArrayList;
import java.util.List;
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

/** Deltas of ten thousand rows on an arrangement of ten million with unique keys: rows out, and pairs of remove and add, a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseG1GC", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch"})
public class ArrangementUseBench {
    private static final int DELTAS = 64;

    private final List<Batch> probes = new ArrayList<>();
    private final List<Batch> changes = new ArrayList<>();
    private Arrangement arrangement = new Arrangement(Orders.LAYOUT, Orders.KEY, 42);
    private Batch out = Batch.empty(Orders.LAYOUT);
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        arrangement = Orders.arrangement(Orders.ROWS);
        out = new Batch(Orders.LAYOUT.followedBy(Orders.LAYOUT), Orders.DELTA, Orders.DELTA * 88);
        Random random = new Random(7);
        for (int i = 0; i < DELTAS; i++) {
            Batch probe = new Batch(Orders.LAYOUT);
            RowWriter writer = new RowWriter(probe);
            for (int row = 0; row < Orders.DELTA; row++) {
                Orders.write(writer, Orders.id(random.nextInt(Orders.ROWS)), 0, 1);
            }
            probes.add(probe);
        }
        // a change and its undoing stand side by side, so that the content does not drift
        for (Batch probe : probes) {
            changes.add(change(probe, 0, 1));
            changes.add(change(probe, 1, 0));
        }
    }

    private static Batch change(Batch of, int from, int to) {
        Batch change = new Batch(Orders.LAYOUT);
        RowWriter writer = new RowWriter(change);
        for (int row = 0; row < of.size(); row++) {
            long id = Bytes.getLong(of.bytes(), of.start(row) + Orders.LAYOUT.slot(0));
            Orders.write(writer, id, from, -1);
            Orders.write(writer, id, to, 1);
        }
        return change;
    }

    /** Every delta row finds one row; both are copied side by side. */
    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public int join(CpuTime cpu) {
        Batch delta = probes.get(next++ % DELTAS);
        out.clear();
        arrangement.joinBatch(delta, Orders.KEY, (deltaRow, bytes, row, length, weight) -> {
            int left = delta.length(deltaRow);
            int at = out.append(left + length, delta.weight(deltaRow) * weight);
            System.arraycopy(delta.bytes(), delta.start(deltaRow), out.bytes(), at, left);
            System.arraycopy(bytes, row, out.bytes(), at + left, length);
        });
        cpu.add(out.size());
        return out.size();
    }

    /** Every pair takes a row out and puts another of the same key in. */
    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public long removeAndAdd(CpuTime cpu) {
        arrangement.applyBatch(changes.get(next++ % changes.size()));
        cpu.add(Orders.DELTA);
        return arrangement.rows();
    }
}
