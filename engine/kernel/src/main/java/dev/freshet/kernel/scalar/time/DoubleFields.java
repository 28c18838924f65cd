package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.DoubleVector;

/** The fields of {@code date_part}, computed in the steps of the source, as each rounds (timestamp.c). */
enum DoubleFields implements Fields<DoubleVector> {
    DATE_PART;

    private static final double MICROS_PER_SECOND = 1_000_000;
    private static final double SECONDS_PER_DAY = 86_400;

    @Override
    public void begin(DoubleVector result) {
        // nothing is kept from frame to frame
    }

    @Override
    public void whole(DoubleVector result, int row, long value) {
        result.values[row] = value;
    }

    @Override
    public void infinity(DoubleVector result, int row, int sign) {
        result.values[row] = sign > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }

    @Override
    public void milliseconds(DoubleVector result, int row, int seconds, int micros) {
        result.values[row] = seconds * 1000.0 + micros / 1000.0;
    }

    @Override
    public void seconds(DoubleVector result, int row, int seconds, int micros) {
        result.values[row] = seconds + micros / MICROS_PER_SECOND;
    }

    @Override
    public void epoch(DoubleVector result, int row, long timestamp) {
        long epoch = -TimeRange.EPOCH_SECONDS * TimeRange.SECOND;
        result.values[row] = timestamp < Long.MAX_VALUE + epoch
                ? (timestamp - epoch) / MICROS_PER_SECOND
                : ((double) timestamp - epoch) / MICROS_PER_SECOND;
    }

    @Override
    public void epoch(DoubleVector result, int row, long micros, int days, int months) {
        double seconds = micros / MICROS_PER_SECOND;
        seconds += 365.25 * SECONDS_PER_DAY * (months / 12);
        seconds += 30.0 * SECONDS_PER_DAY * (months % 12);
        seconds += SECONDS_PER_DAY * days;
        result.values[row] = seconds;
    }

    @Override
    public void julian(DoubleVector result, int row, long day, long timeOfDay) {
        int whole = (int) (timeOfDay / TimeRange.SECOND);
        double seconds = whole + timeOfDay % TimeRange.SECOND / MICROS_PER_SECOND;
        result.values[row] = day + seconds / SECONDS_PER_DAY;
    }
}
