package dev.freshet.kernel.scalar.uuid;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** Comparisons of {@code uuid}, by their bytes, unsigned. Immutable. */
enum UuidComparison implements StrictBinary.Kernel<BytesVector, BytesVector, LongVector> {
    EQUAL("=", 0b010),
    NOT_EQUAL("<>", 0b101),
    LESS("<", 0b001),
    LESS_OR_EQUAL("<=", 0b011),
    GREATER(">", 0b100),
    GREATER_OR_EQUAL(">=", 0b110);

    private final String symbol;
    /** Bit 0, 1, 2: whether less, equal, greater is true. */
    private final int truth;

    UuidComparison(String symbol, int truth) {
        this.symbol = symbol;
        this.truth = truth;
    }

    ScalarFunction function() {
        return StrictBinary.function(symbol, this);
    }

    @Override
    public void run(BytesVector left, BytesVector right, LongVector result, Rows rows) {
        int accept = truth;
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            result.values[r] = (accept >>> (compare(left, right, r) + 1)) & 1;
        }
    }

    private static int compare(BytesVector left, BytesVector right, int row) {
        int high = compareHalf(left, right, row, 0);
        return high != 0 ? high : compareHalf(left, right, row, 8);
    }

    private static int compareHalf(BytesVector left, BytesVector right, int row, int at) {
        return Long.compareUnsigned(
                Long.reverseBytes(Bytes.getLong(left.base[row], left.from[row] + at)),
                Long.reverseBytes(Bytes.getLong(right.base[row], right.from[row] + at)));
    }
}
