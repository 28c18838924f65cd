package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Functions that cannot err, given value by value: for what need not be the fastest, as the call in the loop is not compiled away. */
final class Elementwise {
    private Elementwise() {}

    static ScalarFunction longs(String name, LongUnaryOperator function) {
        return StrictUnary.<LongVector, LongVector>function(name, (argument, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = function.applyAsLong(argument.values[i]);
            }
        });
    }

    static ScalarFunction longs(String name, LongBinaryOperator function) {
        return StrictBinary.<LongVector, LongVector, LongVector>function(name, (left, right, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = function.applyAsLong(left.values[i], right.values[i]);
            }
        });
    }

    static ScalarFunction doubles(String name, DoubleUnaryOperator function) {
        return StrictUnary.<DoubleVector, DoubleVector>function(name, (argument, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = function.applyAsDouble(argument.values[i]);
            }
        });
    }
}
