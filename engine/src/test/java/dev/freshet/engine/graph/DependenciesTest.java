package dev.freshet.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.freshet.engine.definition.Schedule;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of refreshes, and freshness declared at the leaf. */
class DependenciesTest {
    private static final Relation A = new Relation("s", "a");
    private static final Relation B = new Relation("s", "b");
    private static final Relation C = new Relation("s", "c");
    private static final Relation D = new Relation("s", "d");

    /** a ← b, c ← d: a diamond. */
    private static final Map<Relation, List<Relation>> DIAMOND =
            Map.of(A, List.of(), B, List.of(A), C, List.of(A), D, List.of(B, C));

    @Test
    void whatIsReadComesFirst() {
        assertThat(Dependencies.of(DIAMOND).order()).containsExactly(A, B, C, D);
    }

    @Test
    void upstreamAndDownstreamGoOverAnySteps() {
        Dependencies graph = Dependencies.of(DIAMOND);
        assertThat(graph.withUpstream(List.of(B))).containsExactlyInAnyOrder(B, A);
        assertThat(graph.withDownstream(List.of(B))).containsExactlyInAnyOrder(B, D);
        assertThat(graph.withDownstream(List.of(A))).isEqualTo(Set.of(A, B, C, D));
        assertThat(graph.readers(A)).containsExactlyInAnyOrder(B, C);
    }

    @Test
    void whatIsReadAndNotThereIsLeftOut() {
        assertThat(Dependencies.of(Map.of(B, List.of(A))).order()).containsExactly(B);
    }

    @Test
    void aCircleIsRefusedWithItsPath() {
        assertThatExceptionOfType(FreshetException.class)
                .isThrownBy(() -> Dependencies.of(Map.of(A, List.of(C), B, List.of(A), C, List.of(B), D, List.of())))
                .satisfies(e -> {
                    assertThat(e.fault().code()).isEqualTo("FR2020");
                    assertThat(e.fault().detail()).contains("s.a", "s.b", "s.c").doesNotContain("s.d");
                });
        assertThat(Dependencies.circle(Map.of(A, List.of(A)))).containsExactly(A, A);
        assertThat(Dependencies.circle(DIAMOND)).isEmpty();
    }

    @Test
    void aCalculatedScheduleIsTheTightestOfItsReaders() {
        Schedule everyMinute = Schedule.parse("* * * * *", ZoneId.of("UTC"));
        Map<Relation, Schedule> effective = Freshness.effective(
                Map.of(A, new Schedule.Calculated(), B, everyMinute, C, new Schedule.Calculated(), D, every(5)),
                Dependencies.of(DIAMOND),
                Duration.ofSeconds(1));
        assertThat(effective).isEqualTo(Map.of(A, every(5), B, everyMinute, C, every(5), D, every(5)));
    }

    @Test
    void aCalculatedLeafHasTheDefaultAndContinuousIsTightest() {
        Map<Relation, Schedule> effective = Freshness.effective(
                Map.of(
                        A,
                        new Schedule.Calculated(),
                        B,
                        new Schedule.Continuous(),
                        C,
                        new Schedule.Calculated(),
                        D,
                        every(60)),
                Dependencies.of(Map.of(A, List.of(), B, List.of(A), C, List.of(), D, List.of(A))),
                Duration.ofSeconds(1));
        assertThat(effective.get(A)).isEqualTo(new Schedule.Continuous());
        assertThat(effective.get(C)).isEqualTo(every(1));
    }

    private static Schedule every(int seconds) {
        return new Schedule.Every(Duration.ofSeconds(seconds));
    }
}
