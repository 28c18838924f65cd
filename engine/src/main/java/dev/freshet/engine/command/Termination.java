package dev.freshet.engine.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * SIGTERM and SIGINT as a way to end well: the work is asked to end and waited for, and the process ends with the work's status, not with
 * the signal's.
 */
final class Termination {
    private Termination() {}

    /**
     * Does the work on the caller's thread.
     *
     * @param ask asks the work to end, from another thread
     * @param patience how long a signal waits for it; after that the process ends as the signal would have it
     */
    static int during(Callable<Integer> work, Runnable ask, Duration patience) throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        Thread signalled = Thread.ofPlatform().name("freshet-stop").unstarted(() -> {
            ask.run();
            endAs(status, patience);
        });
        Runtime.getRuntime().addShutdownHook(signalled);
        try {
            int result = work.call();
            status.complete(result);
            return result;
        } catch (Exception | Error e) {
            status.completeExceptionally(e);
            throw e;
        } finally {
            remove(signalled);
        }
    }

    private static void endAs(CompletableFuture<Integer> status, Duration patience) {
        try {
            Runtime.getRuntime().halt(status.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // it is reported by the thread that worked, which has gone on to exit
        } catch (TimeoutException e) {
            System.err.println("not ended after " + patience.toSeconds() + " s; giving up");
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending: the hook is what waits for us
        }
    }
}
