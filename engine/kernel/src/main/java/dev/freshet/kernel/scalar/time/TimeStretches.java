package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictCall;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.type.ColumnType;

/** Enters {@code OVERLAPS}, and what is added or made in a named zone. */
final class TimeStretches {
    private TimeStretches() {}

    static void register(Registry registry) {
        overlaps(registry, 2041, "timestamp without time zone");
        overlaps(registry, 1304, "timestamp with time zone");
        registry.add(
                6222,
                "date_add(timestamp with time zone,interval,text)",
                shift("date_add", TimestampShift.Direction.PLUS));
        registry.add(
                6273,
                "date_subtract(timestamp with time zone,interval,text)",
                shift("date_subtract", TimestampShift.Direction.MINUS));
        registry.add(
                3463,
                "make_timestamptz(integer,integer,integer,integer,integer,double precision,text)",
                (arguments, context) -> {
                    if (ZoneNames.isNull(arguments.get(6))) {
                        return Constant.ofNull(context.result());
                    }
                    WallClock clock = new WallClock.InZone(ZoneNames.of(arguments.get(6), context.zones()));
                    return new StrictCall<LongVector>(
                            "make_timestamptz",
                            (values, result, rows) -> Construction.timestamp(clock, values, result, rows),
                            arguments.subList(0, 6),
                            context.result());
                });
    }

    /** The function, and those the catalog has in SQL, where an interval stands for the end. */
    private static void overlaps(Registry registry, int oid, String type) {
        boolean inZone = oid == 1304;
        registry.add(
                oid,
                "\"overlaps\"(%1$s,%1$s,%1$s,%1$s)".formatted(type),
                (arguments, context) ->
                        new Overlaps(arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3)));
        registry.add(
                inZone ? 1305 : 2042,
                "\"overlaps\"(%1$s,interval,%1$s,interval)".formatted(type),
                (arguments, context) -> new Overlaps(
                        arguments.get(0),
                        end(arguments.get(0), arguments.get(1), inZone, context),
                        arguments.get(2),
                        end(arguments.get(2), arguments.get(3), inZone, context)));
        registry.add(
                inZone ? 1306 : 2043,
                "\"overlaps\"(%1$s,%1$s,%1$s,interval)".formatted(type),
                (arguments, context) -> new Overlaps(
                        arguments.get(0),
                        arguments.get(1),
                        arguments.get(2),
                        end(arguments.get(2), arguments.get(3), inZone, context)));
        registry.add(
                inZone ? 1307 : 2044,
                "\"overlaps\"(%1$s,interval,%1$s,%1$s)".formatted(type),
                (arguments, context) -> new Overlaps(
                        arguments.get(0),
                        end(arguments.get(0), arguments.get(1), inZone, context),
                        arguments.get(2),
                        arguments.get(3)));
    }

    /** The start is evaluated here once more, for the same rows and to the same values. */
    private static Expression end(Expression start, Expression interval, boolean inZone, CallContext context) {
        WallClock clock = inZone ? new WallClock.InZone(context.zone()) : WallClock.Plain.CLOCK;
        return new StrictBinary<>(
                "+",
                new TimestampShift(TimestampShift.Direction.PLUS, TimestampShift.Start.TIMESTAMP, clock),
                start,
                interval,
                inZone ? ColumnType.TIMESTAMPTZ : ColumnType.TIMESTAMP);
    }

    private static ScalarFunction shift(String name, TimestampShift.Direction direction) {
        return (arguments, context) -> {
            if (ZoneNames.isNull(arguments.get(2))) {
                return Constant.ofNull(context.result());
            }
            WallClock clock = new WallClock.InZone(ZoneNames.of(arguments.get(2), context.zones()));
            return new StrictBinary<>(
                    name,
                    new TimestampShift(direction, TimestampShift.Start.TIMESTAMP, clock),
                    arguments.get(0),
                    arguments.get(1),
                    context.result());
        };
    }
}
