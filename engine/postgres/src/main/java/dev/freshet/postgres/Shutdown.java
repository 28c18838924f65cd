package dev.freshet.postgres;

/** How a server is asked to stop. */
public enum Shutdown {
    /** Open transactions are rolled back, sessions ended, a checkpoint written. */
    FAST("INT"),
    /** At once and without a checkpoint: the next start recovers from the WAL, as after a crash. */
    IMMEDIATE("QUIT");

    private final String signal;

    Shutdown(String signal) {
        this.signal = signal;
    }

    String signal() {
        return signal;
    }
}
