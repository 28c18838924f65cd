package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.DoubleVector;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictCall;
import dev.freshet.kernel.scalar.function.StrictTernary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import java.util.function.LongPredicate;

/** Enters the functions that make times of numbers and times of times: {@code make_…}, {@code age}, {@code date_bin}, {@code isfinite}. */
final class TimeConstruction {
    private TimeConstruction() {}

    static void register(Registry registry) {
        make(registry);
        finite(registry);
        registry.add(
                2058,
                "age(timestamp without time zone,timestamp without time zone)",
                StrictBinary.function("age", new Age(WallClock.Plain.CLOCK)));
        registry.add(
                1199,
                "age(timestamp with time zone,timestamp with time zone)",
                (arguments, context) -> new StrictBinary<>(
                        "age",
                        new Age(new WallClock.InZone(context.zone())),
                        arguments.get(0),
                        arguments.get(1),
                        context.result()));
        ScalarFunction bin = StrictTernary.function("date_bin", Bin.START);
        registry.add(6177, "date_bin(interval,timestamp without time zone,timestamp without time zone)", bin);
        registry.add(6178, "date_bin(interval,timestamp with time zone,timestamp with time zone)", bin);
    }

    private static void make(Registry registry) {
        registry.add(
                3846,
                "make_date(integer,integer,integer)",
                StrictTernary.<LongVector, LongVector, LongVector, LongVector>function(
                        "make_date", Construction::date));
        registry.add(
                3461,
                "make_timestamp(integer,integer,integer,integer,integer,double precision)",
                StrictCall.<LongVector>function(
                        "make_timestamp",
                        (arguments, result, rows) ->
                                Construction.timestamp(WallClock.Plain.CLOCK, arguments, result, rows)));
        registry.add(
                3462,
                "make_timestamptz(integer,integer,integer,integer,integer,double precision)",
                (arguments, context) -> {
                    WallClock clock = new WallClock.InZone(context.zone());
                    return new StrictCall<LongVector>(
                            "make_timestamptz",
                            (values, result, rows) -> Construction.timestamp(clock, values, result, rows),
                            arguments,
                            context.result());
                });
        registry.add(
                3464,
                "make_interval(integer,integer,integer,integer,integer,integer,double precision)",
                StrictCall.<IntervalVector>function("make_interval", Construction::interval));
        registry.add(
                1158,
                "to_timestamp(double precision)",
                StrictUnary.<DoubleVector, LongVector>function("to_timestamp", Construction::timestamp));
    }

    private static void finite(Registry registry) {
        registry.add(1373, "isfinite(date)", finite(TimeRange::isFiniteDate));
        registry.add(2048, "isfinite(timestamp without time zone)", finite(TimeRange::isFinite));
        registry.add(1389, "isfinite(timestamp with time zone)", finite(TimeRange::isFinite));
        registry.add(
                1390,
                "isfinite(interval)",
                StrictUnary.<IntervalVector, LongVector>function("isfinite", (argument, result, rows) -> {
                    for (int i = 0; i < rows.count(); i++) {
                        result.values[i] = Intervals.isFinite(argument, i) ? 1 : 0;
                    }
                }));
    }

    private static ScalarFunction finite(LongPredicate finite) {
        return StrictUnary.<LongVector, LongVector>function("isfinite", (argument, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = finite.test(argument.values[i]) ? 1 : 0;
            }
        });
    }
}
