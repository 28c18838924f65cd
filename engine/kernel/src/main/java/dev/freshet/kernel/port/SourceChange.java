package dev.freshet.kernel.port;

import dev.freshet.kernel.row.Batch;

/** What happened to a source between two snapshots. */
public sealed interface SourceChange {
    Relation source();

    /** Rows that went (negative weights) and came (positive); in the source's layout, not consolidated. */
    record Delta(Relation source, Batch rows) implements SourceChange {}

    /**
     * The difference cannot be told from the changes (TRUNCATE, a rewrite): whoever reads the source is rebuilt from a whole read in the
     * next cycle.
     */
    record Reset(Relation source, String reason) implements SourceChange {}

    /** The table is gone or its columns are others: whoever reads it is planned anew. */
    record SchemaChanged(Relation source, String reason) implements SourceChange {}
}
