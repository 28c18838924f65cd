package dev.freshet.it.crash;

/** What Freshet is in the middle of when a point is waited for. */
enum Ground {
    /** It starts, on what the kill before left. */
    START,
    /** The same, after a definition was edited. */
    EDITED_BEFORE,
    /** It starts without its slot: sources that were on the WAL come back to triggers, and all go over to it again. */
    WITHOUT_SLOT,
    /** The same, when all sources had been on the WAL. */
    FELL_BACK,
    /** All sources are on the WAL. */
    STREAMING,
    /** All sources are on the WAL, and then the slot is dropped. */
    SLOT_DROPPED,
    /** A definition was edited. */
    EDITED
}
