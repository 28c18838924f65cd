package dev.freshet.engine.cycle;

import dev.freshet.kernel.port.Relation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has stream tables planned anew until they can be: at once, and the more seldom the longer they cannot, since a column that is gone may be so
 * for long. Confined to the cycle's thread.
 */
final class PlanAgain {
    private static final Duration MOST = Duration.ofSeconds(10);

    private final Consumer<Relation> plan;
    private final Map<Relation, Turn> turns = new HashMap<>();

    private record Turn(Instant next, Duration pause) {}

    PlanAgain(Consumer<Relation> plan) {
        this.plan = plan;
    }

    /** Once a round, with those that are to be planned still. */
    void ask(Set<Relation> wanted, Instant now) {
        turns.keySet().retainAll(wanted);
        for (Relation name : wanted) {
            Turn turn = turns.getOrDefault(name, new Turn(now, Pace.RETRY_AFTER));
            if (!turn.next().isAfter(now)) {
                plan.accept(name);
                Duration twice = turn.pause().multipliedBy(2);
                turns.put(name, new Turn(now.plus(turn.pause()), twice.compareTo(MOST) < 0 ? twice : MOST));
            }
        }
    }
}
