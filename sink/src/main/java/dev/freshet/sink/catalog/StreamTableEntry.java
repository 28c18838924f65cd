package dev.freshet.sink.catalog;

import dev.freshet.kernel.port.Relation;
import java.util.List;
import java.util.Optional;

/**
 * What the catalog says of a stream table's definition and state; its frontier and row count are written by the merge.
 *
 * @param modeReason why the effective mode is not incremental
 */
public record StreamTableEntry(
        Relation name,
        String query,
        String schedule,
        String effectiveSchedule,
        String mode,
        String effectiveMode,
        Optional<String> modeReason,
        Status status,
        Optional<String> lastError,
        Origin origin,
        List<Dependency> dependencies) {

    /** As {@code freshet.stream_tables.status}. */
    public enum Status {
        INITIALIZING,
        ACTIVE,
        PAUSED,
        FAILED
    }

    /** Where the definition stands. */
    public enum Origin {
        FILE,
        SQL
    }

    /** As {@code freshet.dependencies.kind}. */
    public enum DependencyKind {
        SOURCE,
        STREAM_TABLE,
        VIEW
    }

    /** A relation the stream table reads. */
    public record Dependency(Relation on, DependencyKind kind) {}
}
