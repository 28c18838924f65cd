package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictTernary;

/** {@code date_bin}: the start of the stride a timestamp falls into, counted from an origin (timestamp.c, {@code timestamp_bin}). */
enum Bin implements StrictTernary.Kernel<IntervalVector, LongVector, LongVector, LongVector> {
    START;

    private static final EvaluationError ORIGIN = new EvaluationError("22008", "origin out of range");
    private static final EvaluationError INFINITE_STRIDE =
            new EvaluationError("22008", "timestamps cannot be binned into infinite intervals");
    private static final EvaluationError MONTHS =
            new EvaluationError("0A000", "timestamps cannot be binned into intervals containing months or years");
    private static final EvaluationError EMPTY_STRIDE =
            new EvaluationError("22008", "stride must be greater than zero");

    @Override
    public void run(IntervalVector strides, LongVector timestamps, LongVector origins, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long timestamp = timestamps.values[r];
            long origin = origins.values[r];
            if (!TimeRange.isFinite(timestamp)) {
                result.values[r] = timestamp;
            } else if (!TimeRange.isFinite(origin)) {
                rows.fail(r, ORIGIN);
            } else if (!Intervals.isFinite(strides, r)) {
                rows.fail(r, INFINITE_STRIDE);
            } else if (strides.months[r] != 0) {
                rows.fail(r, MONTHS);
            } else {
                result.values[r] = start(strides.days[r], strides.micros[r], timestamp, origin, r, rows);
            }
        }
    }

    private static long start(int days, long micros, long timestamp, long origin, int row, Rows rows) {
        long ofDays = days * TimeRange.DAY;
        long stride = ofDays + micros;
        if (Math.multiplyHigh(days, TimeRange.DAY) != ofDays >> 63 || ((ofDays ^ stride) & (micros ^ stride)) < 0) {
            rows.fail(row, TimeRange.INTERVAL);
            return 0;
        }
        if (stride <= 0) {
            rows.fail(row, EMPTY_STRIDE);
            return 0;
        }
        long since = timestamp - origin;
        if (((timestamp ^ origin) & (timestamp ^ since)) < 0) {
            rows.fail(row, TimeRange.INTERVAL);
            return 0;
        }
        long beyond = since % stride;
        long start = origin + since - beyond;
        if (beyond < 0) {
            long earlier = start - stride;
            if (earlier > start || !TimeRange.holds(earlier)) {
                rows.fail(row, TimeRange.TIMESTAMP);
            }
            return earlier;
        }
        return start;
    }
}
