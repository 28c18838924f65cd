package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/** {@code AT TIME ZONE interval '-08:00'}: an offset in whole seconds (timestamp.c, {@code timestamp_izone}, {@code timestamptz_izone}). */
enum ZoneInterval implements StrictBinary.Kernel<IntervalVector, LongVector, LongVector> {
    /** A local time's timestamptz. */
    TO_TIMESTAMPTZ(-1),
    /** A timestamptz's local time. */
    TO_TIMESTAMP(1);

    private final int sign;

    ZoneInterval(int sign) {
        this.sign = sign;
    }

    @Override
    public void run(IntervalVector zones, LongVector timestamps, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            long timestamp = timestamps.values[r];
            if (!TimeRange.isFinite(timestamp)) {
                result.values[r] = timestamp;
            } else if (!Intervals.isFinite(zones, r)) {
                rows.fail(r, refusal(zones, r, "be finite"));
            } else if (zones.months[r] != 0 || zones.days[r] != 0) {
                rows.fail(r, refusal(zones, r, "not include months or days"));
            } else {
                int seconds = (int) (sign * (zones.micros[r] / TimeRange.SECOND));
                result.values[r] = timestamp + seconds * TimeRange.SECOND;
                if (!TimeRange.holds(result.values[r])) {
                    rows.fail(r, TimeRange.TIMESTAMP);
                }
            }
        }
    }

    private static EvaluationError refusal(IntervalVector zones, int row, String must) {
        ByteSink text = new ByteSink();
        DateTimeText.interval(zones.micros[row], zones.days[row], zones.months[row], text);
        return new EvaluationError("22023", "interval time zone \"" + text + "\" must " + must);
    }
}
