package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictBinary;

/**
 * {@code extract} and {@code date_part} of timestamps on a clock (timestamp.c, {@code timestamp_part_common},
 * {@code timestamptz_part_common}). Of an infinite timestamp what grows with the time is infinite and what comes again is NULL. Confined to
 * the clock's thread.
 */
record TimestampField<R extends Vector>(WallClock clock, Fields<R> fields, UnitNames names)
        implements StrictBinary.Kernel<BytesVector, LongVector, R> {
    TimestampField(WallClock clock, Fields<R> fields) {
        this(clock, fields, new UnitNames(Unit::ofField, typeName(clock)));
    }

    static String typeName(WallClock clock) {
        return switch (clock) {
            case WallClock.Plain plain -> "timestamp without time zone";
            case WallClock.InZone zone -> "timestamp with time zone";
        };
    }

    @Override
    public void run(BytesVector units, LongVector timestamps, R result, Rows rows) {
        fields.begin(result);
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            Unit unit = names.at(units, r);
            long timestamp = timestamps.values[r];
            if (!TimeRange.isFinite(timestamp)) {
                infinite(unit, timestamp > 0 ? 1 : -1, r, result, rows);
            } else {
                finite(unit, timestamp, r, result, rows);
            }
        }
    }

    private void infinite(Unit unit, int sign, int row, R result, Rows rows) {
        switch (unit) {
            case MICROSECOND,
                    MILLISECOND,
                    SECOND,
                    MINUTE,
                    HOUR,
                    DAY,
                    WEEK,
                    MONTH,
                    QUARTER,
                    ZONE,
                    ZONE_HOUR,
                    ZONE_MINUTE,
                    DAY_OF_WEEK,
                    ISO_DAY_OF_WEEK,
                    DAY_OF_YEAR -> result.nulls().set(row);
            case YEAR, DECADE, CENTURY, MILLENNIUM, JULIAN, ISO_YEAR, EPOCH -> fields.infinity(result, row, sign);
            case MOMENT, NONE -> rows.fail(row, names.refusal());
        }
    }

    private void finite(Unit unit, long timestamp, int row, R result, Rows rows) {
        long local = clock.local(timestamp);
        long day = Math.floorDiv(local, TimeRange.DAY);
        long time = Math.floorMod(local, TimeRange.DAY);
        int seconds = (int) (time / TimeRange.SECOND % 60);
        int micros = (int) (time % TimeRange.SECOND);
        switch (unit) {
            case MICROSECOND -> fields.whole(result, row, seconds * TimeRange.SECOND + micros);
            case MILLISECOND -> fields.milliseconds(result, row, seconds, micros);
            case SECOND -> fields.seconds(result, row, seconds, micros);
            case MINUTE -> fields.whole(result, row, time / TimeRange.MINUTE % 60);
            case HOUR -> fields.whole(result, row, time / TimeRange.HOUR);
            case EPOCH -> fields.epoch(result, row, timestamp);
            case JULIAN -> fields.julian(result, row, day + TimeRange.JULIAN_EPOCH, time);
            case ZONE, ZONE_HOUR, ZONE_MINUTE -> zone(unit, local - timestamp, row, result, rows);
            case DAY,
                    WEEK,
                    MONTH,
                    QUARTER,
                    YEAR,
                    DECADE,
                    CENTURY,
                    MILLENNIUM,
                    ISO_YEAR,
                    DAY_OF_WEEK,
                    ISO_DAY_OF_WEEK,
                    DAY_OF_YEAR -> fields.whole(result, row, ofDate(unit, day));
            case MOMENT, NONE -> rows.fail(row, names.refusal());
        }
    }

    private void zone(Unit unit, long offset, int row, R result, Rows rows) {
        if (clock == WallClock.Plain.CLOCK) {
            rows.fail(row, names.refusal());
            return;
        }
        long seconds = offset / TimeRange.SECOND;
        fields.whole(
                result, row, unit == Unit.ZONE ? seconds : unit == Unit.ZONE_HOUR ? seconds / 3600 : seconds / 60 % 60);
    }

    /** A field that is read off the day. */
    static long ofDate(Unit unit, long day) {
        return switch (unit) {
            case DAY -> CivilDate.ofDays(day).day();
            case MONTH -> CivilDate.ofDays(day).month();
            case QUARTER -> Calendar.quarter(CivilDate.ofDays(day).month());
            case YEAR -> Calendar.counted(CivilDate.ofDays(day).year());
            case DECADE -> Calendar.decade(CivilDate.ofDays(day).year());
            case CENTURY -> Calendar.century(CivilDate.ofDays(day).year());
            case MILLENNIUM -> Calendar.millennium(CivilDate.ofDays(day).year());
            case WEEK -> Calendar.isoWeek(day);
            case ISO_YEAR -> Calendar.counted(Calendar.isoYear(day));
            case DAY_OF_WEEK -> (Calendar.dayOfWeek(day) + 1) % 7;
            case ISO_DAY_OF_WEEK -> Calendar.dayOfWeek(day) + 1;
            case DAY_OF_YEAR -> Calendar.dayOfYear(day, CivilDate.ofDays(day).year());
            default -> throw new IllegalArgumentException("not a field of a date: " + unit);
        };
    }
}
