package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.format.FormatPiece;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Constant;

/** Enters {@code to_char} of timestamps and intervals; of what is infinite, and by an empty format, it is NULL. */
final class TimeFormats {
    private TimeFormats() {}

    static void register(Registry registry) {
        registry.add(
                2049,
                "to_char(timestamp without time zone,text)",
                toChar((format, context) -> timestamp(TimePicture.of(format), WallClock.Plain.CLOCK)));
        registry.add(
                1770,
                "to_char(timestamp with time zone,text)",
                toChar((format, context) -> timestamp(
                        TimePicture.of(format)
                                .without(field -> field == FormatField.ZONE_ABBREVIATION, "timestamp with time zone"),
                        new WallClock.InZone(context.zone()))));
        registry.add(
                1768,
                "to_char(interval,text)",
                toChar((format, context) ->
                        interval(TimePicture.of(format).without(field -> !field.isOfIntervals(), "interval"))));
    }

    /** Makes the kernel of a format that is not empty. */
    @FunctionalInterface
    private interface Kernels<A extends Vector> {
        StrictUnary.Kernel<A, BytesVector> of(String format, CallContext context);
    }

    private static <A extends Vector> ScalarFunction toChar(Kernels<A> kernels) {
        return (arguments, context) -> {
            Expression format = arguments.get(1);
            boolean isNull = format instanceof Constant constant && constant.isNull();
            if (isNull || FormatPiece.constant(format).isEmpty()) {
                return Constant.ofNull(context.result());
            }
            return new StrictUnary<>(
                    "to_char",
                    kernels.of(FormatPiece.constant(format), context),
                    arguments.getFirst(),
                    context.result());
        };
    }

    private static StrictUnary.Kernel<LongVector, BytesVector> timestamp(TimePicture picture, WallClock clock) {
        TimeWriter writer = new TimeWriter(picture);
        ByteSink out = new ByteSink();
        return (LongVector argument, BytesVector result, Rows rows) -> {
            out.clear();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                long micros = argument.values[r];
                if (TimeRange.isFinite(micros)) {
                    int from = out.length();
                    long local = clock.local(micros);
                    writer.timestamp(local, (local - micros) / TimeRange.SECOND, out);
                    set(result, r, out, from);
                } else {
                    result.nulls().set(r);
                }
            }
        };
    }

    private static StrictUnary.Kernel<IntervalVector, BytesVector> interval(TimePicture picture) {
        TimeWriter writer = new TimeWriter(picture);
        ByteSink out = new ByteSink();
        return (IntervalVector argument, BytesVector result, Rows rows) -> {
            out.clear();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                if (Intervals.isFinite(argument, r)) {
                    int from = out.length();
                    writer.interval(argument.micros[r], argument.days[r], argument.months[r], out);
                    set(result, r, out, from);
                } else {
                    result.nulls().set(r);
                }
            }
        };
    }

    /** What has been written stays valid when the sink grows. */
    private static void set(BytesVector result, int row, ByteSink out, int from) {
        result.base[row] = out.bytes();
        result.from[row] = from;
        result.length[row] = out.length() - from;
    }
}
