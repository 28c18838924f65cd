package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.logic.CoerceViaIo;
import dev.freshet.kernel.scalar.logic.Relabel;
import dev.freshet.kernel.scalar.number.IntegerCasts;
import dev.freshet.kernel.type.Kind;
import java.util.List;

/**
 * The operator {@code ||} of a string and another one, or a value of any type, cast to {@code text} first: a boolean is spelled out and
 * {@code char(n)} loses its padding, unlike in {@code concat}.
 */
final class Joining {
    private static final ScalarFunction JOIN = Writing.<BytesVector, BytesVector>binary("||", Composition::concatenate);
    private static final ScalarFunction UNPADDED = Trim.END.ofBlanks();

    private Joining() {}

    /** {@code text || text}. */
    static ScalarFunction ofTexts() {
        return JOIN;
    }

    /** {@code text || anynonarray}. */
    static Expression withAny(List<Expression> arguments, CallContext context) {
        return JOIN.apply(List.of(arguments.get(0), text(arguments.get(1), context)), context);
    }

    /** {@code anynonarray || text}. */
    static Expression anyWith(List<Expression> arguments, CallContext context) {
        return JOIN.apply(List.of(text(arguments.get(0), context), arguments.get(1)), context);
    }

    private static Expression text(Expression argument, CallContext context) {
        Kind kind = argument.type().kind();
        return switch (kind) {
            case BOOL -> IntegerCasts.BOOLEAN_TEXT.apply(List.of(argument), context);
            case BPCHAR -> UNPADDED.apply(List.of(argument), context);
            case TEXT -> new Relabel(argument, context.result());
            case INT2, INT4, INT8, FLOAT4, FLOAT8, DECIMAL, NUMERIC ->
                CoerceViaIo.of(argument, context.result(), context.zone());
            case DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, OPAQUE ->
                CoerceViaIo.of(argument, context.result(), context.zone());
        };
    }
}
