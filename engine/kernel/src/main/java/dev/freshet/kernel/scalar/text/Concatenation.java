package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.logic.CoerceViaIo;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.type.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code concat} and {@code concat_ws}: values as their output functions print them, NULLs passed over, with a separator between them;
 * NULL where the separator is. Confined to its operator's thread.
 */
final class Concatenation implements Expression {
    private final String name;
    private final ColumnType type;
    private final Expression separator;
    private final List<Expression> parts;
    private final BytesVector[] values;
    private final BytesVector result = new BytesVector();
    private final TextArena out = new TextArena();

    private Concatenation(String name, ColumnType type, Expression separator, List<Expression> parts) {
        this.name = name;
        this.type = type;
        this.separator = separator;
        this.parts = parts;
        values = new BytesVector[parts.size()];
    }

    /** {@code concat(…)}. */
    static ScalarFunction plain() {
        return (arguments, context) -> new Concatenation(
                "concat", context.result(), Constant.of(context.result(), ""), texts(arguments, context));
    }

    /** {@code concat_ws(separator, …)}. */
    static ScalarFunction separated() {
        return (arguments, context) -> new Concatenation(
                "concat_ws",
                context.result(),
                arguments.getFirst(),
                texts(arguments.subList(1, arguments.size()), context));
    }

    private static List<Expression> texts(List<Expression> arguments, CallContext context) {
        return arguments.stream()
                .map(argument -> CoerceViaIo.text(argument, context.result(), context.zone()))
                .toList();
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        BytesVector between = (BytesVector) separator.evaluate(frame, wanted);
        for (int i = 0; i < values.length; i++) {
            values[i] = (BytesVector) parts.get(i).evaluate(frame, wanted);
        }
        Mask nulls = result.nulls();
        nulls.copy(between.nulls());
        out.begin();
        for (int r = wanted.next(0); r >= 0; r = wanted.next(r + 1)) {
            if (!nulls.get(r)) {
                concatenate(between, r, frame);
            }
        }
        return result;
    }

    private void concatenate(BytesVector between, int row, Frame frame) {
        long length = 0;
        boolean first = true;
        for (BytesVector value : values) {
            if (value.nulls().get(row)) {
                continue;
            }
            if (!first) {
                length = grow(length, between.length[row], frame, row);
            }
            length = grow(length, value.length[row], frame, row);
            if (length < 0) {
                return;
            }
            first = false;
        }
        out.open((int) length);
        first = true;
        for (BytesVector value : values) {
            if (value.nulls().get(row)) {
                continue;
            }
            if (!first) {
                out.put(between.base[row], between.from[row], between.length[row]);
            }
            out.put(value.base[row], value.from[row], value.length[row]);
            first = false;
        }
        out.close(result, row);
    }

    /** The length with so many more bytes; negative, and the row marked, if PostgreSQL could not make room for them. */
    private static long grow(long length, int more, Frame frame, int row) {
        if (length >= 0 && TextErrors.grows(length, more)) {
            return length + more;
        }
        if (length >= 0) {
            frame.fail(row, TextErrors.growth(length, more));
        }
        return -1;
    }

    @Override
    public String toString() {
        String list = parts.stream().map(Object::toString).collect(Collectors.joining(", "));
        return name.equals("concat") ? "concat(" + list + ")" : name + "(" + separator + ", " + list + ")";
    }
}
