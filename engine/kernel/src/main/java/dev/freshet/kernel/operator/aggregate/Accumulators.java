package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.arrangement.RowKey;
import dev.freshet.kernel.row.Hash;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Lays out a group's area for some calls and makes the accumulators and results for them. Calls that can read the same accumulator share it:
 * {@code sum(x)}, {@code avg(x)} and {@code count(x)} have one.
 */
final class Accumulators {
    private enum Form {
        COUNT,
        INTEGERS,
        NUMERICS,
        SQUARES,
        INTERVALS,
        TRUTHS,
        BAG
    }

    private record Shared(Form form, OptionalInt argument, OptionalInt filter, boolean distinct) {}

    private final RowLayout in;
    private final int[] groupBy;
    private final long seed;
    private int length;
    private int seeds;
    private final Map<Shared, Accumulator> made = new HashMap<>();
    final List<Accumulator> list = new ArrayList<>();
    final List<Result> results = new ArrayList<>();

    /**
     * @param countOffset where in the area the group's owner counts its rows
     * @param length bytes of the area that are the owner's
     */
    Accumulators(RowLayout in, int[] groupBy, List<AggregateCall> calls, int countOffset, int length, long seed) {
        this.in = in;
        this.groupBy = groupBy;
        this.length = length;
        this.seed = seed;
        for (AggregateCall call : calls) {
            results.add(result(call, countOffset));
        }
    }

    /** Bytes of the area. */
    int length() {
        return length;
    }

    private Result result(AggregateCall call, int countOffset) {
        if (call.function() == AggregateFunction.COUNT_STAR) {
            if (call.argument().isPresent() || call.distinct() || call.type().kind() != Kind.INT8) {
                throw refused(call);
            }
            return IntegerResults.count(call.filter().isEmpty() ? countOffset : shared(Form.COUNT, call).offset);
        }
        if (call.argument().isEmpty()) {
            throw refused(call);
        }
        ColumnType argument = in.type(call.argument().getAsInt());
        Kind result = call.type().kind();
        return switch (call.function()) {
            case COUNT_STAR, COUNT -> {
                require(result == Kind.INT8, call);
                yield IntegerResults.count(shared(countForm(argument.kind()), call).offset);
            }
            case SUM -> sum(call, argument.kind(), result);
            case AVG -> average(call, argument.kind(), result);
            case MIN -> BagResults.least((Bag) shared(Form.BAG, call), argument, call.type());
            case MAX -> BagResults.greatest((Bag) shared(Form.BAG, call), argument, call.type());
            case BOOL_AND, BOOL_OR -> {
                require(result == Kind.BOOL && argument.kind() == Kind.BOOL, call);
                int offset = shared(Form.TRUTHS, call).offset;
                yield call.function() == AggregateFunction.BOOL_AND
                        ? IntegerResults.allTrue(offset)
                        : IntegerResults.anyTrue(offset);
            }
            case VAR_POP -> variance(Variance.OF_ALL, call, argument.kind());
            case VAR_SAMP -> variance(Variance.OF_SAMPLE, call, argument.kind());
            case STDDEV_POP -> variance(Variance.DEVIATION_OF_ALL, call, argument.kind());
            case STDDEV_SAMP -> variance(Variance.DEVIATION_OF_SAMPLE, call, argument.kind());
        };
    }

    private Result sum(AggregateCall call, Kind argument, Kind result) {
        return switch (argument) {
            case INT2, INT4, INT8 -> {
                require(result == Kind.INT8 || result == Kind.NUMERIC, call);
                int offset = shared(Form.INTEGERS, call).offset;
                yield result == Kind.INT8 ? IntegerResults.bigintSum(offset) : IntegerResults.numericSum(offset);
            }
            case DECIMAL, NUMERIC -> {
                require(result == Kind.NUMERIC, call);
                yield NumericResults.sum((NumericTotal) shared(Form.NUMERICS, call));
            }
            case INTERVAL -> {
                require(result == Kind.INTERVAL, call);
                yield IntervalResult.sum(shared(Form.INTERVALS, call).offset);
            }
            case BOOL, FLOAT4, FLOAT8, TEXT, BPCHAR, DATE, TIMESTAMP, TIMESTAMPTZ, UUID, OPAQUE -> throw refused(call);
        };
    }

    private Result average(AggregateCall call, Kind argument, Kind result) {
        if (argument == Kind.INTERVAL) {
            require(result == Kind.INTERVAL, call);
            return IntervalResult.average(shared(Form.INTERVALS, call).offset);
        }
        require(result == Kind.NUMERIC && (argument.isInteger() || argument.isNumeric()), call);
        return argument.isInteger()
                ? IntegerResults.average(shared(Form.INTEGERS, call).offset)
                : NumericResults.average((NumericTotal) shared(Form.NUMERICS, call));
    }

    private Result variance(Variance variance, AggregateCall call, Kind argument) {
        require(call.type().kind() == Kind.NUMERIC && (argument.isInteger() || argument.isNumeric()), call);
        NumericTotal values = (NumericTotal) shared(Form.NUMERICS, call);
        return variance.result(values, (NumericTotal) shared(Form.SQUARES, call));
    }

    /** A sum has a count as well. */
    private static Form countForm(Kind argument) {
        return switch (argument) {
            case INT2, INT4, INT8 -> Form.INTEGERS;
            case DECIMAL, NUMERIC -> Form.NUMERICS;
            case BOOL, FLOAT4, FLOAT8, TEXT, BPCHAR, DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, OPAQUE -> Form.COUNT;
        };
    }

    private static void require(boolean holds, AggregateCall call) {
        if (!holds) {
            throw refused(call);
        }
    }

    private static IllegalArgumentException refused(AggregateCall call) {
        return new IllegalArgumentException("there is no such aggregate: " + call);
    }

    /** What a call reads, which knows its own offset; of a call with DISTINCT, what takes in each argument once. */
    private Accumulator shared(Form form, AggregateCall call) {
        // an argument more or less of the same value changes neither the least nor whether all are true
        boolean distinct = call.distinct() && form != Form.BAG && form != Form.TRUTHS;
        Shared key = new Shared(form, call.argument(), call.filter(), distinct);
        Accumulator known = made.get(key);
        if (known != null) {
            return known;
        }
        int offset = length;
        length += length(form);
        Choice choice = new Choice(in, call.argument(), call.filter());
        Accumulator accumulator;
        if (distinct) {
            int[] columns = Arrays.copyOf(groupBy, groupBy.length + 1);
            columns[groupBy.length] = call.argument().getAsInt();
            DistinctArguments arguments = new DistinctArguments(
                    new RowKey(in, columns),
                    choice,
                    offset,
                    nextSeed(),
                    nextSeed(),
                    keyed -> make(form, keyed, columns.length - 1, choice, offset));
            list.add(arguments);
            accumulator = arguments.distinct();
        } else {
            accumulator = make(form, in, call.argument().orElse(0), choice, offset);
            list.add(accumulator);
        }
        made.put(key, accumulator);
        return accumulator;
    }

    private Accumulator make(Form form, RowLayout layout, int column, Choice choice, int offset) {
        return switch (form) {
            case COUNT -> new Count(choice, offset);
            case INTEGERS -> new IntegerTotal(new Argument(layout, column), choice, offset);
            case NUMERICS -> new NumericTotal(new Argument(layout, column), choice, offset);
            case SQUARES -> new NumericTotal(new Square(layout, column), choice, offset);
            case INTERVALS -> new IntervalTotal(new Argument(layout, column), choice, offset);
            case TRUTHS -> new Truths(new Argument(layout, column), choice, offset);
            case BAG -> new Bag(new Argument(layout, column), choice, offset, nextSeed());
        };
    }

    private static int length(Form form) {
        return switch (form) {
            case COUNT -> Count.LENGTH;
            case INTEGERS -> IntegerTotal.LENGTH;
            case NUMERICS, SQUARES -> NumericTotal.LENGTH;
            case INTERVALS -> IntervalTotal.LENGTH;
            case TRUTHS -> Truths.LENGTH;
            case BAG -> Bag.LENGTH;
        };
    }

    private long nextSeed() {
        return Hash.of(seeds++, seed);
    }
}
