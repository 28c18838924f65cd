package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.function.TextInput;
import dev.freshet.kernel.scalar.function.TextOutput;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import dev.freshet.kernel.type.Oids;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Casts by way of text, PostgreSQL's {@code CoerceViaIO}: the output function of one type, then the input function of the other. One of the
 * two is a string, whose own functions change nothing; a length is applied by another function later.
 */
public final class CoerceViaIo {
    private CoerceViaIo() {}

    /**
     * The cast.
     *
     * @param zone the session's {@code TimeZone} when the query was planned; its {@code DateStyle} is ISO, its {@code IntervalStyle}
     *     postgres
     * @throws IllegalArgumentException if it has no exact kernel; the message names the types
     */
    public static Expression of(Expression argument, ColumnType result, ZoneId zone) {
        ColumnType from = argument.type();
        if (isPlainText(result)) {
            return text(argument, result, zone);
        }
        if (from.kind() == Kind.TEXT || from.kind() == Kind.BPCHAR) {
            Optional<TextInput> input = TextForms.input(result, zone);
            if (input.isPresent()) {
                return new StrictUnary<>("text::" + result.kind(), reading(input.get()), argument, result);
            }
        }
        throw new IllegalArgumentException(
                "a cast from type " + from.oid() + " to type " + result.oid() + " by way of text has no kernel");
    }

    /**
     * What the output function of the argument's type gives, as a string of type {@code result}.
     *
     * @param zone as in {@link #of}
     * @throws IllegalArgumentException if it has no exact kernel; the message names the type
     */
    public static Expression text(Expression argument, ColumnType result, ZoneId zone) {
        ColumnType from = argument.type();
        if (TextForms.isText(from)) {
            return new Relabel(argument, result);
        }
        TextOutput output = TextForms.output(from, zone)
                .orElseThrow(() ->
                        new IllegalArgumentException("the output function of type " + from.oid() + " has no kernel"));
        return new StrictUnary<>("text", writing(output), argument, result);
    }

    /** {@code name} is cut to 63 bytes: it is not meant here. */
    private static boolean isPlainText(ColumnType type) {
        return type.kind() == Kind.BPCHAR || (type.kind() == Kind.TEXT && type.oid() != Oids.NAME);
    }

    /** The texts of a frame stand one after the other in a sink of the call's own; what has been written stays valid when it grows. */
    private static StrictUnary.Kernel<Vector, BytesVector> writing(TextOutput output) {
        ByteSink sink = new ByteSink();
        return (Vector argument, BytesVector result, Rows rows) -> {
            sink.clear();
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                int start = sink.length();
                output.write(argument, r, sink);
                result.base[r] = sink.bytes();
                result.from[r] = start;
                result.length[r] = sink.length() - start;
            }
        };
    }

    private static StrictUnary.Kernel<BytesVector, Vector> reading(TextInput input) {
        return (BytesVector argument, Vector result, Rows rows) -> {
            if (result instanceof NumericVector numeric) {
                numeric.reset();
            }
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                Optional<EvaluationError> error = input.input(argument.string(r), result, r);
                if (error.isPresent()) {
                    rows.fail(r, error.get());
                }
            }
        };
    }
}
