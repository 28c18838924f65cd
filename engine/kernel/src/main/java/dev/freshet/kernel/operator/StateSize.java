package dev.freshet.kernel.operator;

/** How much an operator holds: distinct rows (or groups) and the bytes of heap they take, all in. */
public record StateSize(long rows, long bytes) {
    public static final StateSize NONE = new StateSize(0, 0);

    public StateSize plus(StateSize other) {
        return new StateSize(rows + other.rows, bytes + other.bytes);
    }

    @Override
    public String toString() {
        return rows + " rows, " + bytes + " bytes";
    }
}
