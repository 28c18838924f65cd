package dev.freshet.planner.analyse;

/** Something in a query that no operator of ours maintains: it is named, and the query is refreshed in full, or refused. */
public final class NotIncremental extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The message names what it is, as its author would: {@code LEFT JOIN}, {@code function now()}. */
    public NotIncremental(String what) {
        super(what);
    }

    /** What it is. */
    public String what() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
