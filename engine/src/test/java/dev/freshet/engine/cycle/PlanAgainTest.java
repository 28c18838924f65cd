package dev.freshet.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.Relation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanAgainTest {
    private static final Relation A = new Relation("shop", "a");
    private static final Relation B = new Relation("shop", "b");

    private final List<Relation> asked = new ArrayList<>();
    private final PlanAgain again = new PlanAgain(asked::add);

    @Test
    void asksAtOnceAndThenTheMoreSeldom() {
        List<Long> at = new ArrayList<>();
        for (long second = 0; second < 50; second++) {
            int before = asked.size();
            again.ask(Set.of(A), Instant.EPOCH.plusSeconds(second));
            if (asked.size() > before) {
                at.add(second);
            }
        }
        assertThat(at).containsExactly(0L, 2L, 6L, 14L, 24L, 34L, 44L);
    }

    @Test
    void forgetsWhatHasBeenPlanned() {
        again.ask(Set.of(A, B), Instant.EPOCH);
        assertThat(asked).containsExactlyInAnyOrder(A, B);
        again.ask(Set.of(B), Instant.EPOCH);
        again.ask(Set.of(A, B), Instant.EPOCH.plusMillis(1));
        assertThat(asked).hasSize(3).endsWith(A);
    }
}
