package dev.freshet.cdc.polled;

import dev.freshet.kernel.port.ChangeSource.Unpolled;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a foreign server may keep a cycle waiting, in which all stream tables wait, and how soon it is asked again. After a failure it is
 * left alone for ten times as long as that took, so that a server which does not answer costs the others no more than a tenth of their time;
 * after a failure for being late it gets twice the time, so that a large table is got in the end. Confined to the cycle's thread.
 */
final class Patience {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final long LEAST_PAUSE_NANOS = Duration.ofMillis(500).toNanos();
    private static final int PAUSES = 10;

    private Duration limit = FIRST;
    private Optional<Unpolled> failure = Optional.empty();
    private long retryAt;

    /** For one statement. */
    Duration limit() {
        return limit;
    }

    /** The failure after which it is not asked yet. */
    Optional<Unpolled> pause(long now) {
        return failure.filter(any -> now - retryAt < 0);
    }

    void failed(Unpolled why, boolean late, long begun, long now) {
        failure = Optional.of(why);
        retryAt = now + Math.max(LEAST_PAUSE_NANOS, PAUSES * (now - begun));
        if (late) {
            limit = limit.multipliedBy(2).compareTo(MOST) < 0 ? limit.multipliedBy(2) : MOST;
        }
    }

    void succeeded() {
        failure = Optional.empty();
    }
}
