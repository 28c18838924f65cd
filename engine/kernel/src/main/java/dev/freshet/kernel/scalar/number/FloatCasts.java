package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Relabel;

/** Enters the casts between integers and floats, and between the two floats. To an integer a half goes to the even neighbour. */
public final class FloatCasts {
    private FloatCasts() {}

    public static void register(Registry registry) {
        registry.add(235, "float8(smallint)", toDouble());
        registry.add(316, "float8(integer)", toDouble());
        registry.add(482, "float8(bigint)", toDouble());
        registry.add(236, "float4(smallint)", toReal());
        registry.add(318, "float4(integer)", toReal());
        registry.add(652, "float4(bigint)", toReal());
        registry.add(311, "float8(real)", (arguments, context) -> new Relabel(arguments.getFirst(), context.result()));
        registry.add(
                312,
                "float4(double precision)",
                StrictUnary.<DoubleVector, DoubleVector>function("float4", FloatCasts::single));
        registry.add(237, "int2(double precision)", toInteger("int2", IntegerRange.INT2));
        registry.add(238, "int2(real)", toInteger("int2", IntegerRange.INT2));
        registry.add(317, "int4(double precision)", toInteger("int4", IntegerRange.INT4));
        registry.add(319, "int4(real)", toInteger("int4", IntegerRange.INT4));
        registry.add(483, "int8(double precision)", toInteger("int8", IntegerRange.INT8));
        registry.add(653, "int8(real)", toInteger("int8", IntegerRange.INT8));
    }

    private static ScalarFunction toDouble() {
        return StrictUnary.<LongVector, DoubleVector>function("float8", (argument, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = argument.values[i];
            }
        });
    }

    private static ScalarFunction toReal() {
        return StrictUnary.<LongVector, DoubleVector>function("float4", (argument, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = (float) argument.values[i];
            }
        });
    }

    private static void single(DoubleVector argument, DoubleVector result, Rows rows) {
        boolean suspect = false;
        for (int i = 0; i < rows.count(); i++) {
            double v = (float) argument.values[i];
            result.values[i] = v;
            suspect |= v == 0 | Math.abs(v) == Double.POSITIVE_INFINITY;
        }
        if (suspect) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                double v = result.values[r];
                if (Double.isInfinite(v) && !Double.isInfinite(argument.values[r])) {
                    rows.fail(r, DoubleArithmetic.OVERFLOW);
                } else if (v == 0 && argument.values[r] != 0) {
                    rows.fail(r, DoubleArithmetic.UNDERFLOW);
                }
            }
        }
    }

    private static ScalarFunction toInteger(String name, IntegerRange range) {
        // the upper end as a double: max itself is not one for bigint
        double least = range.min;
        double beyond = -least;
        return StrictUnary.<DoubleVector, LongVector>function(name, (argument, result, rows) -> {
            boolean outside = false;
            for (int i = 0; i < rows.count(); i++) {
                double v = Math.rint(argument.values[i]);
                result.values[i] = (long) v;
                outside |= !(v >= least & v < beyond);
            }
            if (outside) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    double v = Math.rint(argument.values[r]);
                    if (!(v >= least && v < beyond)) {
                        rows.fail(r, range.error);
                    }
                }
            }
        });
    }
}
