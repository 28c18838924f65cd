package dev.freshet.kernel.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Counts operations of an iteration and reports their rate by the thread's CPU time. */
@State(Scope.Thread)
public class CpuTime {
    private long started;
    private long operations;

    @Setup(Level.Iteration)
    public void start() {
        operations = 0;
        started = Figures.cpuNanos();
    }

    /** Counts; called by the bench. */
    void add(long count) {
        operations += count;
    }

    @TearDown(Level.Iteration)
    public void report() {
        Figures.rate(operations, Figures.cpuNanos() - started);
    }
}
