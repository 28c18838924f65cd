package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.type.ColumnType;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Enters {@code date_trunc}, {@code extract}, {@code date_part} and {@code AT TIME ZONE}. */
final class TimeParts {
    private TimeParts() {}

    static void register(Registry registry) {
        truncate(registry);
        extract(registry);
        parts(registry);
        zones(registry);
    }

    private static void truncate(Registry registry) {
        registry.add(
                2020,
                "date_trunc(text,timestamp without time zone)",
                perCall(
                        "date_trunc",
                        () -> new Truncation(WallClock.Plain.CLOCK, TimestampField.typeName(WallClock.Plain.CLOCK))));
        registry.add(
                1217,
                "date_trunc(text,timestamp with time zone)",
                (arguments, context) -> truncate(arguments.get(0), arguments.get(1), context.zone(), context.result()));
        registry.add(
                1284,
                "date_trunc(text,timestamp with time zone,text)",
                (arguments, context) -> ZoneNames.isNull(arguments.get(2))
                        ? Constant.ofNull(context.result())
                        : truncate(
                                arguments.get(0),
                                arguments.get(1),
                                ZoneNames.of(arguments.get(2), context.zones()),
                                context.result()));
        registry.add(1218, "date_trunc(text,interval)", perCall("date_trunc", IntervalTruncation::new));
    }

    private static Expression truncate(Expression unit, Expression timestamp, ZoneId zone, ColumnType result) {
        WallClock clock = new WallClock.InZone(zone);
        return new StrictBinary<>(
                "date_trunc", new Truncation(clock, TimestampField.typeName(clock)), unit, timestamp, result);
    }

    private static void extract(Registry registry) {
        registry.add(6199, "\"extract\"(text,date)", perCall("extract", DateField::new));
        registry.add(
                6202,
                "\"extract\"(text,timestamp without time zone)",
                perCall("extract", () -> new TimestampField<>(WallClock.Plain.CLOCK, NumericFields.EXTRACT)));
        registry.add(6203, "\"extract\"(text,timestamp with time zone)", fieldInZone("extract", NumericFields.EXTRACT));
        registry.add(
                6204,
                "\"extract\"(text,interval)",
                perCall("extract", () -> new IntervalPart<>(NumericFields.EXTRACT)));
    }

    private static void parts(Registry registry) {
        ScalarFunction part =
                perCall("date_part", () -> new TimestampField<>(WallClock.Plain.CLOCK, DoubleFields.DATE_PART));
        registry.add(2021, "date_part(text,timestamp without time zone)", part);
        registry.add(
                1171, "date_part(text,timestamp with time zone)", fieldInZone("date_part", DoubleFields.DATE_PART));
        registry.add(
                1172,
                "date_part(text,interval)",
                perCall("date_part", () -> new IntervalPart<>(DoubleFields.DATE_PART)));
        // in the catalog it is written in SQL: a cast to timestamp, and that one's part
        registry.add(
                1384,
                "date_part(text,date)",
                (arguments, context) -> new StrictBinary<>(
                        "date_part",
                        new TimestampField<>(WallClock.Plain.CLOCK, DoubleFields.DATE_PART),
                        arguments.get(0),
                        new StrictUnary<>(
                                "timestamp",
                                TimeCasts.checked(TimeRange.DATE_FOR_TIMESTAMP, Promotion.DateToTimestamp.MIDNIGHT::of),
                                arguments.get(1),
                                ColumnType.TIMESTAMP),
                        context.result()));
    }

    private static void zones(Registry registry) {
        registry.add(
                2069,
                "timezone(text,timestamp without time zone)",
                (arguments, context) -> ZoneNames.isNull(arguments.get(0))
                        ? Constant.ofNull(context.result())
                        : new StrictUnary<>(
                                "timezone",
                                TimeCasts.checked(
                                        TimeRange.TIMESTAMP,
                                        new Promotion.TimestampToTimestamptz(
                                                ZoneNames.of(arguments.get(0), context.zones()))::of),
                                arguments.get(1),
                                context.result()));
        registry.add(1159, "timezone(text,timestamp with time zone)", (arguments, context) -> {
            if (ZoneNames.isNull(arguments.get(0))) {
                return Constant.ofNull(context.result());
            }
            WallClock clock = new WallClock.InZone(ZoneNames.of(arguments.get(0), context.zones()));
            return new StrictUnary<>(
                    "timezone",
                    TimeCasts.checked(TimeRange.TIMESTAMP, micros -> TimeCasts.local(micros, clock)),
                    arguments.get(1),
                    context.result());
        });
        registry.add(
                2070,
                "timezone(interval,timestamp without time zone)",
                StrictBinary.function("timezone", ZoneInterval.TO_TIMESTAMPTZ));
        registry.add(
                1026,
                "timezone(interval,timestamp with time zone)",
                StrictBinary.function("timezone", ZoneInterval.TO_TIMESTAMP));
    }

    private static <R extends Vector> ScalarFunction fieldInZone(String name, Fields<R> fields) {
        return (arguments, context) -> new StrictBinary<BytesVector, LongVector, R>(
                name,
                new TimestampField<>(new WallClock.InZone(context.zone()), fields),
                arguments.get(0),
                arguments.get(1),
                context.result());
    }

    /** A kernel that remembers the unit it was last asked for: each call has one of its own. */
    private static <B extends Vector, R extends Vector> ScalarFunction perCall(
            String name, Supplier<? extends StrictBinary.Kernel<BytesVector, B, R>> kernel) {
        return (arguments, context) ->
                new StrictBinary<>(name, kernel.get(), arguments.get(0), arguments.get(1), context.result());
    }
}
