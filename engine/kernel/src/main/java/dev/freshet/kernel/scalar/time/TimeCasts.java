package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;

/** Enters the casts among {@code date}, {@code timestamp} and {@code timestamptz}, and to a precision. */
final class TimeCasts {
    private TimeCasts() {}

    static void register(Registry registry) {
        registry.add(
                2024,
                "\"timestamp\"(date)",
                plain("timestamp", TimeRange.DATE_FOR_TIMESTAMP, Promotion.DateToTimestamp.MIDNIGHT::of));
        registry.add(
                1174,
                "timestamptz(date)",
                inZone("timestamptz", TimeRange.DATE_FOR_TIMESTAMP, zone -> new Promotion.DateToTimestamptz(zone)::of));
        registry.add(
                2029,
                "date(timestamp without time zone)",
                plain("date", TimeRange.TIMESTAMP, micros -> date(micros, WallClock.Plain.CLOCK)));
        registry.add(1178, "date(timestamp with time zone)", inZone("date", TimeRange.TIMESTAMP, zone -> {
            WallClock clock = new WallClock.InZone(zone);
            return micros -> date(micros, clock);
        }));
        ScalarFunction instant =
                inZone("timestamptz", TimeRange.TIMESTAMP, zone -> new Promotion.TimestampToTimestamptz(zone)::of);
        registry.add(2028, "timestamptz(timestamp without time zone)", instant);
        registry.add(6335, "timezone(timestamp without time zone)", instant);
        ScalarFunction local = inZone("timestamp", TimeRange.TIMESTAMP, zone -> {
            WallClock clock = new WallClock.InZone(zone);
            return micros -> local(micros, clock);
        });
        registry.add(2027, "\"timestamp\"(timestamp with time zone)", local);
        registry.add(6334, "timezone(timestamp with time zone)", local);
        precisions(registry);
    }

    private static void precisions(Registry registry) {
        registry.add(
                1961,
                "\"timestamp\"(timestamp without time zone,integer)",
                StrictBinary.function("timestamp", Precision.TIMESTAMP));
        registry.add(
                1967,
                "timestamptz(timestamp with time zone,integer)",
                StrictBinary.function("timestamptz", Precision.TIMESTAMP));
        registry.add(1200, "\"interval\"(interval,integer)", StrictBinary.function("interval", new IntervalField()));
    }

    /** The day of a timestamp on a clock. */
    private static long date(long micros, WallClock clock) {
        if (!TimeRange.isFinite(micros)) {
            return micros > 0 ? DateTimeText.DATE_INFINITY : DateTimeText.DATE_MINUS_INFINITY;
        }
        return Math.floorDiv(clock.local(micros), TimeRange.DAY);
    }

    /** The time on a clock, or {@link TimeRange#BEYOND}. */
    static long local(long micros, WallClock clock) {
        if (!TimeRange.isFinite(micros)) {
            return micros;
        }
        long local = clock.local(micros);
        return TimeRange.holds(local) ? local : TimeRange.BEYOND;
    }

    private static ScalarFunction plain(String name, EvaluationError error, LongUnaryOperator cast) {
        return StrictUnary.function(name, checked(error, cast));
    }

    private static ScalarFunction inZone(String name, EvaluationError error, Function<ZoneId, LongUnaryOperator> cast) {
        return (arguments, context) -> new StrictUnary<>(
                name, checked(error, cast.apply(context.zone())), arguments.getFirst(), context.result());
    }

    /** What is {@link TimeRange#BEYOND} or {@link TimeRange#BEFORE} is an error. */
    static StrictUnary.Kernel<LongVector, LongVector> checked(EvaluationError error, LongUnaryOperator cast) {
        return (argument, result, rows) -> {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                long value = cast.applyAsLong(argument.values[r]);
                result.values[r] = value;
                if (value == TimeRange.BEYOND || value == TimeRange.BEFORE) {
                    rows.fail(r, error);
                }
            }
        };
    }
}
