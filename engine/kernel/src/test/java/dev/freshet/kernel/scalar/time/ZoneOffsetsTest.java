package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JDK's zone rules against PostgreSQL's around every transition, in both directions: hours that do not exist and hours that exist
 * twice, half hours, whole days, and what was before 1970. Zones of which both have known the rules for long.
 */
class ZoneOffsetsTest {
    private static final int TIMESTAMP_TO_TIMESTAMPTZ = 2028;
    private static final int TIMESTAMPTZ_TO_TIMESTAMP = 2027;
    private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2110-01-01T00:00:00Z");
    private static final long[] SECONDS = {-5400, -3601, -3600, -1800, -1, 0, 1, 1799, 3599, 3600, 7200};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Oslo",
                "Europe/London",
                "Europe/Dublin",
                "Europe/Moscow",
                "America/New_York",
                "America/St_Johns",
                "America/Sao_Paulo",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Pacific/Kwajalein",
                "Asia/Kathmandu",
                "Asia/Tehran",
                "Africa/Monrovia",
                "Antarctica/Troll",
                "UTC",
                "Etc/GMT+12"
            })
    void equalsPostgres(String name) throws SQLException {
        ZoneId zone = ZoneId.of(name);
        List<List<@Nullable String>> instants = new ArrayList<>();
        List<List<@Nullable String>> locals = new ArrayList<>();
        for (long transition : transitions(zone.getRules())) {
            for (long distance : SECONDS) {
                long seconds = transition + distance;
                instants.add(List.of(text(seconds, "+00")));
                locals.add(List.of(text(seconds + offset(zone, seconds), "")));
                locals.add(List.of(text(seconds + offset(zone, transition - 1), "")));
            }
        }
        try (ScalarOracle oracle = ScalarOracle.open(zone)) {
            oracle.checkFunction(TIMESTAMPTZ_TO_TIMESTAMP, instants);
            oracle.checkFunction(TIMESTAMP_TO_TIMESTAMPTZ, locals);
        }
    }

    private static List<Long> transitions(ZoneRules rules) {
        List<Long> seconds = new ArrayList<>();
        seconds.add(Instant.EPOCH.getEpochSecond());
        ZoneOffsetTransition next = rules.nextTransition(FIRST);
        while (next != null && next.getInstant().isBefore(LAST)) {
            seconds.add(next.toEpochSecond());
            next = rules.nextTransition(next.getInstant());
        }
        return seconds;
    }

    private static int offset(ZoneId zone, long unixSeconds) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(unixSeconds)).getTotalSeconds();
    }

    private static String text(long unixSeconds, String zone) {
        ByteSink out = new ByteSink();
        DateTimeText.timestamp((unixSeconds - TimeRange.EPOCH_SECONDS) * TimeRange.SECOND, zone, out);
        return out.toString();
    }
}
