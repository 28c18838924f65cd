package dev.freshet.postgres;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of the server, from ready to gone: a child of this JVM in the foreground, never daemonised. Confined to the lock of its server.
 *
 * @param process our child; the postmaster itself, or runuser that waits for it
 * @param pid the postmaster
 */
record Postmaster(Process process, long pid) {
    private static final int PATIENCE_SECONDS = 120;

    boolean isRunning() {
        return process.isAlive();
    }

    /** Returns when it is gone; one that does not go is killed. */
    void stop(Shutdown mode) {
        signal(mode.signal());
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        if (process.isAlive()) {
            kill();
        }
    }

    /** SIGKILL to the postmaster and all its children, as the out-of-memory killer would; returns when they are gone. */
    void kill() {
        signal("STOP"); // no new children while we count them
        List<ProcessHandle> family = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        signal("KILL");
        family.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly(); // runuser stops itself with its child, and is not woken by its death
        process.onExit().join();
    }

    private void signal(String name) {
        if (process.isAlive()) {
            Command.run(List.of("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid)));
        }
    }
}
