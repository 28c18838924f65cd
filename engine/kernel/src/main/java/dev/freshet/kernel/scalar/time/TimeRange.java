package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.EvaluationError;

/** What dates and timestamps can hold (timestamp.h), and the errors of what they cannot. */
final class TimeRange {
    static final long DAY = DateTimeText.MICROS_PER_DAY;
    static final long HOUR = 3_600_000_000L;
    static final long MINUTE = 60_000_000L;
    static final long SECOND = 1_000_000L;

    /** From 1970 to 2000. */
    static final long EPOCH_SECONDS = 946_684_800L;

    /** The Julian day of 2000-01-01. */
    static final int JULIAN_EPOCH = 2_451_545;

    static final long INFINITY = Long.MAX_VALUE;
    static final long MINUS_INFINITY = Long.MIN_VALUE;

    /** Above every finite timestamp, below infinity. */
    static final long BEYOND = Long.MAX_VALUE - 1;

    /** Below every finite timestamp, above minus infinity. */
    static final long BEFORE = Long.MIN_VALUE + 1;

    /** 4714-11-24 BC, the first day and its first microsecond. */
    static final int FIRST_DAY = -JULIAN_EPOCH;

    static final long FIRST_MICROS = FIRST_DAY * DAY;

    /** The first day that is no timestamp any more, 294277-01-01, and its first microsecond. */
    static final int TIMESTAMP_END_DAY = 109_203_528 - JULIAN_EPOCH;

    static final long END_MICROS = TIMESTAMP_END_DAY * DAY;

    /** The first day that is no date any more, 5874898-01-01. */
    static final int DATE_END_DAY = 2_147_483_494 - JULIAN_EPOCH;

    static final EvaluationError TIMESTAMP = new EvaluationError("22008", "timestamp out of range");
    static final EvaluationError DATE = new EvaluationError("22008", "date out of range");
    static final EvaluationError INTERVAL = new EvaluationError("22008", "interval out of range");
    static final EvaluationError DATE_FOR_TIMESTAMP = new EvaluationError("22008", "date out of range for timestamp");

    private TimeRange() {}

    static boolean isFinite(long micros) {
        return micros != INFINITY && micros != MINUS_INFINITY;
    }

    static boolean isFiniteDate(long days) {
        return days != DateTimeText.DATE_INFINITY && days != DateTimeText.DATE_MINUS_INFINITY;
    }

    /** Whether a finite timestamp may have this value. */
    static boolean holds(long micros) {
        return micros >= FIRST_MICROS && micros < END_MICROS;
    }

    /** Whether a finite date may have this value. */
    static boolean holdsDate(long days) {
        return days >= FIRST_DAY && days < DATE_END_DAY;
    }

    /** The value itself, or {@link #BEYOND} or {@link #BEFORE}. */
    static long saturated(long micros) {
        return micros >= END_MICROS ? BEYOND : micros < FIRST_MICROS ? BEFORE : micros;
    }
}
