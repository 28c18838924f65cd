package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.NumericVector;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.function.TextForm;
import dev.freshet.kernel.scalar.number.BooleanText;
import dev.freshet.kernel.scalar.number.FloatTextForm;
import dev.freshet.kernel.scalar.number.IntegerText;
import dev.freshet.kernel.scalar.numeric.NumericText;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import dev.freshet.kernel.type.Oids;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Casts by way of text, PostgreSQL's {@code CoerceViaIO}: the output function of one type, then the input function of the other. One of the
 * two is {@code text} or {@code varchar}, whose own functions change nothing; a length is applied by another function later.
 */
public final class CoerceViaIo {
    private CoerceViaIo() {}

    /**
     * The cast.
     *
     * @param zone the session's {@code TimeZone} when the query was planned
     * @throws IllegalArgumentException if it has no exact kernel; the message names the types
     */
    public static Expression of(Expression argument, ColumnType result, ZoneId zone) {
        ColumnType from = argument.type();
        if (isPlainText(result)) {
            Optional<TextForm> form = form(from, zone);
            if (form.isPresent()) {
                return new StrictUnary<>("text", toText(form.get()), argument, result);
            }
        } else if (isPlainText(from)) {
            Optional<TextForm> form = form(result, zone);
            if (form.isPresent()) {
                return new StrictUnary<>("text::" + result.kind(), fromText(form.get()), argument, result);
            }
        }
        throw new IllegalArgumentException(
                "a cast from type " + from.oid() + " to type " + result.oid() + " by way of text has no kernel");
    }

    /** The text form of a type; empty where there is no exact one. */
    private static Optional<TextForm> form(ColumnType type, ZoneId zone) {
        return switch (type.kind()) {
            case BOOL -> Optional.of(BooleanText.BOOL);
            case INT2 -> Optional.of(IntegerText.INT2);
            case INT4 -> Optional.of(IntegerText.INT4);
            case INT8 -> Optional.of(IntegerText.INT8);
            case FLOAT4 -> Optional.of(FloatTextForm.FLOAT4);
            case FLOAT8 -> Optional.of(FloatTextForm.FLOAT8);
            case DECIMAL, NUMERIC -> Optional.of(NumericText.NUMERIC);
            case TEXT, BPCHAR, DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, OPAQUE -> Optional.empty();
        };
    }

    /** {@code name} is cut to 63 bytes, {@code char(n)} is padded: they are not meant here. */
    private static boolean isPlainText(ColumnType type) {
        return type.kind() == Kind.TEXT && type.oid() != Oids.NAME;
    }

    private static StrictUnary.Kernel<Vector, BytesVector> toText(TextForm form) {
        return (Vector argument, BytesVector result, Rows rows) -> {
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                result.set(r, form.output(argument, r));
            }
        };
    }

    private static StrictUnary.Kernel<BytesVector, Vector> fromText(TextForm form) {
        return (BytesVector argument, Vector result, Rows rows) -> {
            if (result instanceof NumericVector numeric) {
                numeric.reset();
            }
            for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
                Optional<EvaluationError> error = form.input(argument.string(r), result, r);
                if (error.isPresent()) {
                    rows.fail(r, error.get());
                }
            }
        };
    }
}
