package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.FloatText;
import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.InputErrors;
import dev.freshet.kernel.scalar.function.TextForm;
import java.util.Optional;

/**
 * Floating point (float.c, {@code float4in_internal}, {@code float8in_internal}): printed with the shortest digits; what is read as zero or
 * infinity without being written so is out of range.
 */
public enum FloatTextForm implements TextForm {
    FLOAT4("real") {
        @Override
        String print(double value) {
            return FloatText.of((float) value);
        }

        @Override
        double read(String number) {
            return Float.parseFloat(number);
        }
    },
    FLOAT8("double precision") {
        @Override
        String print(double value) {
            return FloatText.of(value);
        }

        @Override
        double read(String number) {
            return Double.parseDouble(number);
        }
    };

    private final String type;

    FloatTextForm(String type) {
        this.type = type;
    }

    abstract String print(double value);

    abstract double read(String number);

    @Override
    public void write(Vector values, int row, ByteSink out) {
        out.ascii(print(((DoubleVector) values).values[row]));
    }

    @Override
    public Optional<EvaluationError> input(String text, Vector result, int row) {
        FloatInput input = FloatInput.of(text);
        if (input.text().isEmpty()) {
            return InputErrors.syntax(type, text);
        }
        double value = read(input.value());
        boolean overflow = Double.isInfinite(value) && !input.value().endsWith("Infinity");
        if (overflow || (value == 0 && !input.isZero())) {
            return Optional.of(
                    new EvaluationError("22003", "\"" + input.text() + "\" is out of range for type " + type));
        }
        if (InputErrors.skipSpaces(text, input.end()) < text.length()) {
            return InputErrors.syntax(type, text);
        }
        ((DoubleVector) result).values[row] = value;
        return Optional.empty();
    }
}
