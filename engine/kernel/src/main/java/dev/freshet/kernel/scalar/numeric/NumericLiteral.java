package dev.freshet.kernel.scalar.numeric;

import java.math.BigInteger;

/**
 * The digits of a {@code numeric} as written (numeric.c, {@code set_var_from_str}, {@code set_var_from_non_decimal_integer_str}), without
 * the sign: magnitude {@code digits × 10^−pointScale}.
 *
 * @param problem what is wrong with it
 * @param digits all digits as one integer
 * @param pointScale digits after the point, less the exponent; may be negative
 * @param end where it ends
 */
record NumericLiteral(Problem problem, BigInteger digits, long pointScale, int end) {
    enum Problem {
        NONE,
        SYNTAX,
        RANGE
    }

    private static final NumericLiteral SYNTAX = new NumericLiteral(Problem.SYNTAX, BigInteger.ZERO, 0, 0);
    private static final NumericLiteral RANGE = new NumericLiteral(Problem.RANGE, BigInteger.ZERO, 0, 0);

    /** Reads from {@code from}, where a digit or a point stands. */
    static NumericLiteral read(String text, int from) {
        int radix = 10;
        if (text.charAt(from) == '0' && from + 1 < text.length()) {
            radix = switch (text.charAt(from + 1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 10;
            };
        }
        return radix == 10 ? decimal(text, from) : whole(text, from + 2, radix);
    }

    /** The display scale. */
    int scale() {
        return (int) Math.max(pointScale, 0);
    }

    /** Whether a {@code numeric} can hold it. */
    boolean fits() {
        return pointScale <= NumericLimits.MAX_SCALE
                && (digits.signum() == 0 || PowersOfTen.digits(digits) - pointScale <= NumericLimits.MAX_WHOLE_DIGITS);
    }

    /** The unscaled value at {@link #scale}. */
    BigInteger unscaled() {
        return pointScale >= 0 || digits.signum() == 0 ? digits : digits.multiply(PowersOfTen.big((int) -pointScale));
    }

    private static NumericLiteral whole(String text, int from, int radix) {
        StringBuilder digits = new StringBuilder();
        int at = from;
        for (; at < text.length(); at++) {
            if (isDigit(text, at, radix)) {
                digits.append(text.charAt(at));
            } else if (text.charAt(at) != '_') {
                break;
            } else if (!isDigit(text, at + 1, radix)) {
                return SYNTAX;
            }
        }
        return digits.isEmpty()
                ? SYNTAX
                : new NumericLiteral(Problem.NONE, new BigInteger(digits.toString(), radix), 0, at);
    }

    private static NumericLiteral decimal(String text, int from) {
        StringBuilder digits = new StringBuilder();
        int at = from;
        int scale = 0;
        boolean point = text.charAt(at) == '.';
        if (point && !isDigit(text, ++at, 10)) {
            return SYNTAX;
        }
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isDigit(text, at, 10)) {
                digits.append(c);
                scale += point ? 1 : 0;
            } else if (c == '.') {
                if (point || (at + 1 < text.length() && text.charAt(at + 1) == '_')) {
                    return SYNTAX;
                }
                point = true;
            } else if (c != '_') {
                break;
            } else if (!isDigit(text, at + 1, 10)) {
                return SYNTAX;
            }
        }
        BigInteger value = new BigInteger(digits.toString());
        return at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')
                ? exponent(text, at + 1, value, scale)
                : new NumericLiteral(Problem.NONE, value, scale, at);
    }

    private static NumericLiteral exponent(String text, int from, BigInteger digits, int scale) {
        int at = from;
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || (at < text.length() && text.charAt(at) == '+')) {
            at++;
        }
        if (!isDigit(text, at, 10)) {
            return SYNTAX;
        }
        long exponent = 0;
        for (; at < text.length(); at++) {
            if (isDigit(text, at, 10)) {
                exponent = exponent * 10 + (text.charAt(at) - '0');
                if (exponent > Integer.MAX_VALUE / 2) {
                    return RANGE;
                }
            } else if (text.charAt(at) != '_') {
                break;
            } else if (!isDigit(text, at + 1, 10)) {
                return SYNTAX;
            }
        }
        return new NumericLiteral(Problem.NONE, digits, scale - (negative ? -exponent : exponent), at);
    }

    private static boolean isDigit(String text, int at, int radix) {
        return at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0;
    }
}
