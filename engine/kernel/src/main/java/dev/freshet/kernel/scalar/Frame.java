package dev.freshet.kernel.scalar;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Up to 256 consecutive rows of a batch, the unit an expression tree is evaluated over. Columns are loaded into vectors when first asked
 * for and kept for the frame. A row that errs is marked here; the first error of a row stands.
 *
 * <p>Confined to its operator's thread and reused from frame to frame.
 */
public final class Frame {
    /** Rows a frame holds at most. */
    public static final int SIZE = 256;

    private final RowLayout layout;
    private final @Nullable ColumnLoader[] loaders;
    private final int[] starts = new int[SIZE];
    private final NullBits nullBits;
    private final @Nullable EvaluationError[] errors = new EvaluationError[SIZE];
    private final Mask errorRows = new Mask();
    private final Mask all = new Mask();
    private Batch batch;
    private int first;
    private int count;
    private long generation;

    public Frame(RowLayout layout) {
        this.layout = layout;
        loaders = new ColumnLoader[layout.width()];
        nullBits = new NullBits(layout.width());
        batch = Batch.empty(layout);
    }

    /** Moves the frame to rows {@code first … first + count − 1} of a batch. */
    public void move(Batch target, int firstRow, int rows) {
        assert rows <= SIZE && target.layout().equals(layout);
        batch = target;
        first = firstRow;
        count = rows;
        generation++;
        target.starts(firstRow, rows, starts);
        all.setFirst(rows);
        if (!errorRows.isEmpty()) {
            errorRows.clear();
            java.util.Arrays.fill(errors, null);
        }
    }

    public RowLayout layout() {
        return layout;
    }

    public Batch batch() {
        return batch;
    }

    /** The row of the batch that is row 0 of this frame. */
    public int first() {
        return first;
    }

    /** Where each row begins in the batch's bytes; not to be changed. */
    int[] starts() {
        return starts;
    }

    /** Sets {@code into} to the rows where a column is NULL. */
    void nulls(int column, Mask into) {
        nullBits.read(column, batch.bytes(), starts, count, generation, into);
    }

    /** Rows in this frame. */
    public int count() {
        return count;
    }

    /** All rows of this frame; not to be changed. */
    public Mask all() {
        return all;
    }

    /** A column of the batch, loaded at most once a frame. */
    public Vector column(int column) {
        ColumnLoader loader = loaders[column];
        if (loader == null) {
            loader = new ColumnLoader(layout, column);
            loaders[column] = loader;
        }
        return loader.load(this, generation);
    }

    /** Marks a row as erring; an earlier mark stays. */
    public void fail(int row, EvaluationError error) {
        if (!errorRows.get(row)) {
            errorRows.set(row);
            errors[row] = error;
        }
    }

    /** The rows that erred; not to be changed. */
    public Mask errorRows() {
        return errorRows;
    }

    /** What an erring row failed with. */
    public EvaluationError error(int row) {
        return Objects.requireNonNull(errors[row], "the row did not err");
    }
}
