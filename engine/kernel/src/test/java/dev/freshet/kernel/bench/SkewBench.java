package dev.freshet.kernel.bench;

import dev.freshet.kernel.arrangement.Arrangement;
import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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

/** A million rows whose key is Zipf-distributed (s = 1) over 100 000 values; the most frequent has over 80 000 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch"})
public class SkewBench {
    private static final int ROWS = 1_000_000;
    private static final int KEYS = 100_000;
    private static final RowKey SKEWED = new RowKey(Orders.LAYOUT, 1);

    private final List<Batch> deltas = new ArrayList<>();
    private final List<Batch> changes = new ArrayList<>();
    private Arrangement arrangement = new Arrangement(Orders.LAYOUT, SKEWED, 42);
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(7);
        double[] upTo = new double[KEYS];
        double sum = 0;
        for (int k = 0; k < KEYS; k++) {
            sum += 1.0 / (k + 1);
            upTo[k] = sum;
        }
        List<int[]> rows = new ArrayList<>();
        for (int n = 0; n < ROWS; n++) {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * sum);
            rows.add(new int[] {n, found < 0 ? -found - 1 : found});
        }
        for (int first = 0; first < ROWS; first += Orders.DELTA) {
            deltas.add(batch(rows.subList(first, first + Orders.DELTA), false));
        }
        Collections.shuffle(rows, random);
        for (int first = 0; first < 64 * Orders.DELTA; first += Orders.DELTA) {
            changes.add(batch(rows.subList(first, first + Orders.DELTA), true));
        }
        deltas.forEach(arrangement::applyBatch);
    }

    private static Batch batch(List<int[]> rows, boolean replaced) {
        Batch batch = new Batch(Orders.LAYOUT);
        RowWriter writer = new RowWriter(batch);
        for (int[] row : rows) {
            if (replaced) {
                write(writer, row[0], row[1], -1);
            }
            write(writer, row[0], row[1], 1);
        }
        return batch;
    }

    private static void write(RowWriter writer, int n, int key, long weight) {
        writer.begin();
        writer.setLong(0, Orders.id(n));
        writer.setLong(1, key);
        writer.setNumeric(2, 2, n);
        writer.setLong(3, n);
        writer.setBytes(4, new byte[9], 0, 9);
        writer.end(weight);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public Arrangement insert(CpuTime cpu) {
        Arrangement fresh = new Arrangement(Orders.LAYOUT, SKEWED, 42);
        deltas.forEach(fresh::applyBatch);
        cpu.add(ROWS);
        return fresh;
    }

    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public long removeAndAdd(CpuTime cpu) {
        arrangement.applyBatch(changes.get(next++ % changes.size()));
        cpu.add(Orders.DELTA);
        return arrangement.rows();
    }
}
