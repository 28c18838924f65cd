package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.util.List;

/** Enters {@code +}, {@code −}, {@code *}, {@code /} of dates, timestamps and intervals. */
final class TimeArithmetic {
    private TimeArithmetic() {}

    static void register(Registry registry) {
        dates(registry);
        timestamps(registry);
        intervals(registry);
    }

    private static void dates(Registry registry) {
        registry.add(1141, "date_pli(date,integer)", StrictBinary.function("+", DateArithmetic.PLUS_DAYS));
        registry.add(2550, "integer_pl_date(integer,date)", StrictBinary.function("+", DateArithmetic.DAYS_PLUS));
        registry.add(1142, "date_mii(date,integer)", StrictBinary.function("-", DateArithmetic.MINUS_DAYS));
        registry.add(1140, "date_mi(date,date)", StrictBinary.function("-", DateArithmetic.MINUS_DATE));
        ScalarFunction plus = shift("+", TimestampShift.Direction.PLUS, TimestampShift.Start.DATE);
        registry.add(2071, "date_pl_interval(date,interval)", plus);
        registry.add(2546, "interval_pl_date(interval,date)", swapped(plus));
        registry.add(
                2072,
                "date_mi_interval(date,interval)",
                shift("-", TimestampShift.Direction.MINUS, TimestampShift.Start.DATE));
    }

    private static void timestamps(Registry registry) {
        ScalarFunction plus = shift("+", TimestampShift.Direction.PLUS, TimestampShift.Start.TIMESTAMP);
        registry.add(2032, "timestamp_pl_interval(timestamp without time zone,interval)", plus);
        registry.add(2548, "interval_pl_timestamp(interval,timestamp without time zone)", swapped(plus));
        registry.add(
                2033,
                "timestamp_mi_interval(timestamp without time zone,interval)",
                shift("-", TimestampShift.Direction.MINUS, TimestampShift.Start.TIMESTAMP));
        ScalarFunction plusInZone = shiftInZone("+", TimestampShift.Direction.PLUS);
        ScalarFunction minusInZone = shiftInZone("-", TimestampShift.Direction.MINUS);
        registry.add(1189, "timestamptz_pl_interval(timestamp with time zone,interval)", plusInZone);
        registry.add(2549, "interval_pl_timestamptz(interval,timestamp with time zone)", swapped(plusInZone));
        registry.add(1190, "timestamptz_mi_interval(timestamp with time zone,interval)", minusInZone);
        registry.add(6221, "date_add(timestamp with time zone,interval)", plusInZone);
        registry.add(6223, "date_subtract(timestamp with time zone,interval)", minusInZone);
        ScalarFunction difference = StrictBinary.function("-", TimestampDifference.DAYS_AND_TIME);
        registry.add(2031, "timestamp_mi(timestamp without time zone,timestamp without time zone)", difference);
        registry.add(1188, "timestamptz_mi(timestamp with time zone,timestamp with time zone)", difference);
    }

    private static void intervals(Registry registry) {
        registry.add(1169, "interval_pl(interval,interval)", StrictBinary.function("+", IntervalSums.Sum.PLUS));
        registry.add(1170, "interval_mi(interval,interval)", StrictBinary.function("-", IntervalSums.Sum.MINUS));
        registry.add(1168, "interval_um(interval)", StrictUnary.function("-", IntervalSums.Negation.NEGATE));
        ScalarFunction times = StrictBinary.function("*", IntervalScaling.MULTIPLY);
        registry.add(1618, "interval_mul(interval,double precision)", times);
        registry.add(1624, "mul_d_interval(double precision,interval)", swapped(times));
        registry.add(
                1326, "interval_div(interval,double precision)", StrictBinary.function("/", IntervalScaling.DIVIDE));
        registry.add(1175, "justify_hours(interval)", StrictUnary.function("justify_hours", Justification.HOURS));
        registry.add(1295, "justify_days(interval)", StrictUnary.function("justify_days", Justification.DAYS));
        registry.add(
                2711, "justify_interval(interval)", StrictUnary.function("justify_interval", Justification.INTERVAL));
    }

    private static ScalarFunction shift(String symbol, TimestampShift.Direction direction, TimestampShift.Start start) {
        return StrictBinary.function(symbol, new TimestampShift(direction, start, WallClock.Plain.CLOCK));
    }

    /** In the session's zone. */
    private static ScalarFunction shiftInZone(String symbol, TimestampShift.Direction direction) {
        return (arguments, context) -> new StrictBinary<>(
                symbol,
                new TimestampShift(direction, TimestampShift.Start.TIMESTAMP, new WallClock.InZone(context.zone())),
                arguments.get(0),
                arguments.get(1),
                context.result());
    }

    private static ScalarFunction swapped(ScalarFunction function) {
        return (arguments, context) -> function.apply(List.of(arguments.get(1), arguments.get(0)), context);
    }
}
