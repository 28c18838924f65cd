package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.numeric.NumericDivision;
import dev.freshet.kernel.scalar.numeric.NumericRoot;
import java.math.BigInteger;

/**
 * Variance and standard deviation, of all values or of a sample, from the sum of the values and that of their squares (numeric.c,
 * {@code numeric_stddev_internal}): (N·Σx² − (Σx)²) ÷ N², or ÷ N(N − 1), and its root. Both sums are exact, only the quotient and the root
 * are rounded, and they as PostgreSQL does.
 */
enum Variance {
    OF_ALL(false, false),
    OF_SAMPLE(true, false),
    DEVIATION_OF_ALL(false, true),
    DEVIATION_OF_SAMPLE(true, true);

    private final boolean sample;
    private final boolean root;

    Variance(boolean sample, boolean root) {
        this.sample = sample;
        this.root = root;
    }

    /** The result, read off the totals of the values and of their squares. */
    Result result(NumericTotal values, NumericTotal squares) {
        return (area, state, row, column) -> {
            int at = state + values.offset;
            long count = Bytes.getLong(area, at);
            if (count <= (sample ? 1 : 0)) {
                row.setNull(column);
            } else if (values.scale(area, at) < 0) {
                row.setNumeric(column, PackedNumeric.NAN, 0);
            } else {
                BigInteger sum = values.sum(area, at);
                BigInteger ofSquares = squares.sum(area, state + squares.offset);
                write(count, sum, ofSquares, values.scale(area, at) * 2, row, column);
            }
            return Result.FINE;
        };
    }

    private void write(long count, BigInteger sum, BigInteger ofSquares, int scale, RowWriter row, int column) {
        BigInteger n = BigInteger.valueOf(count);
        BigInteger dividend = n.multiply(ofSquares).subtract(sum.pow(2));
        if (dividend.signum() == 0) {
            row.setNumeric(column, 0, 0);
            return;
        }
        BigInteger divisor = n.multiply(BigInteger.valueOf(sample ? count - 1 : count));
        int resultScale = NumericDivision.scale(dividend, scale, divisor, 0);
        BigInteger variance = NumericDivision.divide(dividend, scale, divisor, 0, resultScale);
        row.setNumeric(column, resultScale, root ? NumericRoot.root(variance, resultScale, resultScale) : variance);
    }
}
