package dev.freshet.engine;

import java.util.Optional;

/**
 * The launcher, where an older Java started this one: when it is killed without a word, this JVM must not outlive it. Its property carries the
 * launcher's process id.
 */
final class Launched {
    /** As {@code dev.freshet.launcher.Launcher} sets it. */
    private static final String BY = "freshet.launched-by";

    /** As a shell tells of a process that SIGKILL ended. */
    private static final int KILLED = 137;

    private Launched() {}

    /**
     * Ends this JVM when the launcher ends before it. Asked to stop, the launcher waits for us: its end alone means that it was killed, and
     * then we end as it did, at once. Does nothing without a launcher.
     */
    static void endWithLauncher() {
        Optional.ofNullable(System.getProperty(BY))
                .map(Long::parseLong)
                .ifPresent(pid -> ProcessHandle.of(pid)
                        .ifPresentOrElse(
                                launcher -> launcher.onExit()
                                        .thenRun(() -> Runtime.getRuntime().halt(KILLED)),
                                () -> Runtime.getRuntime().halt(KILLED)));
    }
}
