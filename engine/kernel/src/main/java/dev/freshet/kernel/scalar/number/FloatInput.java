package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.function.InputErrors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the floating point number a text begins with, as C's strtod does: decimal or hexadecimal, infinity, NaN.
 *
 * @param text the number as written; empty if there is none
 * @param end where it ends
 * @param value a text that Java reads as the same value
 * @param isZero whether it is written as zero, so that a zero is no underflow
 */
public record FloatInput(String text, int end, String value, boolean isZero) {
    private static final Pattern NUMBER = Pattern.compile("""
            [+-]?(?:
              (?<nan>nan(?:\\([0-9a-z_]*\\))?)
              |(?<infinity>inf(?:inity)?)
              |0x(?<hex>[0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)(?<binary>p[+-]?[0-9]+)?
              |(?<decimal>[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?
            )""", Pattern.COMMENTS | Pattern.CASE_INSENSITIVE);
    private static final Pattern ZERO = Pattern.compile("[0.]*");

    /** Reads a text from its beginning, blanks before the number skipped. */
    public static FloatInput of(String text) {
        int from = InputErrors.skipSpaces(text, 0);
        Matcher matcher = NUMBER.matcher(text).region(from, text.length());
        if (!matcher.lookingAt()) {
            return new FloatInput("", from, "", false);
        }
        String number = matcher.group();
        String sign = number.startsWith("-") ? "-" : "";
        String hex = matcher.group("hex");
        String value;
        String digits;
        if (matcher.group("nan") != null) {
            value = "NaN";
            digits = value;
        } else if (matcher.group("infinity") != null) {
            value = sign + "Infinity";
            digits = value;
        } else if (hex != null) {
            // Java wants the exponent, C does not
            String exponent = matcher.group("binary");
            value = sign + "0x" + hex + (exponent == null ? "p0" : exponent);
            digits = hex;
        } else {
            value = number;
            digits = matcher.group("decimal");
        }
        return new FloatInput(number, matcher.end(), value, ZERO.matcher(digits).matches());
    }
}
