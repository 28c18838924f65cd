package dev.freshet.kernel.bench;

import dev.freshet.kernel.arrangement.Arrangement;
import dev.freshet.kernel.row.Batch;
import java.util.List;
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

/** Ten million rows of 42 bytes into an empty arrangement: nanoseconds a row, bytes a row all in, and the longest 64 adds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(
        value = 1,
        jvmArgs = {"-Xms4g", "-Xmx4g", "-XX:+UseG1GC", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch"})
public class ArrangementInsertBench {
    private static final int STALL_ROWS = 64;

    private List<Batch> deltas = List.of();

    @Setup(Level.Trial)
    public void rows() {
        deltas = Orders.deltas(0, Orders.ROWS);
    }

    /** In deltas of 10 000 rows. */
    @Benchmark
    @OperationsPerInvocation(Orders.ROWS)
    public Arrangement insert() {
        long started = Figures.cpuNanos();
        Arrangement arrangement = new Arrangement(Orders.LAYOUT, Orders.KEY, 42);
        deltas.forEach(arrangement::applyBatch);
        Figures.rate(Orders.ROWS, Figures.cpuNanos() - started);
        Figures.average("bytes a row", (double) arrangement.bytes() / Orders.ROWS, "B");
        return arrangement;
    }

    /** In deltas of 64 rows, each timed by the thread's CPU clock and by the wall's; the score includes that and the cutting up. */
    @Benchmark
    @OperationsPerInvocation(Orders.ROWS)
    public Arrangement insertBy64() {
        Arrangement arrangement = new Arrangement(Orders.LAYOUT, Orders.KEY, 42);
        Batch few = new Batch(Orders.LAYOUT, STALL_ROWS, STALL_ROWS * 44);
        long longest = 0;
        long longestWall = 0;
        for (Batch delta : deltas) {
            for (int row = 0; row < delta.size(); row++) {
                few.append(delta.bytes(), delta.start(row), delta.length(row), 1);
                if (few.size() == STALL_ROWS || row == delta.size() - 1) {
                    long startedWall = System.nanoTime();
                    long started = Figures.cpuNanos();
                    arrangement.applyBatch(few);
                    longest = Math.max(longest, Figures.cpuNanos() - started);
                    longestWall = Math.max(longestWall, System.nanoTime() - startedWall);
                    few.clear();
                }
            }
        }
        Figures.worst("longest 64 adds, cpu", longest / 1e6, "ms");
        Figures.worst("longest 64 adds, wall", longestWall / 1e6, "ms");
        return arrangement;
    }
}
