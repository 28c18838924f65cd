package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.numeric.NumericDivision;
import java.math.BigInteger;

/** The fields of {@code extract} (timestamp.c). */
enum NumericFields implements Fields<NumericVector> {
    EXTRACT;

    private static final int MICRO_SCALE = 6;
    private static final BigInteger MILLION = BigInteger.valueOf(TimeRange.SECOND);
    private static final BigInteger EPOCH = BigInteger.valueOf(-TimeRange.EPOCH_SECONDS * TimeRange.SECOND);
    private static final long QUARTERS_OF_A_DAY = 4;

    @Override
    public void begin(NumericVector result) {
        result.reset();
    }

    @Override
    public void whole(NumericVector result, int row, long value) {
        result.set(row, 0, value);
    }

    @Override
    public void infinity(NumericVector result, int row, int sign) {
        result.setSpecial(row, sign > 0 ? PackedNumeric.POSITIVE_INFINITY : PackedNumeric.NEGATIVE_INFINITY);
    }

    @Override
    public void milliseconds(NumericVector result, int row, int seconds, int micros) {
        result.set(row, 3, seconds * TimeRange.SECOND + micros);
    }

    @Override
    public void seconds(NumericVector result, int row, int seconds, int micros) {
        result.set(row, MICRO_SCALE, seconds * TimeRange.SECOND + micros);
    }

    @Override
    public void epoch(NumericVector result, int row, long timestamp) {
        if (timestamp < Long.MAX_VALUE - TimeRange.EPOCH_SECONDS * TimeRange.SECOND) {
            result.set(row, MICRO_SCALE, timestamp + TimeRange.EPOCH_SECONDS * TimeRange.SECOND);
            return;
        }
        // a division of numerics, which keeps sixteen digits or a few more
        BigInteger micros = BigInteger.valueOf(timestamp).subtract(EPOCH);
        int scale = NumericDivision.scale(micros, 0, MILLION, 0);
        BigInteger quotient = NumericDivision.divide(micros, 0, MILLION, 0, scale);
        result.set(row, MICRO_SCALE, NumericDivision.divide(quotient, scale, BigInteger.ONE, 0, MICRO_SCALE));
    }

    @Override
    public void epoch(NumericVector result, int row, long micros, int days, int months) {
        long quarters = (4 * 365 + 1) * (long) (months / 12) + QUARTERS_OF_A_DAY * 30 * (months % 12);
        long seconds = (quarters + QUARTERS_OF_A_DAY * days) * (86_400 / QUARTERS_OF_A_DAY);
        result.set(
                row, MICRO_SCALE, BigInteger.valueOf(seconds).multiply(MILLION).add(BigInteger.valueOf(micros)));
    }

    @Override
    public void julian(NumericVector result, int row, long day, long timeOfDay) {
        int scale = NumericDivision.scale(timeOfDay, 0, TimeRange.DAY, 0);
        BigInteger whole = BigInteger.TEN.pow(scale).multiply(BigInteger.valueOf(day));
        BigInteger part =
                NumericDivision.divide(BigInteger.valueOf(timeOfDay), 0, BigInteger.valueOf(TimeRange.DAY), 0, scale);
        result.set(row, scale, whole.add(part));
    }
}
