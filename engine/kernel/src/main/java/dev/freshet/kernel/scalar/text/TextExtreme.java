package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * The greater or the lesser of two strings, as MIN and MAX have it. Where they are the same to the comparison it matters which of two
 * {@code char(n)} is returned: the first. Immutable.
 */
enum TextExtreme {
    LARGER("larger"),
    SMALLER("smaller");

    private final String name;

    TextExtreme(String name) {
        this.name = name;
    }

    /** Of {@code text}. */
    ScalarFunction ofText() {
        return Collating.byteOrdered(StrictBinary.<BytesVector, BytesVector, BytesVector>function(
                "text_" + name, (a, b, result, rows) -> choose(a, a.length, b, b.length, result, rows)));
    }

    /** Of {@code char(n)}. */
    ScalarFunction ofBpchar() {
        return Collating.byteOrdered((arguments, context) -> {
            Unpadded left = new Unpadded();
            Unpadded right = new Unpadded();
            StrictBinary.Kernel<BytesVector, BytesVector, BytesVector> kernel = (a, b, result, rows) ->
                    choose(a, left.lengths(a, rows.count()), b, right.lengths(b, rows.count()), result, rows);
            return new StrictBinary<>("bpchar_" + name, kernel, arguments.get(0), arguments.get(1), context.result());
        });
    }

    private void choose(BytesVector a, int[] aLength, BytesVector b, int[] bLength, BytesVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            int order = TextOrder.compare(a, aLength[r], b, bLength[r], r);
            BytesVector chosen = (this == LARGER ? order >= 0 : order <= 0) ? a : b;
            result.base[r] = chosen.base[r];
            result.from[r] = chosen.from[r];
            result.length[r] = chosen.length[r];
        }
    }
}
