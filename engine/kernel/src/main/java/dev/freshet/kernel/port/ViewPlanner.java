package dev.freshet.kernel.port;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.row.RowLayout;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Turns a defining query into a plan. Called by the engine's definitions thread. */
public interface ViewPlanner {
    /**
     * Plans a query.
     *
     * @param query the SELECT, as the user wrote it
     * @param streamTables the stream tables there are or will be, with their columns: they are inputs by themselves and not expanded. One that
     *     is not in the database yet is made as an empty table inside the planning transaction, which is rolled back, so that a set of new
     *     definitions can be planned before any of their tables is there
     * @throws FreshetException FR20xx: PostgreSQL (or we) refuse it; {@link Fault#place} is {@code line:column} within the query's text
     *     where PostgreSQL tells one, else empty
     */
    Plan plan(String query, Map<Relation, RowLayout> streamTables);

    /**
     * What is known of a query.
     *
     * @param output its columns, names and types as PostgreSQL's
     * @param key columns of the output that are unique and not NULL, empty if none are known; the table's unique index
     * @param inputs the tables and stream tables it reads, each once, in the order of {@link Circuit}'s inputs
     * @param views the views that were expanded, as they were then
     * @param maintenance how it can be kept up to date
     */
    record Plan(RowLayout output, List<Integer> key, List<Input> inputs, Set<View> views, Maintenance maintenance) {}

    /**
     * A relation a query reads.
     *
     * @param kind what it is, and so how its changes come to be known
     */
    record Input(SourceTable table, Kind kind) {
        /** What a query may read. */
        public enum Kind {
            /** A table whose changes are captured. */
            SOURCE,
            /** A foreign table or a materialized view: nothing tells of its changes, so it is read again and again. */
            POLLED,
            /** Another stream table. */
            STREAM_TABLE
        }

        public boolean streamTable() {
            return kind == Kind.STREAM_TABLE;
        }

        public boolean polled() {
            return kind == Kind.POLLED;
        }
    }

    /** Whether deltas can be computed. */
    sealed interface Maintenance {
        /** By a circuit; each call makes a new, empty one. Its input names are {@link Relation#toString}. */
        record Incremental(Supplier<Circuit> circuit, String description) implements Maintenance {}

        /** Only by running the query again: what is not incremental and why, in the query's own words. */
        record FullOnly(List<Fault> reasons) implements Maintenance {}
    }
}
