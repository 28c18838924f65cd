package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code date_trunc} of timestamps: the start of the unit on a clock (timestamp.c, {@code timestamp_trunc}, {@code timestamptz_trunc}). Up to
 * hours what is over is taken off and the offset of the zone stays; from days on the local time is looked up in the zone again. Confined
 * to the clock's thread.
 */
record Truncation(WallClock clock, UnitNames names)
        implements StrictBinary.Kernel<BytesVector, LongVector, LongVector> {
    Truncation(WallClock clock, String type) {
        this(clock, new UnitNames(Unit::ofLength, type));
    }

    @Override
    public void run(BytesVector units, LongVector timestamps, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Unit unit = names.at(units, r);
            long timestamp = timestamps.values[r];
            if (!isOfTimestamps(unit)) {
                rows.fail(r, names.refusal());
            } else if (!TimeRange.isFinite(timestamp)) {
                result.values[r] = timestamp;
            } else {
                long start = start(unit, timestamp);
                result.values[r] = start;
                if (!TimeRange.holds(start)) {
                    rows.fail(r, TimeRange.TIMESTAMP);
                }
            }
        }
    }

    private static boolean isOfTimestamps(Unit unit) {
        return unit.compareTo(Unit.MILLENNIUM) <= 0;
    }

    private long start(Unit unit, long timestamp) {
        long local = clock.local(timestamp);
        return switch (unit) {
            case MICROSECOND -> timestamp;
            case MILLISECOND -> timestamp - Math.floorMod(local, 1_000L);
            case SECOND -> timestamp - Math.floorMod(local, TimeRange.SECOND);
            case MINUTE -> timestamp - Math.floorMod(local, TimeRange.MINUTE);
            case HOUR -> timestamp - Math.floorMod(local, TimeRange.HOUR);
            case DAY -> clock.timestamp(Math.floorDiv(local, TimeRange.DAY), 0);
            case WEEK -> clock.timestamp(Calendar.monday(Math.floorDiv(local, TimeRange.DAY)), 0);
            case MONTH, QUARTER, YEAR, DECADE, CENTURY, MILLENNIUM ->
                clock.timestamp(firstDay(unit, CivilDate.ofDays(Math.floorDiv(local, TimeRange.DAY))), 0);
            case ZONE,
                    ZONE_HOUR,
                    ZONE_MINUTE,
                    JULIAN,
                    ISO_YEAR,
                    DAY_OF_WEEK,
                    ISO_DAY_OF_WEEK,
                    DAY_OF_YEAR,
                    EPOCH,
                    MOMENT,
                    NONE -> throw new IllegalArgumentException("no timestamp is truncated to " + unit);
        };
    }

    private static CivilDate firstDay(Unit unit, CivilDate date) {
        int year = date.year();
        return switch (unit) {
            case MONTH -> new CivilDate(year, date.month(), 1);
            case QUARTER -> new CivilDate(year, 3 * Calendar.quarter(date.month()) - 2, 1);
            case DECADE -> new CivilDate(Calendar.decade(year) * 10, 1, 1);
            case CENTURY -> new CivilDate(Calendar.centuryStart(year), 1, 1);
            case MILLENNIUM -> new CivilDate(Calendar.millenniumStart(year), 1, 1);
            default -> new CivilDate(year, 1, 1);
        };
    }
}
