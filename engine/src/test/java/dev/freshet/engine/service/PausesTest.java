package dev.freshet.engine.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PausesTest {
    @Test
    void growWhileItFailsAgainAndAgain() {
        Pauses pauses = new Pauses();
        assertThat(Stream.generate(() -> pauses.after(Duration.ofMillis(100)).toMillis())
                        .limit(9))
                .containsExactly(250L, 500L, 1000L, 2000L, 4000L, 8000L, 15_000L, 15_000L, 15_000L);
    }

    @Test
    void areShortAgainAfterALongTimeWithoutAFault() {
        Pauses pauses = new Pauses();
        for (int i = 0; i < 10; i++) {
            assertThat(pauses.after(Duration.ofSeconds(4))).isEqualTo(Duration.ofMillis(250));
        }
        pauses.after(Duration.ZERO);
        assertThat(pauses.after(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.after(Duration.ofSeconds(11))).isEqualTo(Duration.ofMillis(250));
    }
}
