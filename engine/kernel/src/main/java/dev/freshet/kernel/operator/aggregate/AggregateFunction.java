package dev.freshet.kernel.operator.aggregate;

/** The aggregate functions that are kept up exactly. Over which types: {@link AggregateFunctions}. A NULL argument never counts. */
public enum AggregateFunction {
    /** {@code count(*)}. */
    COUNT_STAR,
    /** {@code count(x)}, of any type. */
    COUNT,
    /** {@code sum}: of smallint and integer bigint, of bigint and numeric numeric, of intervals an interval. */
    SUM,
    /** {@code avg} of integers and numeric, a numeric. */
    AVG,
    /** {@code min}. */
    MIN,
    /** {@code max}. */
    MAX,
    /** {@code bool_and}, {@code every}. */
    BOOL_AND,
    /** {@code bool_or}. */
    BOOL_OR,
    /** {@code var_pop} of integers and numeric. */
    VAR_POP,
    /** {@code var_samp}, {@code variance}. */
    VAR_SAMP,
    /** {@code stddev_pop}. */
    STDDEV_POP,
    /** {@code stddev_samp}, {@code stddev}. */
    STDDEV_SAMP
}
