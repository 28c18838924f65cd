package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.IntervalVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.number.LongComparison;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;

/**
 * Enters the comparisons of dates, timestamps and intervals. Across types the date, or the timestamp without a zone, is taken as the other
 * type; what that cannot hold is still above or below all it can.
 */
final class TimeComparisons {
    private TimeComparisons() {}

    static void register(Registry registry) {
        ofOneType(registry);
        intervals(registry);
        datesWithTimestamps(registry);
        timestampsAcross(registry);
        extremes(registry);
    }

    private static void ofOneType(Registry registry) {
        registry.add(1086, "date_eq(date,date)", LongComparison.EQUAL.function());
        registry.add(1091, "date_ne(date,date)", LongComparison.NOT_EQUAL.function());
        registry.add(1087, "date_lt(date,date)", LongComparison.LESS.function());
        registry.add(1088, "date_le(date,date)", LongComparison.LESS_OR_EQUAL.function());
        registry.add(1089, "date_gt(date,date)", LongComparison.GREATER.function());
        registry.add(1090, "date_ge(date,date)", LongComparison.GREATER_OR_EQUAL.function());
        registry.add(
                2052,
                "timestamp_eq(timestamp without time zone,timestamp without time zone)",
                LongComparison.EQUAL.function());
        registry.add(
                2053,
                "timestamp_ne(timestamp without time zone,timestamp without time zone)",
                LongComparison.NOT_EQUAL.function());
        registry.add(
                2054,
                "timestamp_lt(timestamp without time zone,timestamp without time zone)",
                LongComparison.LESS.function());
        registry.add(
                2055,
                "timestamp_le(timestamp without time zone,timestamp without time zone)",
                LongComparison.LESS_OR_EQUAL.function());
        registry.add(
                2057,
                "timestamp_gt(timestamp without time zone,timestamp without time zone)",
                LongComparison.GREATER.function());
        registry.add(
                2056,
                "timestamp_ge(timestamp without time zone,timestamp without time zone)",
                LongComparison.GREATER_OR_EQUAL.function());
        registry.add(
                1152,
                "timestamptz_eq(timestamp with time zone,timestamp with time zone)",
                LongComparison.EQUAL.function());
        registry.add(
                1153,
                "timestamptz_ne(timestamp with time zone,timestamp with time zone)",
                LongComparison.NOT_EQUAL.function());
        registry.add(
                1154,
                "timestamptz_lt(timestamp with time zone,timestamp with time zone)",
                LongComparison.LESS.function());
        registry.add(
                1155,
                "timestamptz_le(timestamp with time zone,timestamp with time zone)",
                LongComparison.LESS_OR_EQUAL.function());
        registry.add(
                1157,
                "timestamptz_gt(timestamp with time zone,timestamp with time zone)",
                LongComparison.GREATER.function());
        registry.add(
                1156,
                "timestamptz_ge(timestamp with time zone,timestamp with time zone)",
                LongComparison.GREATER_OR_EQUAL.function());
    }

    private static void intervals(Registry registry) {
        registry.add(1162, "interval_eq(interval,interval)", IntervalComparison.EQUAL.function());
        registry.add(1163, "interval_ne(interval,interval)", IntervalComparison.NOT_EQUAL.function());
        registry.add(1164, "interval_lt(interval,interval)", IntervalComparison.LESS.function());
        registry.add(1165, "interval_le(interval,interval)", IntervalComparison.LESS_OR_EQUAL.function());
        registry.add(1167, "interval_gt(interval,interval)", IntervalComparison.GREATER.function());
        registry.add(1166, "interval_ge(interval,interval)", IntervalComparison.GREATER_OR_EQUAL.function());
    }

    private static void datesWithTimestamps(Registry registry) {
        registry.add(
                2340,
                "date_eq_timestamp(date,timestamp without time zone)",
                left(TimeComparisons::dateAsTimestamp, LongComparison.EQUAL));
        registry.add(
                2343,
                "date_ne_timestamp(date,timestamp without time zone)",
                left(TimeComparisons::dateAsTimestamp, LongComparison.NOT_EQUAL));
        registry.add(
                2338,
                "date_lt_timestamp(date,timestamp without time zone)",
                left(TimeComparisons::dateAsTimestamp, LongComparison.LESS));
        registry.add(
                2339,
                "date_le_timestamp(date,timestamp without time zone)",
                left(TimeComparisons::dateAsTimestamp, LongComparison.LESS_OR_EQUAL));
        registry.add(
                2341,
                "date_gt_timestamp(date,timestamp without time zone)",
                left(TimeComparisons::dateAsTimestamp, LongComparison.GREATER));
        registry.add(
                2342,
                "date_ge_timestamp(date,timestamp without time zone)",
                left(TimeComparisons::dateAsTimestamp, LongComparison.GREATER_OR_EQUAL));
        registry.add(
                2366,
                "timestamp_eq_date(timestamp without time zone,date)",
                right(TimeComparisons::dateAsTimestamp, LongComparison.EQUAL));
        registry.add(
                2369,
                "timestamp_ne_date(timestamp without time zone,date)",
                right(TimeComparisons::dateAsTimestamp, LongComparison.NOT_EQUAL));
        registry.add(
                2364,
                "timestamp_lt_date(timestamp without time zone,date)",
                right(TimeComparisons::dateAsTimestamp, LongComparison.LESS));
        registry.add(
                2365,
                "timestamp_le_date(timestamp without time zone,date)",
                right(TimeComparisons::dateAsTimestamp, LongComparison.LESS_OR_EQUAL));
        registry.add(
                2367,
                "timestamp_gt_date(timestamp without time zone,date)",
                right(TimeComparisons::dateAsTimestamp, LongComparison.GREATER));
        registry.add(
                2368,
                "timestamp_ge_date(timestamp without time zone,date)",
                right(TimeComparisons::dateAsTimestamp, LongComparison.GREATER_OR_EQUAL));
        registry.add(
                2353,
                "date_eq_timestamptz(date,timestamp with time zone)",
                left(TimeComparisons::dateAsTimestamptz, LongComparison.EQUAL));
        registry.add(
                2356,
                "date_ne_timestamptz(date,timestamp with time zone)",
                left(TimeComparisons::dateAsTimestamptz, LongComparison.NOT_EQUAL));
        registry.add(
                2351,
                "date_lt_timestamptz(date,timestamp with time zone)",
                left(TimeComparisons::dateAsTimestamptz, LongComparison.LESS));
        registry.add(
                2352,
                "date_le_timestamptz(date,timestamp with time zone)",
                left(TimeComparisons::dateAsTimestamptz, LongComparison.LESS_OR_EQUAL));
        registry.add(
                2354,
                "date_gt_timestamptz(date,timestamp with time zone)",
                left(TimeComparisons::dateAsTimestamptz, LongComparison.GREATER));
        registry.add(
                2355,
                "date_ge_timestamptz(date,timestamp with time zone)",
                left(TimeComparisons::dateAsTimestamptz, LongComparison.GREATER_OR_EQUAL));
        registry.add(
                2379,
                "timestamptz_eq_date(timestamp with time zone,date)",
                right(TimeComparisons::dateAsTimestamptz, LongComparison.EQUAL));
        registry.add(
                2382,
                "timestamptz_ne_date(timestamp with time zone,date)",
                right(TimeComparisons::dateAsTimestamptz, LongComparison.NOT_EQUAL));
        registry.add(
                2377,
                "timestamptz_lt_date(timestamp with time zone,date)",
                right(TimeComparisons::dateAsTimestamptz, LongComparison.LESS));
        registry.add(
                2378,
                "timestamptz_le_date(timestamp with time zone,date)",
                right(TimeComparisons::dateAsTimestamptz, LongComparison.LESS_OR_EQUAL));
        registry.add(
                2380,
                "timestamptz_gt_date(timestamp with time zone,date)",
                right(TimeComparisons::dateAsTimestamptz, LongComparison.GREATER));
        registry.add(
                2381,
                "timestamptz_ge_date(timestamp with time zone,date)",
                right(TimeComparisons::dateAsTimestamptz, LongComparison.GREATER_OR_EQUAL));
    }

    private static void timestampsAcross(Registry registry) {
        registry.add(
                2522,
                "timestamp_eq_timestamptz(timestamp without time zone,timestamp with time zone)",
                left(TimeComparisons::timestampAsTimestamptz, LongComparison.EQUAL));
        registry.add(
                2525,
                "timestamp_ne_timestamptz(timestamp without time zone,timestamp with time zone)",
                left(TimeComparisons::timestampAsTimestamptz, LongComparison.NOT_EQUAL));
        registry.add(
                2520,
                "timestamp_lt_timestamptz(timestamp without time zone,timestamp with time zone)",
                left(TimeComparisons::timestampAsTimestamptz, LongComparison.LESS));
        registry.add(
                2521,
                "timestamp_le_timestamptz(timestamp without time zone,timestamp with time zone)",
                left(TimeComparisons::timestampAsTimestamptz, LongComparison.LESS_OR_EQUAL));
        registry.add(
                2523,
                "timestamp_gt_timestamptz(timestamp without time zone,timestamp with time zone)",
                left(TimeComparisons::timestampAsTimestamptz, LongComparison.GREATER));
        registry.add(
                2524,
                "timestamp_ge_timestamptz(timestamp without time zone,timestamp with time zone)",
                left(TimeComparisons::timestampAsTimestamptz, LongComparison.GREATER_OR_EQUAL));
        registry.add(
                2529,
                "timestamptz_eq_timestamp(timestamp with time zone,timestamp without time zone)",
                right(TimeComparisons::timestampAsTimestamptz, LongComparison.EQUAL));
        registry.add(
                2532,
                "timestamptz_ne_timestamp(timestamp with time zone,timestamp without time zone)",
                right(TimeComparisons::timestampAsTimestamptz, LongComparison.NOT_EQUAL));
        registry.add(
                2527,
                "timestamptz_lt_timestamp(timestamp with time zone,timestamp without time zone)",
                right(TimeComparisons::timestampAsTimestamptz, LongComparison.LESS));
        registry.add(
                2528,
                "timestamptz_le_timestamp(timestamp with time zone,timestamp without time zone)",
                right(TimeComparisons::timestampAsTimestamptz, LongComparison.LESS_OR_EQUAL));
        registry.add(
                2530,
                "timestamptz_gt_timestamp(timestamp with time zone,timestamp without time zone)",
                right(TimeComparisons::timestampAsTimestamptz, LongComparison.GREATER));
        registry.add(
                2531,
                "timestamptz_ge_timestamp(timestamp with time zone,timestamp without time zone)",
                right(TimeComparisons::timestampAsTimestamptz, LongComparison.GREATER_OR_EQUAL));
    }

    private static void extremes(Registry registry) {
        registry.add(1138, "date_larger(date,date)", larger());
        registry.add(1139, "date_smaller(date,date)", smaller());
        registry.add(2036, "timestamp_larger(timestamp without time zone,timestamp without time zone)", larger());
        registry.add(2035, "timestamp_smaller(timestamp without time zone,timestamp without time zone)", smaller());
        registry.add(1196, "timestamptz_larger(timestamp with time zone,timestamp with time zone)", larger());
        registry.add(1195, "timestamptz_smaller(timestamp with time zone,timestamp with time zone)", smaller());
        registry.add(
                1198,
                "interval_larger(interval,interval)",
                StrictBinary.<IntervalVector, IntervalVector, IntervalVector>function(
                        "interval_larger", (left, right, result, rows) -> pick(left, right, result, rows, 1)));
        registry.add(
                1197,
                "interval_smaller(interval,interval)",
                StrictBinary.<IntervalVector, IntervalVector, IntervalVector>function(
                        "interval_smaller", (left, right, result, rows) -> pick(left, right, result, rows, -1)));
    }

    private static ScalarFunction larger() {
        return StrictBinary.<LongVector, LongVector, LongVector>function("larger", (left, right, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = Math.max(left.values[i], right.values[i]);
            }
        });
    }

    private static ScalarFunction smaller() {
        return StrictBinary.<LongVector, LongVector, LongVector>function("smaller", (left, right, result, rows) -> {
            for (int i = 0; i < rows.count(); i++) {
                result.values[i] = Math.min(left.values[i], right.values[i]);
            }
        });
    }

    /** The left one where it has this order to the right one; of equal spans that may be written differently the right one. */
    private static void pick(IntervalVector left, IntervalVector right, IntervalVector result, Rows rows, int order) {
        for (int i = 0; i < rows.count(); i++) {
            IntervalVector picked = Integer.signum(IntervalComparison.compare(left, right, i)) == order ? left : right;
            result.micros[i] = picked.micros[i];
            result.days[i] = picked.days[i];
            result.months[i] = picked.months[i];
        }
    }

    /** How an argument becomes one of the other's type. */
    private interface Promoter {
        Expression promote(Expression argument, CallContext context);
    }

    private static Expression dateAsTimestamp(Expression date, CallContext context) {
        return Promotion.DateToTimestamp.MIDNIGHT.node(date, ColumnType.TIMESTAMP);
    }

    private static Expression dateAsTimestamptz(Expression date, CallContext context) {
        return new Promotion.DateToTimestamptz(context.zone()).node(date, ColumnType.TIMESTAMPTZ);
    }

    private static Expression timestampAsTimestamptz(Expression timestamp, CallContext context) {
        return new Promotion.TimestampToTimestamptz(context.zone()).node(timestamp, ColumnType.TIMESTAMPTZ);
    }

    private static ScalarFunction left(Promoter promoter, LongComparison comparison) {
        ScalarFunction function = comparison.function();
        return (arguments, context) ->
                function.apply(List.of(promoter.promote(arguments.get(0), context), arguments.get(1)), context);
    }

    private static ScalarFunction right(Promoter promoter, LongComparison comparison) {
        ScalarFunction function = comparison.function();
        return (arguments, context) ->
                function.apply(List.of(arguments.get(0), promoter.promote(arguments.get(1), context)), context);
    }
}
