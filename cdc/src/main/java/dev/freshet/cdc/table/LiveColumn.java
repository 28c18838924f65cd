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
    /** SQL for number, name, type, modifier and collation of each live column of the relation whose OID the {@code %s} is; NULL if it has none. */
    public static final String SIGNATURE =
            "(SELECT pg_catalog.string_agg(a.attnum || ' ' || a.attname || ' ' || a.atttypid || ' ' || a.atttypmod || ' ' || "
                    + "a.attcollation, ',' ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped)";

    /** Whether a column is computed. */
    public enum Generation {
        NONE,
        STORED,
        /** Computed when read: neither a trigger's transition table nor the WAL has it. */
        VIRTUAL
    }
}
