package dev.freshet.kernel.scalar.oracle;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates a probe in the kernel, over packed rows, frame by frame with one expression tree, as an operator does. */
final class KernelSide {
    private KernelSide() {}

    /** The outcome of each row; {@code images} holds the arguments of the rows, one row after the other. */
    static List<Outcome> evaluate(Probe probe, List<byte @Nullable []> images) {
        List<Column> columns = new ArrayList<>();
        List<Expression> references = new ArrayList<>();
        for (int c = 0; c < probe.arguments().size(); c++) {
            Column column = new Column("a" + (c + 1), probe.arguments().get(c));
            columns.add(column);
            references.add(new ColumnReference(c, column));
        }
        Batch batch = batch(new RowLayout(columns), probe.tuples().size(), images);
        Expression expression = probe.kernel().over(references);
        Frame frame = new Frame(batch.layout());
        List<Outcome> outcomes = new ArrayList<>();
        for (int first = 0; first < batch.size(); first += Frame.SIZE) {
            int count = Math.min(Frame.SIZE, batch.size() - first);
            frame.move(batch, first, count);
            Vector values = expression.evaluate(frame, frame.all());
            for (int row = 0; row < count; row++) {
                outcomes.add(outcome(probe, frame, values, row));
            }
        }
        return outcomes;
    }

    private static Outcome outcome(Probe probe, Frame frame, Vector values, int row) {
        if (frame.errorRows().get(row)) {
            return new Outcome.Failure(frame.error(row));
        }
        return values.nulls().get(row)
                ? new Outcome.Null()
                : new Outcome.Value(WireImage.describe(values, row, probe.result()));
    }

    private static Batch batch(RowLayout layout, int rows, List<byte @Nullable []> images) {
        Batch batch = new Batch(layout);
        RowWriter writer = new RowWriter(batch);
        int next = 0;
        for (int row = 0; row < rows; row++) {
            writer.begin();
            for (int column = 0; column < layout.width(); column++) {
                byte[] image = images.get(next++);
                if (image != null) {
                    WireImage.put(image, writer, column);
                }
            }
            writer.end(1);
        }
        return batch;
    }
}
