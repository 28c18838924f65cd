package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.Mask;
import java.util.List;

/**
 * The rows a kernel is run over: it may compute all rows below {@link #count()} in one dense loop where that is cheap and cannot throw, but
 * marks errors only for the active ones, which are wanted and have no NULL argument. Owned by one node.
 */
public final class Rows {
    private static final Frame NONE = new Frame(new RowLayout(List.of()));

    private final Mask active = new Mask();
    private Frame frame = NONE;
    private int count;

    Rows() {}

    void move(Frame next, Mask wanted, Mask nulls) {
        frame = next;
        count = next.count();
        for (int w = 0; w < active.words.length; w++) {
            active.words[w] = wanted.words[w] & ~nulls.words[w];
        }
    }

    /** Rows in the frame. */
    public int count() {
        return count;
    }

    /** The rows that are wanted and have no NULL argument; not to be changed. */
    public Mask active() {
        return active;
    }

    /** The first active row at or after {@code from}, or −1: {@code for (int r = rows.next(0); r >= 0; r = rows.next(r + 1))}. */
    public int next(int from) {
        return active.next(from);
    }

    /** Marks an active row as erring. */
    public void fail(int row, EvaluationError error) {
        frame.fail(row, error);
    }
}
