package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import java.time.ZoneId;

/**
 * How a timestamp is read as a date and a time of day, and how such are made a timestamp again: the one way for {@code timestamp}, in a
 * zone for {@code timestamptz}. Local times are microseconds since 2000-01-01 00:00 on the clock.
 */
sealed interface WallClock {
    /** The local time of a finite timestamp. */
    long local(long micros);

    /** The timestamp of a local time that is not far from the range of timestamps; it may be out of that range. */
    long timestamp(long local);

    /** {@code timestamp}: the clock is what is stored. */
    enum Plain implements WallClock {
        CLOCK;

        @Override
        public long local(long micros) {
            return micros;
        }

        @Override
        public long timestamp(long local) {
            return local;
        }
    }

    /** {@code timestamptz} in a zone. Confined to one thread. */
    record InZone(ZoneOffsets offsets) implements WallClock {
        InZone(ZoneId zone) {
            this(new ZoneOffsets(zone));
        }

        @Override
        public long local(long micros) {
            return micros + offsets.ofInstant(micros);
        }

        @Override
        public long timestamp(long local) {
            return local - offsets.ofLocal(local);
        }
    }

    /** The timestamp of a date and a time of day, or {@link TimeRange#BEYOND} (timestamp.c, {@code tm2timestamp}). */
    default long timestamp(CivilDate date, long timeOfDay) {
        return timestamp(date.days(), timeOfDay);
    }

    /** The timestamp of a day and a time of day, or {@link TimeRange#BEYOND}. */
    default long timestamp(long day, long timeOfDay) {
        // what a zone may bring back into range is at most a day away
        if (day < TimeRange.FIRST_DAY - 1 || day > TimeRange.TIMESTAMP_END_DAY + 1) {
            return TimeRange.BEYOND;
        }
        long micros = timestamp(day * TimeRange.DAY + timeOfDay);
        return TimeRange.holds(micros) ? micros : TimeRange.BEYOND;
    }
}
