package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Enters the casts between {@code numeric} and the integers and floats. */
public final class NumericCasts {
    /** Digits a float keeps on its way to numeric: C's DBL_DIG and FLT_DIG, printed by {@code %.*g}. */
    private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final MathContext REAL_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private NumericCasts() {}

    public static void register(Registry registry) {
        registry.add(1782, "\"numeric\"(smallint)", fromInteger());
        registry.add(1740, "\"numeric\"(integer)", fromInteger());
        registry.add(1781, "\"numeric\"(bigint)", fromInteger());
        registry.add(1783, "int2(numeric)", toInteger("smallint", Short.MIN_VALUE, Short.MAX_VALUE));
        registry.add(1744, "int4(numeric)", toInteger("integer", Integer.MIN_VALUE, Integer.MAX_VALUE));
        registry.add(1779, "int8(numeric)", toInteger("bigint", Long.MIN_VALUE, Long.MAX_VALUE));
        registry.add(1742, "\"numeric\"(real)", fromFloat(REAL_DIGITS));
        registry.add(1743, "\"numeric\"(double precision)", fromFloat(DOUBLE_DIGITS));
        registry.add(1745, "float4(numeric)", StrictUnary.function("float4", ToFloat.FLOAT4));
        registry.add(1746, "float8(numeric)", StrictUnary.function("float8", ToFloat.FLOAT8));
    }

    private static ScalarFunction fromInteger() {
        return StrictUnary.<LongVector, NumericVector>function("numeric", (argument, result, rows) -> {
            result.reset();
            for (int i = 0; i < rows.count(); i++) {
                result.unscaled[i] = argument.values[i];
                result.scale[i] = 0;
            }
        });
    }

    private static ScalarFunction toInteger(String type, long min, long max) {
        EvaluationError range = new EvaluationError("22003", type + " out of range");
        EvaluationError nan = new EvaluationError("0A000", "cannot convert NaN to " + type);
        EvaluationError infinity = new EvaluationError("0A000", "cannot convert infinity to " + type);
        return StrictUnary.<NumericVector, LongVector>function(type, (argument, result, rows) -> {
            NumericVector whole = new NumericVector();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                if (!argument.isFinite(r)) {
                    rows.fail(r, Specials.isNaN(argument, r) ? nan : infinity);
                    continue;
                }
                long value = argument.unscaled[r];
                boolean narrow = Alignment.isNarrow(argument, r);
                if (!narrow || argument.scale[r] != 0) {
                    NumericRounding.toScale(argument, r, 0, Rounding.HALF_AWAY, whole, rows);
                    narrow = Alignment.isNarrow(whole, r);
                    value = whole.unscaled[r];
                }
                result.values[r] = value;
                if (!narrow || value < min || value > max) {
                    rows.fail(r, range);
                }
            }
        });
    }

    private static ScalarFunction fromFloat(MathContext digits) {
        return StrictUnary.<DoubleVector, NumericVector>function("numeric", (argument, result, rows) -> {
            result.reset();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                double v = argument.values[r];
                if (Double.isNaN(v)) {
                    result.setSpecial(r, PackedNumeric.NAN);
                } else if (Double.isInfinite(v)) {
                    result.setSpecial(r, Specials.infinity(v > 0 ? 1 : -1));
                } else {
                    BigDecimal shown = new BigDecimal(v).round(digits).stripTrailingZeros();
                    BigDecimal plain = shown.scale() < 0 ? shown.setScale(0) : shown;
                    result.set(r, plain.scale(), plain.unscaledValue());
                }
            }
        });
    }

    /** The float nearest to the value; what becomes zero or infinity that way is out of range. */
    private enum ToFloat implements StrictUnary.Kernel<NumericVector, DoubleVector> {
        FLOAT4("real", 1 << 24, 10) {
            @Override
            double nearest(BigDecimal value) {
                return value.floatValue();
            }

            @Override
            double quotient(long unscaled, int scale) {
                return (float) unscaled / (float) PowersOfTen.of(scale);
            }
        },
        FLOAT8("double precision", 1L << 53, PowersOfTen.LONG_MAX) {
            @Override
            double nearest(BigDecimal value) {
                return value.doubleValue();
            }

            @Override
            double quotient(long unscaled, int scale) {
                return (double) unscaled / (double) PowersOfTen.of(scale);
            }
        };

        private final String type;
        /** Integers up to here, and powers of ten up to there, are floats themselves: one rounding is made, by the division. */
        private final long exactBelow;

        private final int exactScale;

        ToFloat(String type, long exactBelow, int exactScale) {
            this.type = type;
            this.exactBelow = exactBelow;
            this.exactScale = exactScale;
        }

        abstract double nearest(BigDecimal value);

        abstract double quotient(long unscaled, int scale);

        @Override
        public void run(NumericVector argument, DoubleVector result, Rows rows) {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                if (!argument.isFinite(r)) {
                    boolean nan = Specials.isNaN(argument, r);
                    result.values[r] = nan ? Double.NaN : Specials.signum(argument, r) * Double.POSITIVE_INFINITY;
                    continue;
                }
                long unscaled = argument.unscaled[r];
                if (Alignment.isNarrow(argument, r)
                        && argument.scale[r] <= exactScale
                        && unscaled > -exactBelow
                        && unscaled < exactBelow) {
                    result.values[r] = quotient(unscaled, argument.scale[r]);
                    continue;
                }
                double value = nearest(argument.decimal(r));
                result.values[r] = value;
                if (Double.isInfinite(value) || (value == 0 && Specials.signum(argument, r) != 0)) {
                    ByteSink text = new ByteSink();
                    NumericText.NUMERIC.write(argument, r, text);
                    rows.fail(r, new EvaluationError("22003", "\"" + text + "\" is out of range for type " + type));
                }
            }
        }
    }
}
