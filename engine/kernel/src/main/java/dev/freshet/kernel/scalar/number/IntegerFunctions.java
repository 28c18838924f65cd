package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;

/** Enters the arithmetic of {@code smallint}, {@code integer} and {@code bigint}, and across them. */
public final class IntegerFunctions {
    private IntegerFunctions() {}

    public static void register(Registry registry) {
        arithmetic(registry);
        mixedArithmetic(registry);
        remainders(registry);
        signs(registry);
        bits(registry);
    }

    private static void arithmetic(Registry registry) {
        registry.add(
                176,
                "int2pl(smallint,smallint)",
                StrictBinary.function("+", new NarrowArithmetic.Add(IntegerRange.INT2)));
        registry.add(
                180,
                "int2mi(smallint,smallint)",
                StrictBinary.function("-", new NarrowArithmetic.Subtract(IntegerRange.INT2)));
        registry.add(
                152,
                "int2mul(smallint,smallint)",
                StrictBinary.function("*", new NarrowArithmetic.Multiply(IntegerRange.INT2)));
        registry.add(
                153,
                "int2div(smallint,smallint)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT2)));
        registry.add(
                177,
                "int4pl(integer,integer)",
                StrictBinary.function("+", new NarrowArithmetic.Add(IntegerRange.INT4)));
        registry.add(
                181,
                "int4mi(integer,integer)",
                StrictBinary.function("-", new NarrowArithmetic.Subtract(IntegerRange.INT4)));
        registry.add(
                141,
                "int4mul(integer,integer)",
                StrictBinary.function("*", new NarrowArithmetic.Multiply(IntegerRange.INT4)));
        registry.add(
                154,
                "int4div(integer,integer)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT4)));
        registry.add(463, "int8pl(bigint,bigint)", StrictBinary.function("+", WideArithmetic.Add.INT8));
        registry.add(464, "int8mi(bigint,bigint)", StrictBinary.function("-", WideArithmetic.Subtract.INT8));
        registry.add(465, "int8mul(bigint,bigint)", StrictBinary.function("*", WideArithmetic.Multiply.INT8));
        registry.add(
                466,
                "int8div(bigint,bigint)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT8)));
    }

    private static void mixedArithmetic(Registry registry) {
        registry.add(
                178,
                "int24pl(smallint,integer)",
                StrictBinary.function("+", new NarrowArithmetic.Add(IntegerRange.INT4)));
        registry.add(
                182,
                "int24mi(smallint,integer)",
                StrictBinary.function("-", new NarrowArithmetic.Subtract(IntegerRange.INT4)));
        registry.add(
                170,
                "int24mul(smallint,integer)",
                StrictBinary.function("*", new NarrowArithmetic.Multiply(IntegerRange.INT4)));
        registry.add(
                172,
                "int24div(smallint,integer)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT4)));
        registry.add(
                179,
                "int42pl(integer,smallint)",
                StrictBinary.function("+", new NarrowArithmetic.Add(IntegerRange.INT4)));
        registry.add(
                183,
                "int42mi(integer,smallint)",
                StrictBinary.function("-", new NarrowArithmetic.Subtract(IntegerRange.INT4)));
        registry.add(
                171,
                "int42mul(integer,smallint)",
                StrictBinary.function("*", new NarrowArithmetic.Multiply(IntegerRange.INT4)));
        registry.add(
                173,
                "int42div(integer,smallint)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT4)));
        registry.add(841, "int28pl(smallint,bigint)", StrictBinary.function("+", WideArithmetic.Add.INT8));
        registry.add(942, "int28mi(smallint,bigint)", StrictBinary.function("-", WideArithmetic.Subtract.INT8));
        registry.add(943, "int28mul(smallint,bigint)", StrictBinary.function("*", WideArithmetic.Multiply.INT8));
        registry.add(
                948,
                "int28div(smallint,bigint)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT8)));
        registry.add(837, "int82pl(bigint,smallint)", StrictBinary.function("+", WideArithmetic.Add.INT8));
        registry.add(838, "int82mi(bigint,smallint)", StrictBinary.function("-", WideArithmetic.Subtract.INT8));
        registry.add(839, "int82mul(bigint,smallint)", StrictBinary.function("*", WideArithmetic.Multiply.INT8));
        registry.add(
                840,
                "int82div(bigint,smallint)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT8)));
        registry.add(1278, "int48pl(integer,bigint)", StrictBinary.function("+", WideArithmetic.Add.INT8));
        registry.add(1279, "int48mi(integer,bigint)", StrictBinary.function("-", WideArithmetic.Subtract.INT8));
        registry.add(1280, "int48mul(integer,bigint)", StrictBinary.function("*", WideArithmetic.Multiply.INT8));
        registry.add(
                1281,
                "int48div(integer,bigint)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT8)));
        registry.add(1274, "int84pl(bigint,integer)", StrictBinary.function("+", WideArithmetic.Add.INT8));
        registry.add(1275, "int84mi(bigint,integer)", StrictBinary.function("-", WideArithmetic.Subtract.INT8));
        registry.add(1276, "int84mul(bigint,integer)", StrictBinary.function("*", WideArithmetic.Multiply.INT8));
        registry.add(
                1277,
                "int84div(bigint,integer)",
                StrictBinary.function("/", new IntegerDivision.Divide(IntegerRange.INT8)));
    }

    private static void remainders(Registry registry) {
        registry.add(155, "int2mod(smallint,smallint)", StrictBinary.function("%", IntegerDivision.Remainder.ANY));
        registry.add(940, "mod(smallint,smallint)", StrictBinary.function("%", IntegerDivision.Remainder.ANY));
        registry.add(156, "int4mod(integer,integer)", StrictBinary.function("%", IntegerDivision.Remainder.ANY));
        registry.add(941, "mod(integer,integer)", StrictBinary.function("%", IntegerDivision.Remainder.ANY));
        registry.add(945, "int8mod(bigint,bigint)", StrictBinary.function("%", IntegerDivision.Remainder.ANY));
        registry.add(947, "mod(bigint,bigint)", StrictBinary.function("%", IntegerDivision.Remainder.ANY));
        registry.add(
                5044, "gcd(integer,integer)", StrictBinary.function("gcd", new Divisors.Greatest(IntegerRange.INT4)));
        registry.add(
                5046,
                "lcm(integer,integer)",
                StrictBinary.function("lcm", new Divisors.LeastMultiple(IntegerRange.INT4)));
        registry.add(
                5045, "gcd(bigint,bigint)", StrictBinary.function("gcd", new Divisors.Greatest(IntegerRange.INT8)));
        registry.add(
                5047,
                "lcm(bigint,bigint)",
                StrictBinary.function("lcm", new Divisors.LeastMultiple(IntegerRange.INT8)));
    }

    private static void signs(Registry registry) {
        registry.add(213, "int2um(smallint)", negate(IntegerRange.INT2));
        registry.add(1911, "int2up(smallint)", Elementwise.longs("+", v -> v));
        registry.add(1253, "int2abs(smallint)", absolute(IntegerRange.INT2));
        registry.add(1398, "abs(smallint)", absolute(IntegerRange.INT2));
        registry.add(212, "int4um(integer)", negate(IntegerRange.INT4));
        registry.add(1912, "int4up(integer)", Elementwise.longs("+", v -> v));
        registry.add(1251, "int4abs(integer)", absolute(IntegerRange.INT4));
        registry.add(1397, "abs(integer)", absolute(IntegerRange.INT4));
        registry.add(462, "int8um(bigint)", negate(IntegerRange.INT8));
        registry.add(1910, "int8up(bigint)", Elementwise.longs("+", v -> v));
        registry.add(1230, "int8abs(bigint)", absolute(IntegerRange.INT8));
        registry.add(1396, "abs(bigint)", absolute(IntegerRange.INT8));
    }

    /** Shift distances are taken modulo the width a value is shifted in, 32 for {@code smallint} too, as the machine does. */
    private static void bits(Registry registry) {
        registry.add(1892, "int2and(smallint,smallint)", Elementwise.longs("&", (a, b) -> a & b));
        registry.add(1893, "int2or(smallint,smallint)", Elementwise.longs("|", (a, b) -> a | b));
        registry.add(1894, "int2xor(smallint,smallint)", Elementwise.longs("#", (a, b) -> a ^ b));
        registry.add(1895, "int2not(smallint)", Elementwise.longs("~", v -> ~v));
        registry.add(
                1896, "int2shl(smallint,integer)", Elementwise.longs("<<", (a, b) -> (short) ((int) a << (int) b)));
        registry.add(1897, "int2shr(smallint,integer)", Elementwise.longs(">>", (a, b) -> (int) a >> (int) b));
        registry.add(1898, "int4and(integer,integer)", Elementwise.longs("&", (a, b) -> a & b));
        registry.add(1899, "int4or(integer,integer)", Elementwise.longs("|", (a, b) -> a | b));
        registry.add(1900, "int4xor(integer,integer)", Elementwise.longs("#", (a, b) -> a ^ b));
        registry.add(1901, "int4not(integer)", Elementwise.longs("~", v -> ~v));
        registry.add(1902, "int4shl(integer,integer)", Elementwise.longs("<<", (a, b) -> (int) a << (int) b));
        registry.add(1903, "int4shr(integer,integer)", Elementwise.longs(">>", (a, b) -> (int) a >> (int) b));
        registry.add(1904, "int8and(bigint,bigint)", Elementwise.longs("&", (a, b) -> a & b));
        registry.add(1905, "int8or(bigint,bigint)", Elementwise.longs("|", (a, b) -> a | b));
        registry.add(1906, "int8xor(bigint,bigint)", Elementwise.longs("#", (a, b) -> a ^ b));
        registry.add(1907, "int8not(bigint)", Elementwise.longs("~", v -> ~v));
        registry.add(1908, "int8shl(bigint,integer)", Elementwise.longs("<<", (a, b) -> a << b));
        registry.add(1909, "int8shr(bigint,integer)", Elementwise.longs(">>", (a, b) -> a >> b));
    }

    private static ScalarFunction negate(IntegerRange range) {
        return StrictUnary.<LongVector, LongVector>function("-", (argument, result, rows) -> {
            long least = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = argument.values[i];
                result.values[i] = -v;
                least |= v == range.min ? 1 : 0;
            }
            if (least != 0) {
                failLeast(range, argument, rows);
            }
        });
    }

    private static ScalarFunction absolute(IntegerRange range) {
        return StrictUnary.<LongVector, LongVector>function("abs", (argument, result, rows) -> {
            long least = 0;
            for (int i = 0; i < rows.count(); i++) {
                long v = argument.values[i];
                result.values[i] = Math.abs(v);
                least |= v == range.min ? 1 : 0;
            }
            if (least != 0) {
                failLeast(range, argument, rows);
            }
        });
    }

    /** The least value has no counterpart above zero. */
    private static void failLeast(IntegerRange range, LongVector argument, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            if (argument.values[r] == range.min) {
                rows.fail(r, range.error);
            }
        }
    }
}
