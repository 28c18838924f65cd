package dev.freshet.kernel.operator.aggregate;

import static dev.freshet.kernel.operator.SqlEquality.canonical;

import dev.freshet.kernel.operator.Law.Expected;
import dev.freshet.kernel.operator.Row;
import dev.freshet.kernel.operator.SqlEquality;
import dev.freshet.kernel.operator.ZSet;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.numeric.NumericDivision;
import dev.freshet.kernel.type.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** GROUP BY worked out anew from all rows, each as often as its weight says. */
final class AggregateReference {
    private final RowLayout in;
    private final int[] groupBy;
    private final List<AggregateCall> calls;

    AggregateReference(RowLayout in, int[] groupBy, List<AggregateCall> calls) {
        this.in = in;
        this.groupBy = groupBy;
        this.calls = calls;
    }

    /** An error instead of a value. */
    private static final class Failed extends RuntimeException {
        private final EvaluationError error;

        private Failed(EvaluationError error) {
            this.error = error;
        }
    }

    Expected of(ZSet rows) {
        Map<List<@Nullable Object>, List<Row>> groups = new HashMap<>();
        if (groupBy.length == 0) {
            groups.put(List.of(), new ArrayList<>());
        }
        rows.forEach((row, weight) -> {
            for (long i = 0; i < weight; i++) {
                groups.computeIfAbsent(canonical(in, row, groupBy), key -> new ArrayList<>())
                        .add(row);
            }
        });
        ZSet out = new ZSet();
        Map<EvaluationError, Long> errors = new HashMap<>();
        groups.values().forEach(members -> {
            try {
                out.add(row(members), 1);
            } catch (Failed failed) {
                errors.merge(failed.error, 1L, Long::sum);
            }
        });
        return new Expected(out, errors);
    }

    private Row row(List<Row> members) {
        Row key = members.stream()
                .map(row -> row.pick(groupBy))
                .min(SqlEquality.byImage(in.project(groupBy)))
                .orElse(Row.of());
        List<@Nullable Object> values = new ArrayList<>();
        for (AggregateCall call : calls) {
            values.add(value(call, members));
        }
        return key.with(values);
    }

    private @Nullable Object value(AggregateCall call, List<Row> members) {
        List<Row> chosen = members.stream()
                .filter(row -> call.filter().isEmpty()
                        || Long.valueOf(1).equals(row.get(call.filter().getAsInt())))
                .filter(row ->
                        call.argument().isEmpty() || row.get(call.argument().getAsInt()) != null)
                .toList();
        if (call.function() == AggregateFunction.COUNT_STAR) {
            return (long) chosen.size();
        }
        int argument = call.argument().getAsInt();
        // for min and max it makes no difference of value, and so none of image
        boolean extreme = call.function() == AggregateFunction.MIN || call.function() == AggregateFunction.MAX;
        if (call.distinct() && !extreme) {
            chosen = distinct(chosen, argument);
        }
        if (call.function() == AggregateFunction.COUNT) {
            return (long) chosen.size();
        }
        return chosen.isEmpty()
                ? null
                : value(
                        call,
                        in.kind(argument),
                        chosen.stream().map(row -> row.get(argument)).toList());
    }

    /** Of equal arguments the one whose row of group and argument has the first image. */
    private List<Row> distinct(List<Row> rows, int argument) {
        int[] columns = Arrays.copyOf(groupBy, groupBy.length + 1);
        columns[groupBy.length] = argument;
        Comparator<Row> order = SqlEquality.byImage(in.project(columns));
        Map<List<@Nullable Object>, Row> first = new HashMap<>();
        for (Row row : rows) {
            first.merge(
                    canonical(in, row, argument),
                    row,
                    (a, b) -> order.compare(a.pick(columns), b.pick(columns)) <= 0 ? a : b);
        }
        return List.copyOf(first.values());
    }

    private static Object value(AggregateCall call, Kind kind, List<?> values) {
        return switch (call.function()) {
            case COUNT_STAR, COUNT -> throw new IllegalArgumentException();
            case SUM -> kind == Kind.INTERVAL ? span(values) : sum(call.type().kind(), values);
            case AVG -> average(values);
            case MIN -> values.stream().map(Object.class::cast).min(order(kind)).orElseThrow();
            case MAX -> values.stream().map(Object.class::cast).max(order(kind)).orElseThrow();
            case BOOL_AND -> values.contains(0L) ? 0L : 1L;
            case BOOL_OR -> values.contains(1L) ? 1L : 0L;
            case VAR_POP, VAR_SAMP, STDDEV_POP, STDDEV_SAMP ->
                throw new IllegalArgumentException("asked of PostgreSQL");
        };
    }

    private static Object sum(Kind result, List<?> values) {
        Object sum = numericSum(values);
        if (result == Kind.NUMERIC) {
            return sum;
        }
        BigInteger whole = ((BigDecimal) sum).unscaledValue();
        if (whole.bitLength() > 63) {
            throw new Failed(EvaluationError.BIGINT_RANGE);
        }
        return whole.longValue();
    }

    private static Object numericSum(List<?> values) {
        Optional<Row.NotFinite> special = values.stream()
                .filter(Row.NotFinite.class::isInstance)
                .map(Row.NotFinite.class::cast)
                .reduce((a, b) -> a == b ? a : Row.NotFinite.NAN);
        if (special.isPresent()) {
            return special.get();
        }
        return values.stream()
                .map(value -> value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Object average(List<?> values) {
        if (!(numericSum(values) instanceof BigDecimal sum)) {
            return numericSum(values);
        }
        BigInteger count = BigInteger.valueOf(values.size());
        int scale = NumericDivision.scale(sum.unscaledValue(), sum.scale(), count, 0);
        return sum.divide(new BigDecimal(count), scale, RoundingMode.HALF_UP);
    }

    private static Object span(List<?> values) {
        EvaluationError outOfRange = new EvaluationError("22008", "interval out of range");
        BigInteger micros = BigInteger.ZERO;
        long days = 0;
        long months = 0;
        boolean positive = false;
        boolean negative = false;
        for (Object value : values) {
            Row.Span span = (Row.Span) value;
            if (span.days() == Integer.MAX_VALUE) {
                positive = true;
            } else if (span.days() == Integer.MIN_VALUE) {
                negative = true;
            } else {
                micros = micros.add(BigInteger.valueOf(span.micros()));
                days += span.days();
                months += span.months();
            }
        }
        if (positive && negative) {
            throw new Failed(outOfRange);
        }
        if (positive || negative) {
            return positive
                    ? new Row.Span(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)
                    : new Row.Span(Long.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);
        }
        if (micros.bitLength() > 63) {
            throw new Failed(outOfRange);
        }
        return new Row.Span(micros.longValue(), (int) days, (int) months);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Comparator<Object> order(Kind kind) {
        Comparator<Object> byValue = (a, b) -> ((Comparable) canonical(kind, a)).compareTo(canonical(kind, b));
        return byValue.thenComparing(AggregateReference::tie);
    }

    /** What tells images of one value apart. */
    private static Comparable<?> image(Object value) {
        return switch (value) {
            case BigDecimal v -> v.scale();
            case Double v -> v;
            case String v -> v.length();
            default -> 0;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int tie(Object a, Object b) {
        if (a instanceof Row.Span one && b instanceof Row.Span other) {
            return SqlEquality.byImage(
                            dev.freshet.kernel.operator.Domain.layout(dev.freshet.kernel.type.ColumnType.INTERVAL))
                    .compare(Row.of(one), Row.of(other));
        }
        return ((Comparable) image(a)).compareTo(image(b));
    }
}
