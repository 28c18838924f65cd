package dev.freshet.kernel.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benches whose names match the arguments and prints, at the end, what was reached beside the goal. Rates and stalls are of the
 * thread's own CPU time, as machines that run benches are seldom quiet; the times of checkpoints are the wall's, disk included.
 */
public final class Report {
    private enum Bound {
        AT_LEAST,
        AT_MOST
    }

    /** A figure that is wanted: of which bench, under which name ({@link Figures}; none is the score). */
    private record Goal(String what, String bench, String figure, Bound bound, double wanted, String unit) {
        boolean isHeldBy(double reached) {
            return switch (bound) {
                case AT_LEAST -> reached >= wanted;
                case AT_MOST -> reached <= wanted;
            };
        }
    }

    private static final String SCORE = "";
    private static final String RATE = "cpu rate";

    private static final List<Goal> GOALS = List.of(
            rate("filter and project 5 columns, integers", "FilterMapBench.integers", 20),
            rate("the same, with numerics and text", "FilterMapBench.numericsAndText", 0),
            rate("join 10k rows with 10M: probe and output", "ArrangementUseBench.join", 2),
            rate("the same as a tick of the operator", "JoinTickBench.tick", 2),
            rate("remove and add a row of 10M, pairs", "ArrangementUseBench.removeAndAdd", 1),
            rate("sum and count by group, state alone", "GroupTableBench.sumAndCount", 5),
            rate("the same as a tick, bigint", "AggregateBench.countAndSumOfIntegers", 5),
            rate("the same as a tick, numeric(12,2)", "AggregateBench.countAndSumOfNumerics", 5),
            rate("add 10M rows of 42 bytes", "ArrangementInsertBench.insert", 0),
            new Goal(
                    "what such a row takes, all in",
                    "ArrangementInsertBench.insert",
                    "bytes a row",
                    Bound.AT_MOST,
                    80,
                    "B"),
            rate("add 1M rows with Zipf keys", "SkewBench.insert", 0.1),
            rate("remove and add among them, pairs", "SkewBench.removeAndAdd", 0.1),
            new Goal(
                    "longest 64 adds",
                    "ArrangementInsertBench.insertBy64",
                    "longest 64 adds, cpu",
                    Bound.AT_MOST,
                    10,
                    "ms"),
            new Goal("10M rows to a file, synced", "CheckpointBench.save", SCORE, Bound.AT_MOST, 2000, "ms"),
            new Goal("10M rows back", "CheckpointBench.load", SCORE, Bound.AT_MOST, 2000, "ms"));

    private Report() {}

    private static Goal rate(String what, String bench, double wanted) {
        return new Goal(what, bench, RATE, Bound.AT_LEAST, wanted, "M/s");
    }

    /** Arguments: regular expressions of benches; none is all. */
    public static void main(String[] patterns) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(Figures.class)
                .shouldFailOnError(true)
                .timeout(TimeValue.minutes(10));
        for (String pattern : patterns) {
            options.include(pattern);
        }
        print(new Runner(options.build()).run());
    }

    private static void print(Collection<RunResult> results) {
        List<String> lines = new ArrayList<>();
        for (Goal goal : GOALS) {
            reached(goal, results).ifPresent(reached -> lines.add(line(goal, reached)));
        }
        System.out.println();
        lines.forEach(System.out::println);
    }

    private static String line(Goal goal, double reached) {
        String wanted = goal.wanted == 0
                ? ""
                : "%s %s %s"
                        .formatted(
                                goal.bound == Bound.AT_LEAST ? ">=" : "<=",
                                number(goal.wanted),
                                goal.isHeldBy(reached) ? "held" : "MISSED");
        return "%-44s %8s %-4s %s".formatted(goal.what, number(reached), goal.unit, wanted);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static Optional<Double> reached(Goal goal, Collection<RunResult> results) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + goal.bench))
                .findFirst()
                .flatMap(result -> goal.figure.equals(SCORE)
                        ? Optional.of(result.getPrimaryResult().getScore())
                        : Optional.ofNullable(result.getSecondaryResults().get(goal.figure))
                                .map(Result::getScore));
    }
}
