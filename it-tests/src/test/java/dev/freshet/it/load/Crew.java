package dev.freshet.it.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The threads of a load: what the first of them failed with, and pauses in which none of them is at it. */
public final class Crew {
    private final String who;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    /** Held for reading by who is at it; for writing by a pause. */
    private final ReentrantReadWriteLock turn = new ReentrantReadWriteLock(true);

    /** What is done in a thread, in a turn or in a pause. */
    public interface Work {
        void run() throws Exception;
    }

    /** @param who one of them: {@code writer} */
    Crew(String who) {
        this.who = who;
    }

    /** Starts one more. */
    void start(Work work) {
        threads.add(Thread.ofPlatform().name(who + "-" + threads.size()).start(() -> {
            try {
                work.run();
            } catch (Exception e) {
                failure.compareAndSet(null, e);
            }
        }));
    }

    /** Something of a member's that a pause waits for. */
    void inTurn(Work work) throws Exception {
        turn.readLock().lock();
        try {
            work.run();
        } finally {
            turn.readLock().unlock();
        }
    }

    /** Does something while none of them has a turn. */
    void pause(Work then) throws Exception {
        turn.writeLock().lock();
        try {
            then.run();
        } finally {
            turn.writeLock().unlock();
        }
        requireWell();
    }

    /** Throws what one failed with. */
    void requireWell() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError("a " + who + " failed", failed);
        }
    }

    /** Waits until all have ended, who were asked to. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
