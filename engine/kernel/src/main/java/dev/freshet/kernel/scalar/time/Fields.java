package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.Vector;

/**
 * Where a field of a time is put: {@code extract} makes a {@code numeric} of it, {@code date_part} a {@code double precision}, each with
 * roundings of its own.
 */
interface Fields<R extends Vector> {
    /** Begins a frame. */
    void begin(R result);

    void whole(R result, int row, long value);

    /** A field that grows with the time of an infinite time. */
    void infinity(R result, int row, int sign);

    /** Seconds and microseconds of one sign, as milliseconds. */
    void milliseconds(R result, int row, int seconds, int micros);

    /** Seconds and microseconds of one sign, as seconds. */
    void seconds(R result, int row, int seconds, int micros);

    /** The seconds from 1970 to a timestamp. */
    void epoch(R result, int row, long timestamp);

    /** The seconds of an interval: a year has 365¼ days, a month 30. */
    void epoch(R result, int row, long micros, int days, int months);

    /** A Julian day and the time of day as a part of it. */
    void julian(R result, int row, long day, long timeOfDay);
}
