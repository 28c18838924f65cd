package dev.freshet.kernel.port;

import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.row.RowLayout;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where changes come from: source tables, captured by trigger or from the WAL, cut by the one clock. Called by the cycle's thread only,
 * except {@link #status} and {@link #close}.
 *
 * <p>The life of a cycle: {@link #begin}, then of the {@link Reading} its snapshot, whole reads and changes, then, when the results have
 * been merged and committed, {@link #applied}.
 */
public interface ChangeSource extends AutoCloseable {
    /** Whether a fault says that a table is gone, or is not what it was planned with: who reads it is to be planned anew. */
    static boolean isAltered(Fault fault) {
        return fault.code().equals("FR3007") || fault.code().equals("FR3008");
    }

    /** Whether a fault says that somebody holds a table: it can be had later, as it is. */
    static boolean isHeld(Fault fault) {
        return fault.code().equals("FR3009");
    }

    /**
     * Starts to capture a table; when this returns, every change of a transaction that a later {@link Reading} does not see will be
     * delivered by one after it. Idempotent; a table that was already captured (before a restart too) goes on as it was.
     *
     * @throws FreshetException FR30xx: it cannot be captured, with the reason; nothing of it is left then
     */
    void capture(SourceTable table);

    /** Ends the capture of a table that no stream table reads any more; removes what was put on it. */
    void release(Relation table);

    /**
     * Opens a cycle: locks the tables to be read whole (ACCESS SHARE, before the snapshot: TRUNCATE and rewrites are not MVCC), then takes
     * the snapshot.
     *
     * @param wholeReads captured tables, and stream tables, whose whole content this cycle will read; often none. One whose lock is not
     *     got in time keeps the others waiting no longer than that: see {@link Reading#unlocked}
     * @param polled sources whose changes nothing tells of (foreign tables, materialized views) that the stream tables of this cycle read:
     *     those that are captured are read and compared with what they held when they were polled and applied before, and can be read whole;
     *     of the others it is made sure that a query in this cycle sees what the snapshot shows
     * @throws FreshetException FR3001 the database cannot be reached; FR3002 the server was restarted since this change source was opened:
     *     what is in memory is void and everything is to be opened anew
     */
    Reading begin(Collection<Relation> wholeReads, Collection<SourceTable> polled);

    /** A cycle that polls nothing. */
    default Reading begin(Collection<Relation> wholeReads) {
        return begin(wholeReads, List.of());
    }

    /**
     * The cycle of this snapshot is done: all results merged and committed (or there was nothing to merge). Buffers up to it are trimmed,
     * WAL up to the longest applied prefix acknowledged, and phases may move on.
     */
    void applied(Snapshot snapshot);

    /** Phase and figures of each captured table, as {@code freshet.sources} shows them. Any thread. */
    List<SourceStatus> status();

    /**
     * Waits until something may have changed, or the time is over; an arrival from the WAL ends it early. For sources in the trigger phase
     * nothing announces a change, so the caller chooses a short time.
     */
    void awaitChange(Duration atMost) throws InterruptedException;

    /** Ends capture's connections and the WAL stream; slot, publication, triggers and buffers stay for the next start. */
    @Override
    void close();

    /** One cycle's view of the database. Confined to the cycle's thread; to be closed. */
    interface Reading extends AutoCloseable {
        /** What this cycle brings every stream table to. */
        Snapshot snapshot();

        /** The time of the snapshot by the server's clock, microseconds since 2000-01-01 UTC. */
        long timestamp();

        /**
         * Whether nothing at all ended since the last applied reading: equal snapshots. Then there is nothing to do and {@link #changes}
         * is empty.
         */
        boolean idle();

        /**
         * Of the sources to be polled, those that could not be: no stream table that reads one can be brought to this snapshot. The others
         * can, and nothing is told of these.
         */
        Map<SourceTable, Unpolled> unpolled();

        /**
         * Of the tables to be read whole, those that cannot be in this reading, and why: FR3007 there is none of the name, FR3009 somebody
         * holds it, FR3004 it is not allowed.
         */
        Map<Relation, Fault> unlocked();

        /** Of views as they were when a query was planned, those that the snapshot shows otherwise, or not at all. Before {@link #changes}. */
        Set<View> redefined(Collection<View> views);

        /**
         * The whole content of a table locked or polled at {@link ChangeSource#begin}, as of the snapshot, in the given layout's columns by
         * name, in batches of a few thousand rows, whose sum it is.
         *
         * @param rows takes them, after a first call of {@link RowConsumer#expect}, for progress
         * @throws FreshetException FR3007, FR3008 it is not what it was planned with; nothing was read then, and the reading goes on
         */
        void readWhole(SourceTable table, RowConsumer rows);

        /**
         * The result of a query as of the snapshot, for a stream table that is refreshed in full; the tables it reads were given to
         * {@link ChangeSource#begin}. Run in the snapshot's own transaction as {@code COPY (query) TO STDOUT}.
         *
         * @param query a SELECT with exactly the layout's columns, in order
         * @throws FreshetException FR3020 the query failed, with PostgreSQL's words
         */
        void readQuery(String query, RowLayout layout, RowConsumer rows);

        /**
         * The name under which the snapshot is exported ({@code SET TRANSACTION SNAPSHOT}), valid until {@link #changes} or {@link #close}:
         * for a full refresh, and for comparing.
         */
        String export();

        /**
         * The changes of every captured table (those that changed) between the last applied reading and this one's snapshot. Ends the
         * snapshot's transaction, then waits until the WAL has been seen as far as the snapshot needs. To be called once, after whole reads.
         *
         * <p>A source may be told of several times, in portions, so that a burst larger than memory passes; a reset voids what this reading
         * has told of its source before.
         */
        void changes(Consumer<SourceChange> told);

        @Override
        void close();
    }

    /** Takes the rows of a whole read. */
    interface RowConsumer {
        /** Called once before the rows. */
        void expect(long estimatedRows);

        /** A batch of rows, the consumer's to keep. */
        void rows(dev.freshet.kernel.row.Batch batch);
    }

    /** Why a source could not be polled. */
    record Unpolled(Kind kind, Fault reason) {
        /** What is to be thought of it. */
        public enum Kind {
            /** It is being refreshed or altered, or was a moment ago: to be tried again soon, and no fault. */
            BUSY,
            /** It cannot be read; it is tried again. */
            FAILED
        }
    }

    /**
     * What {@code freshet.sources} shows of a source.
     *
     * @param phase empty for a source that is polled: it is in none
     * @param phaseSince microseconds since 2000-01-01 UTC
     * @param pendingChanges rows captured and not yet applied; in a buffer as the server's statistics have them
     * @param lagBytes WAL between what is acknowledged and the server's end; empty in the trigger phase
     */
    record SourceStatus(
            Relation source,
            Optional<CapturePhase> phase,
            long phaseSince,
            long pendingChanges,
            Optional<Long> lagBytes,
            Optional<String> lastError) {}
}
