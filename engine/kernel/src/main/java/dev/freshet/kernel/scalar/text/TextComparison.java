package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * Comparisons of strings by their bytes ({@link TextOrder}). A loop each. The lengths stand apart from the values, as the trailing blanks of
 * {@code char(n)} do not count. Immutable.
 */
enum TextComparison {
    EQUAL("=") {
        @Override
        void run(BytesVector a, int[] aLength, BytesVector b, int[] bLength, long[] out, int count) {
            for (int i = 0; i < count; i++) {
                out[i] = TextOrder.same(a, aLength[i], b, bLength[i], i) ? 1 : 0;
            }
        }
    },
    NOT_EQUAL("<>") {
        @Override
        void run(BytesVector a, int[] aLength, BytesVector b, int[] bLength, long[] out, int count) {
            for (int i = 0; i < count; i++) {
                out[i] = TextOrder.same(a, aLength[i], b, bLength[i], i) ? 0 : 1;
            }
        }
    },
    LESS("<") {
        @Override
        void run(BytesVector a, int[] aLength, BytesVector b, int[] bLength, long[] out, int count) {
            for (int i = 0; i < count; i++) {
                out[i] = TextOrder.compare(a, aLength[i], b, bLength[i], i) < 0 ? 1 : 0;
            }
        }
    },
    LESS_OR_EQUAL("<=") {
        @Override
        void run(BytesVector a, int[] aLength, BytesVector b, int[] bLength, long[] out, int count) {
            for (int i = 0; i < count; i++) {
                out[i] = TextOrder.compare(a, aLength[i], b, bLength[i], i) <= 0 ? 1 : 0;
            }
        }
    },
    GREATER(">") {
        @Override
        void run(BytesVector a, int[] aLength, BytesVector b, int[] bLength, long[] out, int count) {
            for (int i = 0; i < count; i++) {
                out[i] = TextOrder.compare(a, aLength[i], b, bLength[i], i) > 0 ? 1 : 0;
            }
        }
    },
    GREATER_OR_EQUAL(">=") {
        @Override
        void run(BytesVector a, int[] aLength, BytesVector b, int[] bLength, long[] out, int count) {
            for (int i = 0; i < count; i++) {
                out[i] = TextOrder.compare(a, aLength[i], b, bLength[i], i) >= 0 ? 1 : 0;
            }
        }
    };

    private final String symbol;

    TextComparison(String symbol) {
        this.symbol = symbol;
    }

    abstract void run(BytesVector a, int[] aLength, BytesVector b, int[] bLength, long[] out, int count);

    /** Of {@code text} and {@code name}; exact for collations that order by bytes, or for equality that are deterministic. */
    ScalarFunction ofText() {
        return refusing(bytesOfText());
    }

    /** Of {@code char(n)}, as {@link #ofText}. */
    ScalarFunction ofBpchar() {
        return refusing(bytesOfBpchar());
    }

    /** By the bytes whatever the collation's order is ({@code text_pattern_ops}). */
    ScalarFunction ofPatternText() {
        return Collating.deterministic(bytesOfText());
    }

    /** As {@link #ofPatternText}. */
    ScalarFunction ofPatternBpchar() {
        return Collating.deterministic(bytesOfBpchar());
    }

    private ScalarFunction refusing(ScalarFunction function) {
        return this == EQUAL || this == NOT_EQUAL ? Collating.deterministic(function) : Collating.byteOrdered(function);
    }

    private ScalarFunction bytesOfText() {
        return StrictBinary.<BytesVector, BytesVector, LongVector>function(
                symbol, (a, b, result, rows) -> run(a, a.length, b, b.length, result.values, rows.count()));
    }

    private ScalarFunction bytesOfBpchar() {
        return (arguments, context) -> {
            Unpadded left = new Unpadded();
            Unpadded right = new Unpadded();
            StrictBinary.Kernel<BytesVector, BytesVector, LongVector> kernel = (a, b, result, rows) -> run(
                    a, left.lengths(a, rows.count()), b, right.lengths(b, rows.count()), result.values, rows.count());
            return new StrictBinary<>(symbol, kernel, arguments.get(0), arguments.get(1), context.result());
        };
    }
}
