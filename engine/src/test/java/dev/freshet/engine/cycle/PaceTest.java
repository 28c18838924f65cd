package dev.freshet.engine.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.definition.Definition;
import dev.freshet.engine.definition.Schedule;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.ViewPlanner.Maintenance;
import dev.freshet.kernel.port.ViewPlanner.Plan;
import dev.freshet.kernel.row.RowLayout;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clocks are set: nothing waits until they are again where they were. */
class PaceTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.500Z");

    private final SetClock clock = new SetClock();
    private final Pace pace = new Pace(clock);

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {
        private Instant time = NOON;

        void step(Duration by) {
            time = time.plus(by);
        }

        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new AssertionError("a clock without a zone is enough");
        }
    }

    @Test
    void anHourBackIsNotAnHourWithoutRefresh() {
        StreamTable table = live("2s");
        assertThat(refreshIfDue(table)).isTrue();
        assertThat(refreshIfDue(table)).isFalse();
        clock.step(Duration.ofHours(-1));
        assertThat(refreshIfDue(table)).isTrue();
        clock.step(Duration.ofMillis(100));
        assertThat(refreshIfDue(table)).isFalse();
        clock.step(Duration.ofSeconds(2));
        assertThat(refreshIfDue(table)).isTrue();
    }

    @Test
    void anHourAheadIsOneRefreshAndThenAsBefore() {
        StreamTable table = live("10m");
        assertThat(refreshIfDue(table)).isTrue();
        clock.step(Duration.ofHours(1));
        assertThat(refreshIfDue(table)).isTrue();
        clock.step(Duration.ofMinutes(9));
        assertThat(refreshIfDue(table)).isFalse();
        clock.step(Duration.ofMinutes(2));
        assertThat(refreshIfDue(table)).isTrue();
    }

    @Test
    void whatIsToBeTriedAgainIs() {
        StreamTable table = table("5m");
        table.postpone(clock.instant().plus(Pace.RETRY_AFTER));
        assertThat(table.isDue(pace.begin(List.of(table)))).isFalse();
        clock.step(Duration.ofDays(-1));
        assertThat(table.isDue(pace.begin(List.of(table)))).isTrue();
    }

    @Test
    void changesAndWaitersAreLookedFor() {
        Instant now = pace.begin(List.of());
        pace.fetched(now);
        assertThat(pace.looksForWaiters(now)).isTrue();
        assertThat(pace.triesDrops(now)).isTrue();
        assertThat(pace.isFetchDue(now)).isFalse();
        clock.step(Duration.ofHours(-1));
        Instant earlier = pace.begin(List.of());
        assertThat(pace.isFetchDue(earlier)).isTrue();
        assertThat(pace.looksForWaiters(earlier)).isTrue();
        assertThat(pace.triesDrops(earlier)).isTrue();
    }

    /** It comes again on the clock, and so the refresh does; but not at once. */
    @Test
    void aTimeOfDayIsATimeOfDay() {
        StreamTable table = live("30 12 * * *");
        assertThat(refreshIfDue(table)).isTrue();
        clock.step(Duration.ofHours(-1));
        assertThat(refreshIfDue(table)).isFalse();
        clock.step(Duration.ofMinutes(91));
        assertThat(refreshIfDue(table)).isTrue();
    }

    @Test
    void aTimeServersCorrectionIsNoStep() {
        StreamTable table = live("10m");
        assertThat(refreshIfDue(table)).isTrue();
        clock.step(Duration.ofMillis(-300));
        assertThat(refreshIfDue(table)).isFalse();
    }

    private boolean refreshIfDue(StreamTable table) {
        Instant now = pace.begin(List.of(table));
        if (table.isDue(now)) {
            table.refreshed(now);
            assertThat(pace.untilNext(List.of(table))).isPositive();
            return true;
        }
        return false;
    }

    private static StreamTable live(String schedule) {
        StreamTable table = table(schedule);
        table.live();
        return table;
    }

    private static StreamTable table(String schedule) {
        Relation name = new Relation("public", "t");
        Plan plan = new Plan(
                new RowLayout(List.of()),
                List.of(),
                List.of(),
                Set.of(),
                new Maintenance.FullOnly(List.of(Fault.of("FR0000", "not incremental"))));
        Definition definition = Definition.stored(name, "SELECT", schedule, "full");
        return new StreamTable(
                new PlannedTable(name, definition, plan),
                Schedule.parse(schedule, ZoneOffset.UTC),
                NOON,
                WaitingRoom.of(() -> {
                    throw new AssertionError("nothing waits");
                }));
    }
}
