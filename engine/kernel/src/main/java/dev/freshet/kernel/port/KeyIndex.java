package dev.freshet.kernel.port;

/**
 * What makes columns a key, as PostgreSQL's catalog shows it (pg_index, pg_attribute, pg_constraint): said once, for who plans by it and for
 * who watches that it still holds.
 */
public final class KeyIndex {
    /**
     * SQL over a row {@code i} of {@code pg_index}: whether no two rows of its table ever have the same values in its columns, NULL taken as a
     * value. Other than a primary key's, columns may be NULL, and a NOT NULL that is NOT VALID says nothing of the rows there are.
     */
    public static final String HOLDS = """
            i.indisunique AND i.indisvalid AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
            AND (i.indisprimary OR i.indnullsnotdistinct OR NOT EXISTS (
                SELECT FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[]) AND NOT a.attnotnull)
              AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_constraint n
                WHERE n.conrelid = i.indrelid AND n.contype = 'n' AND NOT n.convalidated AND n.conkey[1] = ANY (i.indkey::int2[])))""";

    private KeyIndex() {}
}
