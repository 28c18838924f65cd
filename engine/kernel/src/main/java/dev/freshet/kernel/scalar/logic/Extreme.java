package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.Vectors;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code GREATEST} and {@code LEAST}: NULLs are passed over, of equal values the first stands. Confined to its operator's thread.
 */
public final class Extreme implements Expression {
    private final String name;
    private final ColumnType type;
    private final Running best;
    private final List<Held> arguments;
    /** For each argument but the first: whether it takes the place of the best so far. */
    private final List<Expression> betters;

    private final Mask taken = new Mask();

    private Extreme(String name, ColumnType type, Running best, List<Held> arguments, List<Expression> betters) {
        this.name = name;
        this.type = type;
        this.best = best;
        this.arguments = arguments;
        this.betters = betters;
    }

    /** By the function of the type's {@code <} operator; all arguments are of {@code type}, {@code context} is that of the comparison. */
    public static Extreme greatest(
            ScalarFunction less, ColumnType type, List<Expression> arguments, CallContext context) {
        Running best = new Running(type);
        List<Held> held = arguments.stream().map(Held::new).toList();
        List<Expression> betters = new ArrayList<>();
        for (Held argument : held.subList(1, held.size())) {
            betters.add(less.apply(List.of(best, argument), context));
        }
        return new Extreme("GREATEST", type, best, held, List.copyOf(betters));
    }

    /** As {@link #greatest}. */
    public static Extreme least(ScalarFunction less, ColumnType type, List<Expression> arguments, CallContext context) {
        Running best = new Running(type);
        List<Held> held = arguments.stream().map(Held::new).toList();
        List<Expression> betters = new ArrayList<>();
        for (Held argument : held.subList(1, held.size())) {
            betters.add(less.apply(List.of(argument, best), context));
        }
        return new Extreme("LEAST", type, best, held, List.copyOf(betters));
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        Vector result = best.vector;
        Selection.begin(result);
        Selection.take(arguments.getFirst().hold(frame, wanted), wanted, result);
        for (int i = 1; i < arguments.size(); i++) {
            Vector values = arguments.get(i).hold(frame, wanted);
            Truth.trues((LongVector) betters.get(i - 1).evaluate(frame, wanted), wanted, taken);
            for (int w = 0; w < taken.words.length; w++) {
                taken.words[w] |= result.nulls().words[w] & ~values.nulls().words[w] & wanted.words[w];
            }
            Selection.take(values, taken, result);
        }
        return result;
    }

    @Override
    public String toString() {
        return arguments.stream().map(Object::toString).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** The best value so far, as an argument of the comparison. */
    private static final class Running implements Expression {
        private final ColumnType type;
        private final Vector vector;

        private Running(ColumnType type) {
            this.type = type;
            vector = Vectors.of(type.kind());
        }

        @Override
        public ColumnType type() {
            return type;
        }

        @Override
        public Vector evaluate(Frame frame, Mask wanted) {
            return vector;
        }

        @Override
        public String toString() {
            return "best";
        }
    }
}
