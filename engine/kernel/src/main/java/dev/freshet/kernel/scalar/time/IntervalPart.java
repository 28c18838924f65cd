package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code extract} and {@code date_part} of intervals: years and months out of the months, hours and less out of the microseconds, days as
 * they are (timestamp.c, {@code interval_part_common}). Owned by one node.
 */
record IntervalPart<R extends Vector>(Fields<R> fields, UnitNames names)
        implements StrictBinary.Kernel<BytesVector, IntervalVector, R> {
    IntervalPart(Fields<R> fields) {
        this(fields, new UnitNames(Unit::ofField, "interval"));
    }

    @Override
    public void run(BytesVector units, IntervalVector values, R result, Rows rows) {
        fields.begin(result);
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Unit unit = names.at(units, r);
            int infinity = Intervals.infinity(values, r);
            if (infinity != 0) {
                infinite(unit, infinity, r, result, rows);
            } else {
                finite(unit, values.micros[r], values.days[r], values.months[r], r, result, rows);
            }
        }
    }

    private void infinite(Unit unit, int sign, int row, R result, Rows rows) {
        switch (unit) {
            case MICROSECOND, MILLISECOND, SECOND, MINUTE, WEEK, MONTH, QUARTER ->
                result.nulls().set(row);
            case HOUR, DAY, YEAR, DECADE, CENTURY, MILLENNIUM, EPOCH -> fields.infinity(result, row, sign);
            case ZONE,
                    ZONE_HOUR,
                    ZONE_MINUTE,
                    JULIAN,
                    ISO_YEAR,
                    DAY_OF_WEEK,
                    ISO_DAY_OF_WEEK,
                    DAY_OF_YEAR,
                    MOMENT,
                    NONE -> rows.fail(row, names.refusal());
        }
    }

    private void finite(Unit unit, long time, int days, int months, int row, R result, Rows rows) {
        int seconds = (int) (time / TimeRange.SECOND % 60);
        int micros = (int) (time % TimeRange.SECOND);
        switch (unit) {
            case MICROSECOND -> fields.whole(result, row, seconds * TimeRange.SECOND + micros);
            case MILLISECOND -> fields.milliseconds(result, row, seconds, micros);
            case SECOND -> fields.seconds(result, row, seconds, micros);
            case MINUTE -> fields.whole(result, row, time / TimeRange.MINUTE % 60);
            case HOUR -> fields.whole(result, row, time / TimeRange.HOUR);
            case DAY -> fields.whole(result, row, days);
            case WEEK -> fields.whole(result, row, days / 7);
            case MONTH -> fields.whole(result, row, months % 12);
            case QUARTER -> fields.whole(result, row, quarter(months));
            case YEAR -> fields.whole(result, row, months / 12);
            case DECADE -> fields.whole(result, row, months / 120);
            case CENTURY -> fields.whole(result, row, months / 1_200);
            case MILLENNIUM -> fields.whole(result, row, months / 12_000);
            case EPOCH -> fields.epoch(result, row, time, days, months);
            // of a finite interval the name of a moment is not even recognized
            case MOMENT -> rows.fail(row, names.notRecognized());
            case ZONE, ZONE_HOUR, ZONE_MINUTE, JULIAN, ISO_YEAR, DAY_OF_WEEK, ISO_DAY_OF_WEEK, DAY_OF_YEAR, NONE ->
                rows.fail(row, names.refusal());
        }
    }

    private static int quarter(int months) {
        // −months wraps around as in the source
        return months >= 0 ? months % 12 / 3 + 1 : -(-months % 12 / 3 + 1);
    }
}
