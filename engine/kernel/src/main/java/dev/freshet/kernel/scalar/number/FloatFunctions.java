package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.number.DoubleArithmetic.Precision;
import dev.freshet.kernel.type.ColumnType;

/** Enters the arithmetic of {@code real} and {@code double precision}: what IEEE 754 defines to the last bit. */
public final class FloatFunctions {
    private static final EvaluationError NEGATIVE_ROOT =
            new EvaluationError("2201F", "cannot take square root of a negative number");
    /** float.c's RADIANS_PER_DEGREE. */
    private static final double RADIANS_PER_DEGREE = 0.0174532925199432957692;

    private FloatFunctions() {}

    public static void register(Registry registry) {
        arithmetic(registry);
        signs(registry);
        FloatBuckets.register(registry);
        registry.add(1610, "pi()", (arguments, context) -> Constant.of(ColumnType.FLOAT8, Math.PI));
    }

    private static void arithmetic(Registry registry) {
        registry.add(
                204, "float4pl(real,real)", StrictBinary.function("+", new DoubleArithmetic.Add(Precision.SINGLE)));
        registry.add(
                205,
                "float4mi(real,real)",
                StrictBinary.function("-", new DoubleArithmetic.Subtract(Precision.SINGLE)));
        registry.add(
                202,
                "float4mul(real,real)",
                StrictBinary.function("*", new DoubleArithmetic.Multiply(Precision.SINGLE)));
        registry.add(
                203, "float4div(real,real)", StrictBinary.function("/", new DoubleArithmetic.Divide(Precision.SINGLE)));
        registry.add(
                218,
                "float8pl(double precision,double precision)",
                StrictBinary.function("+", new DoubleArithmetic.Add(Precision.DOUBLE)));
        registry.add(
                219,
                "float8mi(double precision,double precision)",
                StrictBinary.function("-", new DoubleArithmetic.Subtract(Precision.DOUBLE)));
        registry.add(
                216,
                "float8mul(double precision,double precision)",
                StrictBinary.function("*", new DoubleArithmetic.Multiply(Precision.DOUBLE)));
        registry.add(
                217,
                "float8div(double precision,double precision)",
                StrictBinary.function("/", new DoubleArithmetic.Divide(Precision.DOUBLE)));
        registry.add(
                281,
                "float48pl(real,double precision)",
                StrictBinary.function("+", new DoubleArithmetic.Add(Precision.DOUBLE)));
        registry.add(
                282,
                "float48mi(real,double precision)",
                StrictBinary.function("-", new DoubleArithmetic.Subtract(Precision.DOUBLE)));
        registry.add(
                279,
                "float48mul(real,double precision)",
                StrictBinary.function("*", new DoubleArithmetic.Multiply(Precision.DOUBLE)));
        registry.add(
                280,
                "float48div(real,double precision)",
                StrictBinary.function("/", new DoubleArithmetic.Divide(Precision.DOUBLE)));
        registry.add(
                285,
                "float84pl(double precision,real)",
                StrictBinary.function("+", new DoubleArithmetic.Add(Precision.DOUBLE)));
        registry.add(
                286,
                "float84mi(double precision,real)",
                StrictBinary.function("-", new DoubleArithmetic.Subtract(Precision.DOUBLE)));
        registry.add(
                283,
                "float84mul(double precision,real)",
                StrictBinary.function("*", new DoubleArithmetic.Multiply(Precision.DOUBLE)));
        registry.add(
                284,
                "float84div(double precision,real)",
                StrictBinary.function("/", new DoubleArithmetic.Divide(Precision.DOUBLE)));
    }

    private static void signs(Registry registry) {
        registry.add(206, "float4um(real)", Elementwise.doubles("-", v -> -v));
        registry.add(1913, "float4up(real)", Elementwise.doubles("+", v -> v));
        registry.add(207, "float4abs(real)", Elementwise.doubles("abs", Math::abs));
        registry.add(1394, "abs(real)", Elementwise.doubles("abs", Math::abs));
        registry.add(220, "float8um(double precision)", Elementwise.doubles("-", v -> -v));
        registry.add(1914, "float8up(double precision)", Elementwise.doubles("+", v -> v));
        registry.add(221, "float8abs(double precision)", Elementwise.doubles("abs", Math::abs));
        registry.add(1395, "abs(double precision)", Elementwise.doubles("abs", Math::abs));
        registry.add(2308, "ceil(double precision)", Elementwise.doubles("ceil", Math::ceil));
        registry.add(2320, "ceiling(double precision)", Elementwise.doubles("ceiling", Math::ceil));
        registry.add(2309, "floor(double precision)", Elementwise.doubles("floor", Math::floor));
        registry.add(1342, "round(double precision)", Elementwise.doubles("round", Math::rint));
        registry.add(228, "dround(double precision)", Elementwise.doubles("round", Math::rint));
        registry.add(1343, "trunc(double precision)", Elementwise.doubles("trunc", FloatFunctions::truncate));
        registry.add(229, "dtrunc(double precision)", Elementwise.doubles("trunc", FloatFunctions::truncate));
        registry.add(2310, "sign(double precision)", Elementwise.doubles("sign", FloatFunctions::sign));
        registry.add(1344, "sqrt(double precision)", squareRoot());
        registry.add(230, "dsqrt(double precision)", squareRoot());
        registry.add(1608, "degrees(double precision)", byDegree("/", new DoubleArithmetic.Divide(Precision.DOUBLE)));
        registry.add(1609, "radians(double precision)", byDegree("*", new DoubleArithmetic.Multiply(Precision.DOUBLE)));
    }

    private static double truncate(double v) {
        return v < 0 ? Math.ceil(v) : Math.floor(v);
    }

    /** −1, 0 or 1; of NaN 0. */
    private static double sign(double v) {
        return v > 0 ? 1 : v < 0 ? -1 : 0;
    }

    private static ScalarFunction squareRoot() {
        return StrictUnary.<DoubleVector, DoubleVector>function("sqrt", (argument, result, rows) -> {
            boolean negative = false;
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = Math.sqrt(argument.values[i]);
                negative |= argument.values[i] < 0;
            }
            if (negative) {
                for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                    if (argument.values[r] < 0) {
                        rows.fail(r, NEGATIVE_ROOT);
                    }
                }
            }
        });
    }

    private static ScalarFunction byDegree(
            String symbol, StrictBinary.Kernel<DoubleVector, DoubleVector, DoubleVector> operation) {
        return (arguments, context) -> new StrictBinary<>(
                symbol,
                operation,
                arguments.getFirst(),
                Constant.of(ColumnType.FLOAT8, RADIANS_PER_DEGREE),
                context.result());
    }
}
