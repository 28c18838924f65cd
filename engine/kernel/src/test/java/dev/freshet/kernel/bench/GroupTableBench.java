package dev.freshet.kernel.bench;

import dev.freshet.kernel.arrangement.GroupTable;
import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
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

/** Count and 128-bit sum by group, 100 000 groups, deltas of 10 000 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseG1GC", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch"})
public class GroupTableBench {
    private static final int GROUPS = 100_000;
    private static final RowKey BY_QUANTITY = new RowKey(Orders.LAYOUT, 1);
    private static final int AMOUNT = Orders.LAYOUT.slot(2);

    private final List<Batch> deltas = new ArrayList<>();
    private final int[] groups = new int[GroupTable.BLOCK];
    private final GroupTable table = new GroupTable(BY_QUANTITY, 24, 42);
    private int next;

    @Setup(Level.Trial)
    public void fill() {
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            deltas.add(Orders.spread(random, GROUPS));
        }
    }

    @Benchmark
    @OperationsPerInvocation(Orders.DELTA)
    public long sumAndCount(CpuTime cpu) {
        Batch delta = deltas.get(next++ % deltas.size());
        byte[] rows = delta.bytes();
        for (int first = 0; first < delta.size(); first += GroupTable.BLOCK) {
            int count = Math.min(GroupTable.BLOCK, delta.size() - first);
            table.locate(delta, first, count, groups);
            for (int i = 0; i < count; i++) {
                byte[] bytes = table.bytes(groups[i]);
                int at = GroupTable.state(groups[i]);
                long weight = delta.weight(first + i);
                long amount = Bytes.getLong(rows, delta.start(first + i) + AMOUNT) * weight;
                long low = Bytes.getLong(bytes, at + 8);
                long sum = low + amount;
                long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
                Bytes.putLong(bytes, at, Bytes.getLong(bytes, at) + weight);
                Bytes.putLong(bytes, at + 8, sum);
                Bytes.putLong(bytes, at + 16, Bytes.getLong(bytes, at + 16) + (amount >> 63) + carry);
            }
        }
        table.reclaim();
        cpu.add(delta.size());
        return table.size();
    }
}
