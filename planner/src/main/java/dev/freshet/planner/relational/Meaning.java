package dev.freshet.planner.relational;

import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.type.ColumnType;
import java.util.function.Supplier;

/** What a scalar operator in a plan stands for. */
public sealed interface Meaning {
    /** A function, or an operator's or cast's function; strict, immutable or depending on the session's time zone only. */
    record Call(int procedure, String signature, int inputCollation) implements Meaning {}

    /** A constant. */
    record Literal(String digest, Supplier<Constant> constant) implements Meaning {}

    /** {@code IS NULL} and {@code IS NOT NULL}. */
    record NullTest(boolean isNull) implements Meaning {}

    /** {@code IS [NOT] TRUE | FALSE | UNKNOWN}, PostgreSQL's BoolTestType by number. */
    record TruthTest(int test) implements Meaning {}

    /** {@code CASE}; operands: the argument if there is one, then condition and result by turns, then ELSE. */
    record CaseOf(boolean withArgument) implements Meaning {}

    /** The argument of the {@code CASE} around it. */
    record CaseArgument() implements Meaning {}

    record CoalesceOf() implements Meaning {}

    /** {@code GREATEST} or {@code LEAST}, by the function of the type's {@code <}. */
    record ExtremeOf(boolean greatest, int less, int inputCollation) implements Meaning {}

    /** {@code IS DISTINCT FROM}. */
    record DistinctFrom(int equality, int inputCollation) implements Meaning {}

    record NullIfEqual(int equality, int inputCollation) implements Meaning {}

    /** {@code x op ANY (ARRAY[…])} or {@code ALL}; operands: x, then the elements. */
    record OverArray(boolean any, int procedure, int inputCollation) implements Meaning {}

    /** The same value under another type that is held alike. */
    record Relabelled() implements Meaning {}

    /** A cast by output and input functions, one of them text's. */
    record ThroughText() implements Meaning {}

    /** For aggregates. */
    record AggregateOf(int procedure, String signature, int inputCollation, ColumnType result) implements Meaning {}
}
