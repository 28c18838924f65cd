package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.type.ColumnType;
import java.time.ZoneId;

/**
 * Dates and timestamps as another of the three types. What the other cannot hold becomes {@link TimeRange#BEYOND} or
 * {@link TimeRange#BEFORE}: a comparison takes it as it is, a cast makes an error of it.
 */
sealed interface Promotion extends StrictUnary.Kernel<LongVector, LongVector> {
    /** One value. */
    long of(long value);

    @Override
    default void run(LongVector argument, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            result.values[r] = of(argument.values[r]);
        }
    }

    /** The argument of a comparison as another type. */
    default Expression node(Expression argument, ColumnType type) {
        return new StrictUnary<>(type.equals(ColumnType.TIMESTAMP) ? "timestamp" : "timestamptz", this, argument, type);
    }

    /** The first microsecond of a day. */
    enum DateToTimestamp implements Promotion {
        MIDNIGHT;

        @Override
        public long of(long days) {
            if (days == DateTimeText.DATE_INFINITY) {
                return TimeRange.INFINITY;
            }
            if (days == DateTimeText.DATE_MINUS_INFINITY) {
                return TimeRange.MINUS_INFINITY;
            }
            // the first date is the first timestamp's
            return days >= TimeRange.TIMESTAMP_END_DAY ? TimeRange.BEYOND : days * TimeRange.DAY;
        }
    }

    /** Midnight in a zone. Confined to one thread. */
    record DateToTimestamptz(ZoneOffsets zone) implements Promotion {
        DateToTimestamptz(ZoneId zone) {
            this(new ZoneOffsets(zone));
        }

        @Override
        public long of(long days) {
            return instant(DateToTimestamp.MIDNIGHT.of(days), zone);
        }
    }

    /** A local time in a zone. Confined to one thread. */
    record TimestampToTimestamptz(ZoneOffsets zone) implements Promotion {
        TimestampToTimestamptz(ZoneId zone) {
            this(new ZoneOffsets(zone));
        }

        @Override
        public long of(long micros) {
            return instant(micros, zone);
        }
    }

    private static long instant(long local, ZoneOffsets zone) {
        if (local >= TimeRange.BEYOND || local <= TimeRange.BEFORE) {
            return local;
        }
        return TimeRange.saturated(local - zone.ofLocal(local));
    }
}
