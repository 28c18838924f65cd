package dev.freshet.engine.cycle;

import dev.freshet.engine.definition.Schedule;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.DeltaSink;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.util.List;
import java.util.Optional;

/**
 * Stream tables and their catalog in the database, as the cycle needs them; made by the wiring from the sink's parts. Confined to the
 * cycle's thread.
 */
public interface Store {
    /** Where deltas are merged. */
    DeltaSink sink();

    /** The frontier that was merged last, by whoever was active. */
    Optional<Snapshot> lastFrontier();

    /** The number of the last cycle that was merged. */
    long lastCycle();

    /**
     * Where the first delta of a stream table goes.
     *
     * @throws dev.freshet.kernel.port.FreshetException FR4013 something that is no stream table has its name by now
     */
    DeltaSink.Target target(PlannedTable table);

    /** Why a stream table cannot have its name or its columns; empty if it can. */
    Optional<Fault> obstacle(PlannedTable table, boolean isRead);

    /** The stream tables the catalog has from files. */
    List<Relation> known();

    /**
     * Writes a definition that is to be filled. Where an earlier run has left content, only the state is written now, and the definition by the
     * merge that brings its first content: it may have been edited meanwhile, and no reader is to see one without the other.
     */
    void saveToFill(PlannedTable table, Schedule effective);

    /** Writes a definition whose content is there. */
    void save(PlannedTable table, Schedule effective);

    /** Has an edited definition written by the merge that brings its first content, in one transaction. */
    void saveWithMerge(PlannedTable table, Schedule effective);

    /** Takes back what {@link #saveWithMerge} or {@link #saveToFill} was told, if no merge has written it yet. */
    void withdraw(Relation table);

    /** Writes that it failed, and why. */
    void setFailed(Relation table, String reason);

    /** Writes that it is not failed any more, though nothing was merged: what it reads is not. */
    void setRecovered(Relation table, boolean filled);

    /** Writes why an edited definition was not taken; empty: it was. */
    void setRejection(Relation table, Optional<String> reason);

    /** Drops a stream table and all that is known of it; not CASCADE. */
    void drop(Relation table);

    /** Keeps the newest entries of the refresh history; called now and then. */
    void trimHistory();

    /** Counts up while someone waits for a refresh. */
    long waitRequests();
}
