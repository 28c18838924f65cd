package dev.freshet.cdc;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Relation;
import java.util.Optional;

/** Told of what a person may want to know of capture. Called on capture's threads; must not block and not throw. */
public interface CaptureListener {
    /** A source's phase was moved, in the catalog and in fact. */
    default void moved(Relation source, CapturePhase from, CapturePhase to) {}

    /** Something to be told aloud. */
    void alert(Alert alert);

    /**
     * An alert as {@code freshet_alert} carries it.
     *
     * @param source empty where it concerns all of them
     * @param code {@code FR30xx}
     */
    record Alert(Event event, Optional<Relation> source, String code, String message) {}

    /** The kinds of alert that come from capture. */
    enum Event {
        CAPTURE_TRANSITION,
        CAPTURE_FALLBACK,
        /** Capture stays as it is, or goes on, with something worth knowing. */
        CAPTURE_NOTICE,
        SLOT_LAG,
        SLOT_LOST,
        SCHEMA_CHANGED
    }
}
