package dev.freshet.cdc;

import dev.freshet.cdc.database.Altered;
import dev.freshet.cdc.phase.CapturedSource;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether sources may be read whole: what captures their changes from then on has to be in place. Stateless. */
final class Readiness {
    private Readiness() {}

    /**
     * Waits until it is, for all of them together no longer than a cycle may be kept.
     *
     * @return those that may not be read, and why
     */
    static Map<Relation, Fault> lacking(
            Collection<Relation> tables, Map<Relation, CapturedSource> sources, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Map<Relation, Fault> lacking = new HashMap<>();
        for (Relation relation : tables) {
            CapturedSource source = sources.get(relation);
            if (source == null) {
                continue;
            }
            try {
                // one that turns out to be altered is not waited for any longer
                source.ready().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (source.isAltered()) {
                    lacking.put(relation, Altered.other(relation));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Fault.of("FR3016", "interrupted while capture was put in place")
                        .exception();
            } catch (ExecutionException | TimeoutException e) {
                lacking.put(
                        relation,
                        Fault.of("FR3009", "the triggers of " + relation + " could not be put back in time")
                                .withDetail(source.lastError()));
            }
        }
        return lacking;
    }
}
