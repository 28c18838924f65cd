package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.Frame;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.Mask;
import dev.freshet.kernel.scalar.Vector;
import dev.freshet.kernel.type.ColumnType;

/**
 * {@code (a, b) OVERLAPS (c, d)} of timestamps (timestamp.c, {@code overlaps_timestamp}): the ends of a stretch may be swapped and one of them
 * NULL, and what is known of the others may yet be enough. Confined to its operator's thread.
 */
final class Overlaps implements Expression {
    private enum Answer {
        NO,
        YES,
        UNKNOWN
    }

    private final Expression firstStart;
    private final Expression firstEnd;
    private final Expression secondStart;
    private final Expression secondEnd;
    private final LongVector result = new LongVector();

    Overlaps(Expression firstStart, Expression firstEnd, Expression secondStart, Expression secondEnd) {
        this.firstStart = firstStart;
        this.firstEnd = firstEnd;
        this.secondStart = secondStart;
        this.secondEnd = secondEnd;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOL;
    }

    @Override
    public Vector evaluate(Frame frame, Mask wanted) {
        LongVector a = (LongVector) firstStart.evaluate(frame, wanted);
        LongVector b = (LongVector) firstEnd.evaluate(frame, wanted);
        LongVector c = (LongVector) secondStart.evaluate(frame, wanted);
        LongVector d = (LongVector) secondEnd.evaluate(frame, wanted);
        result.nulls().clear();
        for (int r = wanted.next(0); r >= 0; r = wanted.next(r + 1)) {
            switch (answer(a, b, c, d, r)) {
                case NO -> result.values[r] = 0;
                case YES -> result.values[r] = 1;
                case UNKNOWN -> result.nulls().set(r);
            }
        }
        return result;
    }

    private static Answer answer(LongVector a, LongVector b, LongVector c, LongVector d, int row) {
        boolean firstOpen = a.nulls().get(row) || b.nulls().get(row);
        boolean secondOpen = c.nulls().get(row) || d.nulls().get(row);
        if ((a.nulls().get(row) && b.nulls().get(row))
                || (c.nulls().get(row) && d.nulls().get(row))) {
            return Answer.UNKNOWN;
        }
        long firstFrom = earlier(a, b, row);
        long secondFrom = earlier(c, d, row);
        if (firstFrom == secondFrom) {
            return firstOpen || secondOpen ? Answer.UNKNOWN : Answer.YES;
        }
        return firstFrom > secondFrom
                ? reaches(firstFrom, firstOpen, c, d, secondOpen, row)
                : reaches(secondFrom, secondOpen, a, b, firstOpen, row);
    }

    /** Whether the stretch that begins earlier goes on to where the later one begins. */
    private static Answer reaches(
            long laterFrom, boolean laterOpen, LongVector start, LongVector end, boolean open, int row) {
        if (open) {
            return Answer.UNKNOWN;
        }
        if (laterFrom < Math.max(start.values[row], end.values[row])) {
            return Answer.YES;
        }
        return laterOpen ? Answer.UNKNOWN : Answer.NO;
    }

    private static long earlier(LongVector start, LongVector end, int row) {
        if (start.nulls().get(row)) {
            return end.values[row];
        }
        return end.nulls().get(row) ? start.values[row] : Math.min(start.values[row], end.values[row]);
    }

    @Override
    public String toString() {
        return "((" + firstStart + ", " + firstEnd + ") OVERLAPS (" + secondStart + ", " + secondEnd + "))";
    }
}
