package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.InputErrors;
import dev.freshet.kernel.scalar.function.TextForm;
import java.util.Optional;

/**
 * Integers (numutils.c, {@code pg_strtoint32_safe} and its kin): decimal, or hexadecimal, octal, binary after {@code 0x}, {@code 0o},
 * {@code 0b}; single underscores between digits; blanks around. Too many digits are out of range before what follows them is looked at.
 */
public enum IntegerText implements TextForm {
    INT2(IntegerRange.INT2, "smallint"),
    INT4(IntegerRange.INT4, "integer"),
    INT8(IntegerRange.INT8, "bigint");

    private final IntegerRange range;
    private final String type;

    IntegerText(IntegerRange range, String type) {
        this.range = range;
        this.type = type;
    }

    @Override
    public void write(Vector values, int row, ByteSink out) {
        out.number(((LongVector) values).values[row]);
    }

    @Override
    public Optional<EvaluationError> input(String text, Vector result, int row) {
        int at = InputErrors.skipSpaces(text, 0);
        boolean negative = at < text.length() && text.charAt(at) == '-';
        if (negative || (at < text.length() && text.charAt(at) == '+')) {
            at++;
        }
        int radix = radix(text, at);
        at += radix == 10 ? 0 : 2;
        int first = at;
        // what may be multiplied by the radix once more; unsigned, as one digit more than fits is noticed at the end
        long most = -(range.min / radix);
        long magnitude = 0;
        while (at < text.length()) {
            int digit = digit(text, at, radix);
            if (digit >= 0) {
                if (Long.compareUnsigned(magnitude, most) > 0) {
                    return InputErrors.range(type, text);
                }
                magnitude = magnitude * radix + digit;
            } else if (text.charAt(at) != '_') {
                break;
            } else if ((radix == 10 && at == first) || digit(text, at + 1, radix) < 0) {
                return InputErrors.syntax(type, text);
            }
            at++;
        }
        if (at == first || InputErrors.skipSpaces(text, at) < text.length()) {
            return InputErrors.syntax(type, text);
        }
        // −min as an unsigned number is one more than max
        if (Long.compareUnsigned(magnitude, negative ? -range.min : range.max) > 0) {
            return InputErrors.range(type, text);
        }
        ((LongVector) result).values[row] = negative ? -magnitude : magnitude;
        return Optional.empty();
    }

    private static int radix(String text, int at) {
        if (at + 1 >= text.length() || text.charAt(at) != '0') {
            return 10;
        }
        return switch (text.charAt(at + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    private static int digit(String text, int at, int radix) {
        // Character.digit knows digits of other scripts too
        return at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), radix) : -1;
    }
}
