package dev.freshet.postgres;

/** Where the server's programs are unpacked to. */
public enum Unpacking {
    /** Once for this user and archive, to a directory that stays below {@code java.io.tmpdir} and saves three seconds the next time. */
    CACHED,
    /** Into the server's own directory, removed with it. */
    PRIVATE
}
