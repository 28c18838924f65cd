package dev.freshet.kernel.arrangement;

/** What a NULL in a key column matches. */
public enum Nulls {
    /** Nothing, as with {@code =}. */
    NEVER_MATCH,
    /** Another NULL, as with {@code IS NOT DISTINCT FROM}, GROUP BY and set operations. */
    SAME
}
