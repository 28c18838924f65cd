package dev.freshet.kernel.scalar.format;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.numeric.NumericText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Enters {@code to_char} of numbers. */
public final class NumberFormats {
    /** Digits C vouches for in a float. */
    private static final int FLOAT8_DIGITS = 15;

    private static final int FLOAT4_DIGITS = 6;

    private NumberFormats() {}

    /** A number as text with a point and so many digits behind it, a minus before it. */
    @FunctionalInterface
    private interface Digits<A extends Vector> {
        Rounded of(A values, int row, int after);
    }

    /** @param after the digits that are behind the point */
    private record Rounded(String text, int after) {}

    public static void register(Registry registry) {
        registry.add(1773, "to_char(integer,text)", toChar(NumberFormats::integer));
        registry.add(1774, "to_char(bigint,text)", toChar(NumberFormats::integer));
        registry.add(1772, "to_char(numeric,text)", toChar(NumberFormats::numeric));
        registry.add(
                1775,
                "to_char(real,text)",
                toChar((DoubleVector v, int row, int after) -> floating(v.values[row], after, FLOAT4_DIGITS)));
        registry.add(
                1776,
                "to_char(double precision,text)",
                toChar((DoubleVector v, int row, int after) -> floating(v.values[row], after, FLOAT8_DIGITS)));
    }

    private static <A extends Vector> ScalarFunction toChar(Digits<A> digits) {
        return (arguments, context) -> {
            Expression format = arguments.get(1);
            if (format instanceof Constant constant && constant.isNull()) {
                return Constant.ofNull(context.result());
            }
            NumberPicture picture = NumberPicture.of(FormatPiece.constant(format));
            return new StrictUnary<A, BytesVector>(
                    "to_char", kernel(picture, digits), arguments.getFirst(), context.result());
        };
    }

    private static <A extends Vector> StrictUnary.Kernel<A, BytesVector> kernel(
            NumberPicture picture, Digits<A> digits) {
        return (A argument, BytesVector result, Rows rows) -> {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                Rounded rounded = digits.of(argument, r, picture.after());
                boolean negative = rounded.text().startsWith("-");
                String number = negative ? rounded.text().substring(1) : rounded.text();
                NumberWriter writer = new NumberWriter(picture, number, negative, rounded.after());
                Optional<EvaluationError> error = writer.error();
                if (error.isPresent()) {
                    rows.fail(r, error.get());
                } else {
                    result.set(r, writer.write().getBytes(StandardCharsets.UTF_8));
                }
            }
        };
    }

    private static Rounded integer(LongVector values, int row, int after) {
        String digits = String.valueOf(values.values[row]);
        return new Rounded(after == 0 ? digits : digits + "." + "0".repeat(after), after);
    }

    private static Rounded numeric(NumericVector values, int row, int after) {
        if (values.isFinite(row)) {
            // what is rounded to zero has no sign, unlike a float
            BigDecimal rounded = values.decimal(row).setScale(after, RoundingMode.HALF_UP);
            return new Rounded(rounded.toPlainString(), after);
        }
        ByteSink text = new ByteSink();
        NumericText.NUMERIC.write(values, row, text);
        return new Rounded(text.toString(), after);
    }

    /** As C's printf does: the exact value, a half to the even neighbour, the sign of a negative zero. */
    private static Rounded floating(double value, int after, int most) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String text = Double.toString(value);
            String size = text.startsWith("-") ? text.substring(1) : text;
            return new Rounded(text, digitsAfter(size.length(), after, most));
        }
        BigDecimal exact = new BigDecimal(Math.abs(value));
        int before = exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString().length();
        int kept = digitsAfter(before, after, most);
        String text = exact.setScale(kept, RoundingMode.HALF_EVEN).toPlainString();
        return new Rounded(Double.doubleToRawLongBits(value) < 0 ? "-" + text : text, kept);
    }

    private static int digitsAfter(int before, int after, int most) {
        return before >= most ? 0 : Math.min(after, most - before);
    }
}
