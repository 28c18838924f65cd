package dev.freshet.planner.analyse;

/**
 * A function's row of {@code pg_proc}.
 *
 * @param signature as {@code regprocedure} prints it
 * @param name without schema
 * @param volatility {@code i}, {@code s} or {@code v}
 */
public record FunctionInfo(
        int oid, String signature, String name, char volatility, boolean strict, boolean returnsSet) {}
