package dev.freshet.cdc.table;

/**
 * A live column as {@code pg_attribute} has it.
 *
 * @param number {@code attnum}
 * @param name unquoted
 * @param declared its type, {@code pg_type.oid}
 * @param type that type without domains
 * @param typeName the latter for SQL, without modifier
 * @param generation how it is generated
 * @param expression of a generated column, as SQL over the table's columns
 */
public record LiveColumn(
        int number, String name, int declared, int type, String typeName, Generation generation, String expression) {
    /** Whether a column is computed. */
    public enum Generation {
        NONE,
        STORED,
        /** Computed when read: neither a trigger's transition table nor the WAL has it. */
        VIRTUAL
    }
}
