package dev.freshet.cdc.catalog;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Relation;

/**
 * A source as the catalog has it.
 *
 * @param phaseSince microseconds since 2000-01-01 UTC
 * @param publicationEntry its token ({@code phase.Fingerprint}) at the hand-over, empty before it
 * @param released nobody reads it any more, but what was put on it could not be removed yet
 */
public record SourceRow(
        int oid, Relation relation, CapturePhase phase, long phaseSince, String publicationEntry, boolean released) {}
