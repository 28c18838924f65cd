package dev.freshet.cdc;

/** {@code capture.mode}: which paths capture may take. */
public enum CaptureMode {
    /** Triggers first, the WAL as soon as the server allows it. */
    AUTO,
    /** Triggers for ever. */
    TRIGGER,
    /** As {@link #AUTO}, and a server that cannot do it is a fault at the start. */
    WAL
}
