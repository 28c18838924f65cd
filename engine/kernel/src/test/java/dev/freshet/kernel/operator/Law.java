package dev.freshet.kernel.operator;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.circuit.CircuitBuilder.Stream;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The law of incremental operators, tried: random deltas go into a circuit, and after every tick the sum of its outputs (and of its errors)
 * must be what a slow reference makes of the summed inputs. Inside a tick rows come in any order, retractions before insertions, weights in
 * portions; at its end the inputs are bags. A sequence that fails is made as short as can be and printed with its seed.
 *
 * <p>A run has one seed, printed, from which all laws count up; {@code -Dfreshet.seed} sets it to that of a run that failed.
 */
public final class Law {
    private static final long SEED = Long.getLong("freshet.seed", System.nanoTime());

    static {
        System.out.println("laws from seed " + SEED);
    }

    private final List<RowLayout> layouts;
    private final List<Function<Random, Row>> rows;
    private final BiFunction<CircuitBuilder, List<Stream>, Stream> circuit;
    private final Function<List<ZSet>, Expected> reference;
    private int ticks = 12;
    private int changes = 40;

    /** What the reference makes of the inputs. */
    public record Expected(ZSet rows, Map<EvaluationError, Long> errors) {
        public Expected(ZSet rows) {
            this(rows, Map.of());
        }
    }

    /** A row that goes into an input. */
    record Change(int input, Row row, long weight) {}

    private Law(
            List<RowLayout> layouts,
            List<Function<Random, Row>> rows,
            BiFunction<CircuitBuilder, List<Stream>, Stream> circuit,
            Function<List<ZSet>, Expected> reference) {
        this.layouts = layouts;
        this.rows = rows;
        this.circuit = circuit;
        this.reference = reference;
    }

    /** An operator of one input, of random rows of {@code layout}. */
    public static Law of(
            RowLayout layout,
            Function<Random, Row> rows,
            BiFunction<CircuitBuilder, Stream, Stream> operator,
            Function<ZSet, Expected> reference) {
        return new Law(
                List.of(layout),
                List.of(rows),
                (builder, inputs) -> operator.apply(builder, inputs.getFirst()),
                inputs -> reference.apply(inputs.getFirst()));
    }

    /** An operator of several inputs. */
    public static Law of(
            List<RowLayout> layouts,
            List<Function<Random, Row>> rows,
            BiFunction<CircuitBuilder, List<Stream>, Stream> operator,
            Function<List<ZSet>, Expected> reference) {
        return new Law(layouts, rows, operator, reference);
    }

    /** A column of a layout as an expression. */
    static Expression column(RowLayout layout, int column) {
        return new ColumnReference(column, layout.columns().get(column));
    }

    /** Other numbers of ticks, and of changes a tick. */
    public Law size(int newTicks, int newChanges) {
        ticks = newTicks;
        changes = newChanges;
        return this;
    }

    /** Tries it with that many seeds. */
    public void holds(int times) {
        for (int i = 0; i < times; i++) {
            holdsFor(SEED + i);
        }
    }

    /** Tries it with one seed, such as one that failed. */
    public void holdsFor(long seed) {
        List<List<Change>> sequence = sequence(new Random(seed));
        if (failure(sequence, seed).isPresent()) {
            List<List<Change>> shortest = shortest(sequence, seed);
            Failure failure = failure(shortest, seed).orElseThrow();
            String message = "seed " + seed + ": " + failure.what() + "\nafter " + shortest;
            throw failure.thrown()
                    .map(thrown -> new AssertionError(message, thrown))
                    .orElseGet(() -> new AssertionError(message));
        }
    }

    private List<List<Change>> sequence(Random random) {
        List<ZSet> present = empty();
        List<List<Change>> sequence = new ArrayList<>();
        for (int tick = 0; tick < ticks; tick++) {
            List<Change> delta = new ArrayList<>();
            int count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(changes);
            for (int i = 0; i < count; i++) {
                int input = random.nextInt(layouts.size());
                ZSet there = present.get(input);
                List<Row> held = new ArrayList<>(there.weights().keySet());
                if (random.nextInt(5) < 2 && !held.isEmpty()) {
                    Row row = held.get(random.nextInt(held.size()));
                    long all = there.weights().get(row);
                    portions(delta, input, row, -(random.nextBoolean() ? all : 1), there, random);
                } else {
                    Row row = rows.get(input).apply(random);
                    portions(delta, input, row, 1 + random.nextInt(3) / 2, there, random);
                }
            }
            if (tick == ticks - 1) {
                retractAll(present, delta);
            }
            Collections.shuffle(delta, random);
            sequence.add(delta);
        }
        return sequence;
    }

    private static void portions(List<Change> delta, int input, Row row, long weight, ZSet there, Random random) {
        there.add(row, weight);
        if (random.nextInt(3) == 0) {
            long portion = random.nextInt(5) - 2L;
            portion = portion == 0 || portion == weight ? weight + 1 : portion;
            if (portion != 0 && portion != weight) {
                delta.add(new Change(input, row, portion));
                delta.add(new Change(input, row, weight - portion));
                return;
            }
        }
        delta.add(new Change(input, row, weight));
    }

    private static void retractAll(List<ZSet> present, List<Change> delta) {
        for (int input = 0; input < present.size(); input++) {
            int to = input;
            present.get(input).forEach((row, weight) -> delta.add(new Change(to, row, -weight)));
        }
    }

    private List<ZSet> empty() {
        return layouts.stream().map(layout -> new ZSet()).toList();
    }

    /** What went wrong, and what was thrown if that was it. */
    private record Failure(String what, Optional<Throwable> thrown) {
        static Optional<Failure> of(String what) {
            return Optional.of(new Failure(what, Optional.empty()));
        }
    }

    private Optional<Failure> failure(List<List<Change>> sequence, long seed) {
        try {
            return outcome(sequence, seed);
        } catch (RuntimeException | AssertionError thrown) {
            return Optional.of(new Failure(thrown.toString(), Optional.of(thrown)));
        }
    }

    private Optional<Failure> outcome(List<List<Change>> sequence, long seed) {
        CircuitBuilder builder = new CircuitBuilder(seed);
        List<Stream> streams = IntStream.range(0, layouts.size())
                .mapToObj(input -> builder.input("input " + input, layouts.get(input)))
                .toList();
        Circuit built = builder.build(circuit.apply(builder, streams));
        List<ZSet> inputs = empty();
        ZSet output = new ZSet();
        for (int tick = 0; tick < sequence.size(); tick++) {
            Map<String, Batch> deltas = new HashMap<>();
            for (Change change : sequence.get(tick)) {
                change.row()
                        .append(
                                deltas.computeIfAbsent(
                                        "input " + change.input(), name -> new Batch(layouts.get(change.input()))),
                                change.weight());
                inputs.get(change.input()).add(change.row(), change.weight());
            }
            if (!inputs.stream().allMatch(ZSet::isBag)) {
                return Optional.empty();
            }
            output.add(built.tick(deltas));
            Expected expected = reference.apply(inputs);
            if (!output.equals(expected.rows())) {
                return Failure.of("tick " + tick + " came to " + output + "\nnot to " + expected.rows());
            }
            if (!built.errors().weights().equals(expected.errors())) {
                return Failure.of(
                        "tick " + tick + " has errors " + built.errors().weights() + "\nnot " + expected.errors());
            }
        }
        boolean over = inputs.stream().allMatch(input -> input.weights().isEmpty());
        long rest = built.state().rows();
        return over && rest > 1 ? Failure.of("holds " + rest + " rows of nothing") : Optional.empty();
    }

    /** Leaves out ticks, then rows, as long as it still fails. */
    private List<List<Change>> shortest(List<List<Change>> sequence, long seed) {
        List<List<Change>> best = sequence;
        boolean shorter = true;
        while (shorter) {
            shorter = false;
            for (int tick = best.size() - 1; tick >= 0; tick--) {
                List<List<Change>> without = new ArrayList<>(best);
                without.remove(tick);
                if (failure(without, seed).isPresent()) {
                    best = without;
                    shorter = true;
                }
            }
            for (int tick = best.size() - 1; tick >= 0; tick--) {
                for (int portion = Math.max(1, best.get(tick).size() / 2); portion > 0; portion /= 2) {
                    for (int from = 0; from + portion <= best.get(tick).size(); from++) {
                        List<Change> fewer = new ArrayList<>(best.get(tick));
                        fewer.subList(from, from + portion).clear();
                        List<List<Change>> without = new ArrayList<>(best);
                        without.set(tick, fewer);
                        if (failure(without, seed).isPresent()) {
                            best = without;
                            shorter = true;
                        }
                    }
                }
            }
        }
        return best;
    }
}
