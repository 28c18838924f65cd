package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.InputErrors;
import dev.freshet.kernel.scalar.function.TextForm;
import java.math.BigInteger;
import java.util.Optional;

/** {@code numeric} without a typmod (numeric.c, {@code numeric_in}, {@code numeric_out}). */
public enum NumericText implements TextForm {
    NUMERIC;

    private static final String TYPE = "numeric";

    @Override
    public void write(Vector values, int row, ByteSink out) {
        NumericVector numerics = (NumericVector) values;
        if (!numerics.isFinite(row) || (numerics.hasWide && numerics.wide[row] != null)) {
            TextFormat.numeric(numerics.scale[row], numerics.isFinite(row) ? numerics.big(row) : BigInteger.ZERO, out);
        } else {
            TextFormat.decimal(numerics.unscaled[row], numerics.scale[row], out);
        }
    }

    @Override
    public Optional<EvaluationError> input(String text, Vector result, int row) {
        NumericVector target = (NumericVector) result;
        int start = InputErrors.skipSpaces(text, 0);
        boolean signed = start < text.length() && (text.charAt(start) == '-' || text.charAt(start) == '+');
        boolean negative = signed && text.charAt(start) == '-';
        int at = signed ? start + 1 : start;
        if (at < text.length() && (isDigit(text, at) || text.charAt(at) == '.')) {
            NumericLiteral literal = NumericLiteral.read(text, at);
            if (literal.problem() == NumericLiteral.Problem.SYNTAX
                    || (literal.problem() == NumericLiteral.Problem.NONE && isJunk(text, literal.end()))) {
                return InputErrors.syntax(TYPE, text);
            }
            if (literal.problem() == NumericLiteral.Problem.RANGE || !literal.fits()) {
                return Optional.of(NumericErrors.OVERFLOW);
            }
            BigInteger magnitude = literal.unscaled();
            target.set(row, literal.scale(), negative ? magnitude.negate() : magnitude);
            return Optional.empty();
        }
        return special(text, start, at, negative, target, row);
    }

    private static Optional<EvaluationError> special(
            String text, int start, int afterSign, boolean negative, NumericVector result, int row) {
        int end;
        if (text.regionMatches(true, start, "NaN", 0, 3)) {
            result.setSpecial(row, PackedNumeric.NAN);
            end = start + 3;
        } else if (text.regionMatches(true, afterSign, "Infinity", 0, 8)) {
            result.setSpecial(row, Specials.infinity(negative ? -1 : 1));
            end = afterSign + 8;
        } else if (text.regionMatches(true, afterSign, "inf", 0, 3)) {
            result.setSpecial(row, Specials.infinity(negative ? -1 : 1));
            end = afterSign + 3;
        } else {
            return InputErrors.syntax(TYPE, text);
        }
        return isJunk(text, end) ? InputErrors.syntax(TYPE, text) : Optional.empty();
    }

    private static boolean isJunk(String text, int from) {
        return InputErrors.skipSpaces(text, from) < text.length();
    }

    private static boolean isDigit(String text, int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
