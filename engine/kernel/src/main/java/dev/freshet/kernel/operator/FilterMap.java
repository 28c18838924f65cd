package dev.freshet.kernel.operator;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.scalar.VectorWriter;
import dev.freshet.kernel.scalar.logic.Truth;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code SELECT values FROM … WHERE condition}: the rows for which the condition is true, with new values or as they are. Linear:
 * Δf(A) = f(ΔA), so that nothing is held. A row whose condition or one of whose values errs is entered among the errors instead, with its
 * weight; the values of a row that the condition drops are not evaluated.
 *
 * <p>Works on frames of 256 rows, an expression node at a time. Confined to its circuit's thread.
 */
public final class FilterMap implements Operator {
    private final RowLayout layout;
    private final Frame frame;
    private final Optional<Expression> condition;
    private final Output output;
    private final Mask keep = new Mask();

    /** What becomes of the rows that are kept. */
    private sealed interface Output {
        /** Works out what may err. */
        void evaluate(Frame frame, Mask rows);

        /** Appends the rows that did not. */
        void write(Frame frame, Mask rows, Batch out);
    }

    private FilterMap(RowLayout in, RowLayout layout, Optional<Expression> condition, Output output) {
        this.layout = layout;
        this.condition = condition;
        this.output = output;
        frame = new Frame(in);
        condition.ifPresent(expression -> requireKind(Kind.BOOL, expression));
    }

    /** Keeps rows as they are. */
    public static FilterMap filter(RowLayout in, Expression condition) {
        return new FilterMap(in, in, Optional.of(condition), new Copy());
    }

    /**
     * Makes new rows of those that are kept.
     *
     * @param values one a column of {@code out}, of its kind
     */
    public static FilterMap map(RowLayout in, Optional<Expression> condition, List<Expression> values, RowLayout out) {
        if (values.size() != out.width()) {
            throw new IllegalArgumentException(values.size() + " values for " + out);
        }
        for (int column = 0; column < values.size(); column++) {
            requireType(out.type(column), values.get(column));
        }
        return new FilterMap(in, out, condition, new Compute(values, out));
    }

    private static void requireType(ColumnType wanted, Expression value) {
        requireKind(wanted.kind(), value);
        if (wanted.kind() == Kind.DECIMAL && value.type().numericScale() != wanted.numericScale()) {
            throw new IllegalArgumentException("of another scale than " + wanted + ": " + value);
        }
    }

    private static void requireKind(Kind wanted, Expression value) {
        if (value.type().kind() != wanted) {
            throw new IllegalArgumentException("not of kind " + wanted + ": " + value);
        }
    }

    @Override
    public RowLayout layout() {
        return layout;
    }

    @Override
    public void tick(List<Batch> inputs, Batch out, ErrorLedger errors) {
        Batch delta = inputs.getFirst();
        for (int first = 0; first < delta.size(); first += Frame.SIZE) {
            frame.move(delta, first, Math.min(Frame.SIZE, delta.size() - first));
            choose();
            output.evaluate(frame, keep);
            if (!frame.errorRows().isEmpty()) {
                enter(errors);
                keep.andNot(frame.errorRows());
            }
            output.write(frame, keep, out);
            if (first == 0) {
                expectLike(out, delta.size());
            }
        }
    }

    /** Makes room for the rest of a delta of which the first frame is out, as if the others were like it. */
    private void expectLike(Batch out, int rows) {
        int frames = (rows - 1) / Frame.SIZE;
        int rowsMore = out.size() * frames;
        long bytesMore = (long) out.byteLength() * frames;
        out.reserve(rowsMore + (rowsMore >> 3), bytesMore + (bytesMore >> 3));
    }

    private void choose() {
        if (condition.isPresent()) {
            LongVector truth = (LongVector) condition.get().evaluate(frame, frame.all());
            Truth.trues(truth, frame.all(), keep);
            keep.andNot(frame.errorRows());
        } else {
            keep.copy(frame.all());
        }
    }

    private void enter(ErrorLedger errors) {
        Mask rows = frame.errorRows();
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            errors.add(frame.error(row), frame.batch().weight(frame.first() + row));
        }
    }

    @Override
    public String describe() {
        String where = condition.map(expression -> "filter " + expression).orElse("");
        return switch (output) {
            case Copy copy -> where;
            case Compute compute -> (where.isEmpty() ? "" : where + ", ") + "map " + compute;
        };
    }

    private record Copy() implements Output {
        @Override
        public void evaluate(Frame frame, Mask rows) {
            // the row is there already
        }

        @Override
        public void write(Frame frame, Mask rows, Batch out) {
            Batch source = frame.batch();
            for (int i = rows.next(0); i >= 0; i = rows.next(i + 1)) {
                int row = frame.first() + i;
                out.append(source.bytes(), source.start(row), source.length(row), source.weight(row));
            }
        }
    }

    private static final class Compute implements Output {
        private final List<Expression> values;
        private final Vector[] columns;
        private final VectorWriter writer;

        private Compute(List<Expression> values, RowLayout out) {
            this.values = List.copyOf(values);
            columns = new Vector[values.size()];
            writer = new VectorWriter(out);
        }

        @Override
        public void evaluate(Frame frame, Mask rows) {
            if (rows.isEmpty()) {
                return;
            }
            for (int column = 0; column < columns.length; column++) {
                columns[column] = values.get(column).evaluate(frame, rows);
            }
        }

        @Override
        public void write(Frame frame, Mask rows, Batch out) {
            if (!rows.isEmpty()) {
                writer.write(frame, columns, rows, out);
            }
        }

        @Override
        public String toString() {
            return values.stream().map(Object::toString).collect(Collectors.joining(", ", "(", ")"));
        }
    }
}
