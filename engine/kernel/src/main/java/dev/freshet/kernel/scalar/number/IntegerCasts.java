package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Relabel;

/** Enters the casts among {@code smallint}, {@code integer}, {@code bigint} and {@code boolean}. */
public final class IntegerCasts {
    /** {@code text(boolean)}: spelled out, where the output function gives a letter. */
    public static final ScalarFunction BOOLEAN_TEXT =
            StrictUnary.<LongVector, BytesVector>function("text", IntegerCasts::text);

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private IntegerCasts() {}

    public static void register(Registry registry) {
        registry.add(313, "int4(smallint)", widen());
        registry.add(754, "int8(smallint)", widen());
        registry.add(481, "int8(integer)", widen());
        registry.add(314, "int2(integer)", narrow("int2", IntegerRange.INT2));
        registry.add(714, "int2(bigint)", narrow("int2", IntegerRange.INT2));
        registry.add(480, "int4(bigint)", narrow("int4", IntegerRange.INT4));
        registry.add(2558, "int4(boolean)", widen());
        registry.add(2557, "bool(integer)", Elementwise.longs("bool", v -> v == 0 ? 0 : 1));
        registry.add(2971, "text(boolean)", BOOLEAN_TEXT);
    }

    /** Both are held as longs. */
    private static ScalarFunction widen() {
        return (arguments, context) -> new Relabel(arguments.getFirst(), context.result());
    }

    private static ScalarFunction narrow(String name, IntegerRange range) {
        return StrictUnary.<LongVector, LongVector>function(name, (argument, result, rows) -> {
            long min = range.min;
            long max = range.max;
            boolean outside = false;
            for (int i = 0; i < rows.count(); i++) {
                long v = argument.values[i];
                result.values[i] = v;
                outside |= v < min | v > max;
            }
            if (outside) {
                range.check(result, rows);
            }
        });
    }

    private static void text(LongVector argument, BytesVector result, Rows rows) {
        for (int i = 0; i < rows.count(); i++) {
            result.set(i, argument.values[i] != 0 ? TRUE : FALSE);
        }
    }
}
