package dev.freshet.engine.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules as they are written, and the times they give. */
class ScheduleTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @ValueSource(strings = {"200ms", "2s", "5m", "1h", "3d", "continuous", "calculated", "*/5 * * * *"})
    void isPrintedAsItIsRead(String text) {
        assertThat(Schedule.parse(text, UTC)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "2", "s", "-1s", "1.5s", "1000000000000s", "61 * * * *", "* * * * * *"})
    void whatIsNoneIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.parse(text, UTC));
    }

    @Test
    void cronFollowsTheClockOfItsZone() {
        Schedule schedule = Schedule.parse("30 2 * * *", ZoneId.of("Europe/Oslo"));
        assertThat(next(schedule, "2026-01-10T00:00:00Z")).isEqualTo("2026-01-10T01:30:00Z");
        assertThat(next(schedule, "2026-07-10T00:00:00Z")).isEqualTo("2026-07-10T00:30:00Z");
    }

    @Test
    void cronThatHasComeIsNextTomorrow() {
        Schedule schedule = Schedule.parse("0 12 * * *", UTC);
        assertThat(next(schedule, "2026-01-10T12:00:00Z")).isEqualTo("2026-01-11T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200ms", "continuous", "*/5 * * * *", "30 2 * * 1-5 Europe/Oslo"})
    void isReadBackAsItWasStored(String text) {
        assertThat(Schedule.stored(text)).hasToString(text);
    }

    private static String next(Schedule schedule, String last) {
        Optional<Instant> next = schedule.next(Instant.parse(last));
        return next.orElseThrow().toString();
    }
}
