package dev.freshet.engine.service;

import java.time.Duration;

/** How long to wait before beginning anew: twice as long each time, up to a limit, and short again once it has gone well for long. Confined to one thread. */
final class Pauses {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration MOST = Duration.ofSeconds(15);
    /** What goes well for so many of the last pauses did not fail for what it failed for then. */
    private static final int WELL = 10;

    private Duration last = Duration.ZERO;

    /**
     * The next one.
     *
     * @param well how long it went well since the last one
     */
    Duration after(Duration well) {
        if (last.isZero() || well.compareTo(last.multipliedBy(WELL)) > 0) {
            last = FIRST;
        } else {
            Duration doubled = last.multipliedBy(2);
            last = doubled.compareTo(MOST) > 0 ? MOST : doubled;
        }
        return last;
    }
}
