package dev.freshet.kernel.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What a bench measures beside its score: thread-CPU rates, bytes a row, stalls. A bench reports, this profiler puts it beside the score.
 */
public final class Figures implements InternalProfiler {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<Result<?>> REPORTED = new ArrayList<>();

    /** Nanoseconds of CPU the calling thread has used. */
    static long cpuNanos() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Reports how many millions a second of CPU so many operations in so many CPU nanoseconds are. */
    static synchronized void rate(long operations, long nanos) {
        REPORTED.add(new ScalarResult("cpu rate", operations * 1e3 / nanos, "M/s", AggregationPolicy.AVG));
    }

    static synchronized void average(String name, double value, String unit) {
        REPORTED.add(new ScalarResult(name, value, unit, AggregationPolicy.AVG));
    }

    static synchronized void worst(String name, double value, String unit) {
        REPORTED.add(new ScalarResult(name, value, unit, AggregationPolicy.MAX));
    }

    private static synchronized List<Result<?>> take() {
        List<Result<?>> taken = new ArrayList<>(REPORTED);
        REPORTED.clear();
        return taken;
    }

    @Override
    public String getDescription() {
        return "CPU rates and sizes that the kernel's benches report";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        take();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return take();
    }
}
