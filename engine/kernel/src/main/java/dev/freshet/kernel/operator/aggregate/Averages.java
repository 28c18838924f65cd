package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.numeric.NumericDivision;
import java.math.BigInteger;

/** A sum divided by a count, as {@code numeric_avg} and {@code int8_avg} do it: the quotient of two numerics. */
final class Averages {
    private Averages() {}

    static void write(long sum, int sumScale, long count, RowWriter row, int column) {
        int scale = NumericDivision.scale(sum, sumScale, count, 0);
        long quotient = NumericDivision.narrow(sum, sumScale, count, 0, scale);
        if (quotient == NumericDivision.NOT_NARROW) {
            write(BigInteger.valueOf(sum), sumScale, count, row, column);
        } else {
            row.setNumeric(column, scale, quotient);
        }
    }

    static void write(BigInteger sum, int sumScale, long count, RowWriter row, int column) {
        BigInteger divisor = BigInteger.valueOf(count);
        int scale = NumericDivision.scale(sum, sumScale, divisor, 0);
        row.setNumeric(column, scale, NumericDivision.divide(sum, sumScale, divisor, 0, scale));
    }
}
