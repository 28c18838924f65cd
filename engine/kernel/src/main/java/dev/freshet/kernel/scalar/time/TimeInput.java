package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.TextInput;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The input functions of dates, timestamps and intervals under DateStyle ISO, MDY (date.c, {@code date_in}; timestamp.c, {@code timestamp_in},
 * {@code timestamptz_in}, {@code interval_in}). What another session or another moment would read otherwise ({@code now}, {@code EST}) is
 * an error of our own.
 */
public final class TimeInput {
    // what PostgreSQL has for the tokens
    private static final int DATE_ROOM = 129;
    private static final int TIMESTAMP_ROOM = 153;

    private static final long UNIX_EPOCH = -TimeRange.EPOCH_SECONDS * TimeRange.SECOND;

    private TimeInput() {}

    /** Of {@code date}. */
    public static Optional<EvaluationError> date(String text, Vector result, int row) {
        try {
            DateTimeInput input = DateTimeInput.of(text, DATE_ROOM);
            long days = switch (input.kind()) {
                case FIELDS -> days(input.date());
                case EPOCH -> UNIX_EPOCH / TimeRange.DAY;
                case INFINITY -> DateTimeText.DATE_INFINITY;
                case MINUS_INFINITY -> DateTimeText.DATE_MINUS_INFINITY;
            };
            ((LongVector) result).values[row] = days;
            return TimeRange.isFiniteDate(days) && !TimeRange.holdsDate(days)
                    ? Optional.of(new EvaluationError("22008", "date out of range: \"" + text + "\""))
                    : Optional.empty();
        } catch (Unreadable e) {
            return Optional.of(e.error(text, "date"));
        }
    }

    /** Of a date that cannot be, some day that is out of range. */
    private static long days(CivilDate date) {
        return Calendar.isJulian(date.year(), date.month()) ? date.days() : TimeRange.DATE_END_DAY;
    }

    /** Of {@code timestamp}: a zone is read and not looked at. */
    public static Optional<EvaluationError> timestamp(String text, Vector result, int row) {
        return timestamp(text, "timestamp", Optional.empty(), result, row);
    }

    /** Of {@code timestamptz} in a session's zone. Made for each call; confined to its thread. */
    public static TextInput timestamptz(ZoneId zone) {
        Optional<ZoneOffsets> offsets = Optional.of(new ZoneOffsets(zone));
        return (text, result, row) -> timestamp(text, "timestamp with time zone", offsets, result, row);
    }

    private static Optional<EvaluationError> timestamp(
            String text, String type, Optional<ZoneOffsets> zone, Vector result, int row) {
        try {
            DateTimeInput input = DateTimeInput.of(text, TIMESTAMP_ROOM);
            long micros = switch (input.kind()) {
                case FIELDS -> micros(input, zone);
                case EPOCH -> UNIX_EPOCH;
                case INFINITY -> TimeRange.INFINITY;
                case MINUS_INFINITY -> TimeRange.MINUS_INFINITY;
            };
            ((LongVector) result).values[row] = micros;
            return TimeRange.isFinite(micros) && !TimeRange.holds(micros)
                    ? Optional.of(new EvaluationError("22008", "timestamp out of range: \"" + text + "\""))
                    : Optional.empty();
        } catch (Unreadable e) {
            return Optional.of(e.error(text, type));
        }
    }

    /** The timestamp, or one that is out of range. */
    private static long micros(DateTimeInput input, Optional<ZoneOffsets> zone) {
        if (!Calendar.isJulian(input.date().year(), input.date().month())) {
            return TimeRange.BEYOND;
        }
        long day = input.date().days();
        // digits run together are at most five days, an offset is less than one
        if (day < TimeRange.FIRST_DAY - 6 || day > TimeRange.TIMESTAMP_END_DAY + 1) {
            return TimeRange.BEYOND;
        }
        long local = day * TimeRange.DAY + input.timeOfDay();
        return zone.map(offsets -> local - input.offset(offsets)).orElse(local);
    }

    /** Of {@code interval}. */
    public static Optional<EvaluationError> interval(String text, Vector result, int row) {
        try {
            return interval(text, (IntervalVector) result, row) ? Optional.empty() : Optional.of(TimeRange.INTERVAL);
        } catch (Unreadable e) {
            return Optional.of(e.error(text, "interval"));
        }
    }

    private static boolean interval(String text, IntervalVector result, int row) throws Unreadable {
        try {
            IntervalInput input = IntervalInput.of(text);
            if (input.infinity() != 0) {
                Intervals.setInfinity(result, row, input.infinity());
                return true;
            }
            return input.sum().put(result, row);
        } catch (Unreadable e) {
            if (e.problem() != Unreadable.Problem.FORMAT) {
                throw e;
            }
            return IsoIntervalInput.of(text).put(result, row);
        }
    }
}
