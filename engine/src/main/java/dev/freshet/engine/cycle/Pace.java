package dev.freshet.engine.cycle;

import dev.freshet.engine.definition.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * When the rounds of the cycle's thread do what. Schedules are told by the wall clock, which people and time servers set: forward makes
 * things due early once, and backward must not keep them waiting until the clock is again where it was. Confined to the cycle's thread.
 */
final class Pace {
    static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** A source is being refreshed. */
    static final Duration BUSY_AFTER = Duration.ofMillis(250);

    /** How often changes are fetched and summed up though no stream table is due, so that they do not pile up raw. */
    private static final Duration FETCH_EVERY = Duration.ofSeconds(1);

    private static final Duration LOOK_FOR_WAITERS = Duration.ofMillis(20);
    /** By so much or less a clock may go back as time servers make it do, and nothing comes much too late. */
    private static final Duration NO_STEP = Duration.ofSeconds(1);

    private final Clock clock;
    private Instant lastRound = Instant.EPOCH;
    private Instant lastFetch = Instant.EPOCH;
    private Instant lastLook = Instant.EPOCH;
    private Instant lastDrops = Instant.EPOCH;

    Pace(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Begins a round: the time it goes by. */
    Instant begin(Collection<StreamTable> tables) {
        Instant now = clock.instant();
        if (now.plus(NO_STEP).isBefore(lastRound)) {
            lastFetch = Instant.EPOCH;
            lastLook = Instant.EPOCH;
            lastDrops = Instant.EPOCH;
            tables.forEach(table -> table.clockSetBack(now));
        }
        lastRound = now;
        return now;
    }

    /** Whether changes are to be fetched by now, whoever is due. */
    boolean isFetchDue(Instant now) {
        return !lastFetch.plus(FETCH_EVERY).isAfter(now);
    }

    void fetched(Instant now) {
        lastFetch = now;
    }

    /** Whether it is time to look for those who wait for a refresh; then that is now. */
    boolean looksForWaiters(Instant now) {
        if (lastLook.plus(LOOK_FOR_WAITERS).isAfter(now)) {
            return false;
        }
        lastLook = now;
        return true;
    }

    /** Whether it is time to drop what could not be dropped; then that is now. */
    boolean triesDrops(Instant now) {
        if (!lastDrops.plus(RETRY_AFTER).isBefore(now)) {
            return false;
        }
        lastDrops = now;
        return true;
    }

    /** How long until something is due, counting the next fetch; may be negative. */
    Duration untilNext(Collection<StreamTable> tables) {
        Instant now = clock.instant();
        Instant next = now.plus(FETCH_EVERY);
        for (StreamTable table : tables) {
            if (!(table.schedule() instanceof Schedule.Continuous)
                    && table.due().isBefore(next)) {
                next = table.due();
            }
        }
        return Duration.between(now, next);
    }
}
