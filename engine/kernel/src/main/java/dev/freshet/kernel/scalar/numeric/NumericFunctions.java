package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictCall;
import dev.freshet.kernel.scalar.function.StrictUnary;

/** Enters the arithmetic and the comparisons of {@code numeric}. */
public final class NumericFunctions {
    private NumericFunctions() {}

    public static void register(Registry registry) {
        arithmetic(registry);
        comparisons(registry);
        rounding(registry);
        unary(registry);
    }

    private static void arithmetic(Registry registry) {
        registry.add(1724, "numeric_add(numeric,numeric)", StrictBinary.function("+", NumericAddition.Add.NUMERIC));
        registry.add(
                1725, "numeric_sub(numeric,numeric)", StrictBinary.function("-", NumericAddition.Subtract.NUMERIC));
        registry.add(1726, "numeric_mul(numeric,numeric)", StrictBinary.function("*", NumericMultiplication.NUMERIC));
        registry.add(1727, "numeric_div(numeric,numeric)", StrictBinary.function("/", NumericQuotients.DIVIDE));
        registry.add(1728, "mod(numeric,numeric)", StrictBinary.function("%", NumericQuotients.REMAINDER));
        registry.add(1729, "numeric_mod(numeric,numeric)", StrictBinary.function("%", NumericQuotients.REMAINDER));
        registry.add(1973, "div(numeric,numeric)", StrictBinary.function("div", NumericQuotients.WHOLE));
        registry.add(1980, "numeric_div_trunc(numeric,numeric)", StrictBinary.function("div", NumericQuotients.WHOLE));
        registry.add(
                2170,
                "width_bucket(numeric,numeric,numeric,integer)",
                StrictCall.<LongVector>function("width_bucket", NumericBuckets::run));
        registry.add(5048, "gcd(numeric,numeric)", StrictBinary.function("gcd", NumericDivisors.GREATEST));
        registry.add(5049, "lcm(numeric,numeric)", StrictBinary.function("lcm", NumericDivisors.LEAST_MULTIPLE));
    }

    private static void comparisons(Registry registry) {
        registry.add(1718, "numeric_eq(numeric,numeric)", comparison(NumericComparison.EQUAL));
        registry.add(1719, "numeric_ne(numeric,numeric)", comparison(NumericComparison.NOT_EQUAL));
        registry.add(1722, "numeric_lt(numeric,numeric)", comparison(NumericComparison.LESS));
        registry.add(1723, "numeric_le(numeric,numeric)", comparison(NumericComparison.LESS_OR_EQUAL));
        registry.add(1720, "numeric_gt(numeric,numeric)", comparison(NumericComparison.GREATER));
        registry.add(1721, "numeric_ge(numeric,numeric)", comparison(NumericComparison.GREATER_OR_EQUAL));
    }

    private static void rounding(Registry registry) {
        registry.add(1707, "round(numeric,integer)", toScale("round", Rounding.HALF_AWAY));
        registry.add(1708, "round(numeric)", toWhole("round", Rounding.HALF_AWAY));
        registry.add(1709, "trunc(numeric,integer)", toScale("trunc", Rounding.DOWN));
        registry.add(1710, "trunc(numeric)", toWhole("trunc", Rounding.DOWN));
        registry.add(1711, "ceil(numeric)", toWhole("ceil", Rounding.CEILING));
        registry.add(2167, "ceiling(numeric)", toWhole("ceil", Rounding.CEILING));
        registry.add(1712, "floor(numeric)", toWhole("floor", Rounding.FLOOR));
        registry.add(1703, "\"numeric\"(numeric,integer)", StrictBinary.function("numeric", NumericField.NUMERIC));
    }

    private static void unary(Registry registry) {
        registry.add(1771, "numeric_uminus(numeric)", StrictUnary.function("-", NumericUnary.NEGATE));
        registry.add(1915, "numeric_uplus(numeric)", (arguments, context) -> arguments.getFirst());
        registry.add(1704, "numeric_abs(numeric)", StrictUnary.function("abs", NumericUnary.ABSOLUTE));
        registry.add(1705, "abs(numeric)", StrictUnary.function("abs", NumericUnary.ABSOLUTE));
        registry.add(1706, "sign(numeric)", StrictUnary.function("sign", NumericUnary.SIGN));
        registry.add(1730, "sqrt(numeric)", StrictUnary.function("sqrt", NumericRoot.SQUARE));
        registry.add(1731, "numeric_sqrt(numeric)", StrictUnary.function("sqrt", NumericRoot.SQUARE));
        registry.add(5043, "trim_scale(numeric)", StrictUnary.function("trim_scale", NumericUnary.TRIM_SCALE));
        registry.add(
                3281, "scale(numeric)", StrictUnary.<NumericVector, LongVector>function("scale", NumericUnary::scale));
        registry.add(
                5042,
                "min_scale(numeric)",
                StrictUnary.<NumericVector, LongVector>function("min_scale", NumericUnary::leastScale));
    }

    private static ScalarFunction comparison(NumericComparison comparison) {
        return StrictBinary.function(comparison.symbol, comparison);
    }

    private static ScalarFunction toScale(String name, Rounding rounding) {
        return StrictBinary.function(name, new NumericRounding.ToScale(rounding));
    }

    private static ScalarFunction toWhole(String name, Rounding rounding) {
        return StrictUnary.function(name, new NumericRounding.ToWhole(rounding));
    }
}
