package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.function.Registry;

/** Enters the comparisons of integers, floats and booleans, among themselves and across widths. */
public final class ComparisonFunctions {
    private ComparisonFunctions() {}

    public static void register(Registry registry) {
        integers(registry);
        mixedIntegers(registry);
        booleans(registry);
        floats(registry);
    }

    private static void integers(Registry registry) {
        registry.add(63, "int2eq(smallint,smallint)", LongComparison.EQUAL.function());
        registry.add(145, "int2ne(smallint,smallint)", LongComparison.NOT_EQUAL.function());
        registry.add(64, "int2lt(smallint,smallint)", LongComparison.LESS.function());
        registry.add(148, "int2le(smallint,smallint)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(146, "int2gt(smallint,smallint)", LongComparison.GREATER.function());
        registry.add(151, "int2ge(smallint,smallint)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(65, "int4eq(integer,integer)", LongComparison.EQUAL.function());
        registry.add(144, "int4ne(integer,integer)", LongComparison.NOT_EQUAL.function());
        registry.add(66, "int4lt(integer,integer)", LongComparison.LESS.function());
        registry.add(149, "int4le(integer,integer)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(147, "int4gt(integer,integer)", LongComparison.GREATER.function());
        registry.add(150, "int4ge(integer,integer)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(467, "int8eq(bigint,bigint)", LongComparison.EQUAL.function());
        registry.add(468, "int8ne(bigint,bigint)", LongComparison.NOT_EQUAL.function());
        registry.add(469, "int8lt(bigint,bigint)", LongComparison.LESS.function());
        registry.add(471, "int8le(bigint,bigint)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(470, "int8gt(bigint,bigint)", LongComparison.GREATER.function());
        registry.add(472, "int8ge(bigint,bigint)", LongComparison.GREATER_OR_EQUAL.function());
    }

    private static void mixedIntegers(Registry registry) {
        registry.add(158, "int24eq(smallint,integer)", LongComparison.EQUAL.function());
        registry.add(164, "int24ne(smallint,integer)", LongComparison.NOT_EQUAL.function());
        registry.add(160, "int24lt(smallint,integer)", LongComparison.LESS.function());
        registry.add(166, "int24le(smallint,integer)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(162, "int24gt(smallint,integer)", LongComparison.GREATER.function());
        registry.add(168, "int24ge(smallint,integer)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(159, "int42eq(integer,smallint)", LongComparison.EQUAL.function());
        registry.add(165, "int42ne(integer,smallint)", LongComparison.NOT_EQUAL.function());
        registry.add(161, "int42lt(integer,smallint)", LongComparison.LESS.function());
        registry.add(167, "int42le(integer,smallint)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(163, "int42gt(integer,smallint)", LongComparison.GREATER.function());
        registry.add(169, "int42ge(integer,smallint)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(1850, "int28eq(smallint,bigint)", LongComparison.EQUAL.function());
        registry.add(1851, "int28ne(smallint,bigint)", LongComparison.NOT_EQUAL.function());
        registry.add(1852, "int28lt(smallint,bigint)", LongComparison.LESS.function());
        registry.add(1854, "int28le(smallint,bigint)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(1853, "int28gt(smallint,bigint)", LongComparison.GREATER.function());
        registry.add(1855, "int28ge(smallint,bigint)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(1856, "int82eq(bigint,smallint)", LongComparison.EQUAL.function());
        registry.add(1857, "int82ne(bigint,smallint)", LongComparison.NOT_EQUAL.function());
        registry.add(1858, "int82lt(bigint,smallint)", LongComparison.LESS.function());
        registry.add(1860, "int82le(bigint,smallint)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(1859, "int82gt(bigint,smallint)", LongComparison.GREATER.function());
        registry.add(1861, "int82ge(bigint,smallint)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(852, "int48eq(integer,bigint)", LongComparison.EQUAL.function());
        registry.add(853, "int48ne(integer,bigint)", LongComparison.NOT_EQUAL.function());
        registry.add(854, "int48lt(integer,bigint)", LongComparison.LESS.function());
        registry.add(856, "int48le(integer,bigint)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(855, "int48gt(integer,bigint)", LongComparison.GREATER.function());
        registry.add(857, "int48ge(integer,bigint)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(474, "int84eq(bigint,integer)", LongComparison.EQUAL.function());
        registry.add(475, "int84ne(bigint,integer)", LongComparison.NOT_EQUAL.function());
        registry.add(476, "int84lt(bigint,integer)", LongComparison.LESS.function());
        registry.add(478, "int84le(bigint,integer)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(477, "int84gt(bigint,integer)", LongComparison.GREATER.function());
        registry.add(479, "int84ge(bigint,integer)", LongComparison.GREATER_OR_EQUAL.function());
    }

    private static void booleans(Registry registry) {
        registry.add(60, "booleq(boolean,boolean)", LongComparison.EQUAL.function());
        registry.add(84, "boolne(boolean,boolean)", LongComparison.NOT_EQUAL.function());
        registry.add(56, "boollt(boolean,boolean)", LongComparison.LESS.function());
        registry.add(1691, "boolle(boolean,boolean)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(57, "boolgt(boolean,boolean)", LongComparison.GREATER.function());
        registry.add(1692, "boolge(boolean,boolean)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(1693, "btboolcmp(boolean,boolean)", Elementwise.longs("btboolcmp", (a, b) -> a - b));
    }

    private static void floats(Registry registry) {
        registry.add(287, "float4eq(real,real)", DoubleComparison.EQUAL.function());
        registry.add(288, "float4ne(real,real)", DoubleComparison.NOT_EQUAL.function());
        registry.add(289, "float4lt(real,real)", DoubleComparison.LESS.function());
        registry.add(290, "float4le(real,real)", DoubleComparison.LESS_OR_EQUAL.function());
        registry.add(291, "float4gt(real,real)", DoubleComparison.GREATER.function());
        registry.add(292, "float4ge(real,real)", DoubleComparison.GREATER_OR_EQUAL.function());
        registry.add(293, "float8eq(double precision,double precision)", DoubleComparison.EQUAL.function());
        registry.add(294, "float8ne(double precision,double precision)", DoubleComparison.NOT_EQUAL.function());
        registry.add(295, "float8lt(double precision,double precision)", DoubleComparison.LESS.function());
        registry.add(296, "float8le(double precision,double precision)", DoubleComparison.LESS_OR_EQUAL.function());
        registry.add(297, "float8gt(double precision,double precision)", DoubleComparison.GREATER.function());
        registry.add(298, "float8ge(double precision,double precision)", DoubleComparison.GREATER_OR_EQUAL.function());
        registry.add(299, "float48eq(real,double precision)", DoubleComparison.EQUAL.function());
        registry.add(300, "float48ne(real,double precision)", DoubleComparison.NOT_EQUAL.function());
        registry.add(301, "float48lt(real,double precision)", DoubleComparison.LESS.function());
        registry.add(302, "float48le(real,double precision)", DoubleComparison.LESS_OR_EQUAL.function());
        registry.add(303, "float48gt(real,double precision)", DoubleComparison.GREATER.function());
        registry.add(304, "float48ge(real,double precision)", DoubleComparison.GREATER_OR_EQUAL.function());
        registry.add(305, "float84eq(double precision,real)", DoubleComparison.EQUAL.function());
        registry.add(306, "float84ne(double precision,real)", DoubleComparison.NOT_EQUAL.function());
        registry.add(307, "float84lt(double precision,real)", DoubleComparison.LESS.function());
        registry.add(308, "float84le(double precision,real)", DoubleComparison.LESS_OR_EQUAL.function());
        registry.add(309, "float84gt(double precision,real)", DoubleComparison.GREATER.function());
        registry.add(310, "float84ge(double precision,real)", DoubleComparison.GREATER_OR_EQUAL.function());
    }
}
