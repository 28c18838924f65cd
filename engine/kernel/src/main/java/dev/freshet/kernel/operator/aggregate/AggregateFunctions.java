package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.scalar.function.Collations;
import dev.freshet.kernel.type.ColumnType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL's aggregates that have an exact kernel, by {@code pg_proc.oid} of PostgreSQL 18. One that is not here is refused by the
 * planner by its name: first of all {@code sum} and {@code avg} of {@code real} and {@code double precision}, which cannot be kept up.
 */
public final class AggregateFunctions {
    private static final Map<Integer, AggregateFunction> ANY_COLLATION = new HashMap<>();
    private static final Map<Integer, AggregateFunction> OF_TEXT = new HashMap<>();

    static {
        enter(AggregateFunction.COUNT_STAR, 2803);
        enter(AggregateFunction.COUNT, 2147);
        // of int8, int4, int2, interval, numeric
        enter(AggregateFunction.SUM, 2107, 2108, 2109, 2113, 2114);
        // of int8, int4, int2, numeric, interval
        enter(AggregateFunction.AVG, 2100, 2101, 2102, 2103, 2106);
        // of int8, int4, int2, float4, float8, date, timestamp, timestamptz, interval, numeric
        enter(AggregateFunction.MAX, 2115, 2116, 2117, 2119, 2120, 2122, 2126, 2127, 2128, 2130);
        enter(AggregateFunction.MIN, 2131, 2132, 2133, 2135, 2136, 2138, 2142, 2143, 2144, 2146);
        enter(AggregateFunction.BOOL_AND, 2517, 2519);
        enter(AggregateFunction.BOOL_OR, 2518);
        // the following of int8, int4, int2, numeric; variance is var_samp, stddev is stddev_samp
        enter(AggregateFunction.VAR_POP, 2718, 2719, 2720, 2723);
        enter(AggregateFunction.VAR_SAMP, 2641, 2642, 2643, 2646, 2148, 2149, 2150, 2153);
        enter(AggregateFunction.STDDEV_POP, 2724, 2725, 2726, 2729);
        enter(AggregateFunction.STDDEV_SAMP, 2712, 2713, 2714, 2717, 2154, 2155, 2156, 2159);
        // of text, bpchar
        OF_TEXT.put(2129, AggregateFunction.MAX);
        OF_TEXT.put(2244, AggregateFunction.MAX);
        OF_TEXT.put(2145, AggregateFunction.MIN);
        OF_TEXT.put(2245, AggregateFunction.MIN);
    }

    private AggregateFunctions() {}

    private static void enter(AggregateFunction function, int... oids) {
        for (int oid : oids) {
            ANY_COLLATION.put(oid, function);
        }
    }

    /** The function of an OID where it does not depend on a collation. */
    public static Optional<AggregateFunction> byOid(int oid) {
        return Optional.ofNullable(ANY_COLLATION.get(oid));
    }

    /**
     * The function of an OID.
     *
     * @param inputCollation {@code pg_collation.oid} the call compares by. The planner resolves the database's default
     *     ({@link ColumnType#COLLATION_DEFAULT}) to what it is: left as it is, {@code min} and {@code max} of text are not here
     */
    public static Optional<AggregateFunction> byOid(int oid, int inputCollation) {
        AggregateFunction ofText = OF_TEXT.get(oid);
        if (ofText != null) {
            return Collations.SYSTEM.orderByBytes(inputCollation) ? Optional.of(ofText) : Optional.empty();
        }
        return byOid(oid);
    }
}
