package dev.freshet.kernel.port;

/** How a source is captured; every move is written in the catalog first. */
public enum CapturePhase {
    /** Statement-level triggers write a buffer table. */
    TRIGGER,
    /** Both paths capture; the trigger's feeds the circuits, the WAL's is compared. */
    TRANSITIONING,
    /** Debezium tails the WAL; the source carries nothing of ours. */
    WAL
}
