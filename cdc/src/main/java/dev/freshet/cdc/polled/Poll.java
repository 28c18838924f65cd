package dev.freshet.cdc.polled;

import dev.freshet.kernel.arrangement.ZSetAccumulator;
import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.row.Batch;

/** What came of polling a source in a cycle. */
sealed interface Poll {
    /** It holds what it held. */
    record Same(Sight seen) implements Poll {}

    /**
     * It holds something else.
     *
     * @param delta to be added to what it held; consolidated, not empty
     */
    record Differs(Sight seen, Batch delta) implements Poll {}

    /** It was read for the first time: nobody is to be told of a difference. */
    record First(Sight seen, ZSetAccumulator content) implements Poll {}

    /** Another name, other columns, or gone. */
    record Altered(String reason) implements Poll {}

    /** Not at this snapshot. */
    record Missing(Unpolled why) implements Poll {}
}
