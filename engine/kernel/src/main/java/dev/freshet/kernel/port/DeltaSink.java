package dev.freshet.kernel.port;

import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.Rows;
import java.util.List;
import java.util.Optional;

/**
 * Where results go: stream tables, their frontier and the catalog of what was done, in one transaction a cycle. Called by the cycle's
 * thread only. Everything it writes is fenced by the epoch taken in {@link #open}.
 */
public interface DeltaSink extends AutoCloseable {
    /**
     * Applies one cycle: its first statement is the compare-and-swap on the frontier, then the tables' changes, then history and frontiers,
     * then COMMIT. All or nothing.
     *
     * @throws FreshetException FR4001 another instance has taken over; FR40xx a table refused its changes, with PostgreSQL's words: nothing
     *     of the cycle is kept then
     */
    List<Merged> merge(Cycle cycle);

    @Override
    void close();

    /**
     * A cycle to be committed.
     *
     * @param number of the cycle, ascending
     * @param from the frontier that was merged last by this instance, or was found in the catalog
     * @param to the frontier the tables are brought to
     * @param timestamp of {@code to}, microseconds since 2000-01-01 UTC
     */
    record Cycle(long number, Optional<Snapshot> from, Snapshot to, long timestamp, List<TableDelta> tables) {}

    /** How a stream table was refreshed, as {@code refresh_history.action}. */
    enum Action {
        INITIALIZE,
        INCREMENTAL,
        FULL,
        NO_DATA
    }

    /**
     * One stream table's part of a cycle.
     *
     * @param delta weights may be beyond ±1 where rows are duplicates; the caller closes it
     * @param key as {@link ViewPlanner.Plan#key}
     * @param target what is written to, and what becomes of it
     * @param changesIn input changes that led to the delta
     * @param computeNanos time the circuit took
     */
    record TableDelta(
            Relation table,
            RowLayout layout,
            List<Integer> key,
            Target target,
            Action action,
            Rows delta,
            long changesIn,
            long startedAt,
            long computeNanos) {}

    /** Where a delta goes. */
    enum Target {
        /** The table as it stands. */
        IN_PLACE,
        /** A new table, filled with the delta and put in the place of the old one (if any) in the same transaction. */
        REPLACE
    }

    /**
     * What a table's merge did.
     *
     * @param changesIn as in its {@link TableDelta}
     * @param timestamp of the cycle
     */
    record Merged(
            Relation table, long inserted, long updated, long deleted, long rowCount, long changesIn, long timestamp) {}
}
