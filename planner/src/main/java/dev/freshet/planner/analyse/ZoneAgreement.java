package dev.freshet.planner.analyse;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.scalar.function.Zones;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares the rules of a time zone in the database with the JDK's: the offset every few days for two centuries, and around each change the
 * JDK knows of. A zone is compared once, while the query that names it is planned; the answer is kept for the circuits made later.
 */
public final class ZoneAgreement implements Zones {
    private static final Instant FIRST = Instant.parse("1880-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");
    /** No summer time is shorter. */
    private static final Duration STEP = Duration.ofDays(5);

    private final Connection connection;
    private final Map<ZoneId, Boolean> known = new ConcurrentHashMap<>();

    public ZoneAgreement(Connection connection) {
        this.connection = connection;
    }

    @Override
    public boolean agree(ZoneId zone) {
        return known.computeIfAbsent(zone, this::compare);
    }

    private boolean compare(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<Long> seconds = probes(rules);
        List<Integer> offsets = seconds.stream()
                .map(second -> rules.getOffset(Instant.ofEpochSecond(second)).getTotalSeconds())
                .toList();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT NOT EXISTS (SELECT FROM unnest(?::int8[], ?::int4[]) AS p(second, "offset")
                    WHERE extract(epoch FROM to_timestamp(second) AT TIME ZONE ?) <> second + "offset")""")) {
            statement.setArray(1, connection.createArrayOf("int8", seconds.toArray()));
            statement.setArray(2, connection.createArrayOf("int4", offsets.toArray()));
            statement.setString(3, zone.getId());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new FreshetException(
                    Fault.of("FR2021", "the time zone " + zone.getId() + " cannot be compared with the database's")
                            .withDetail(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private static List<Long> probes(ZoneRules rules) {
        List<Long> seconds = new ArrayList<>();
        for (Instant at = FIRST; at.isBefore(LAST); at = at.plus(STEP)) {
            seconds.add(at.getEpochSecond());
        }
        ZoneOffsetTransition change = rules.nextTransition(FIRST);
        while (change != null && change.getInstant().isBefore(LAST)) {
            seconds.add(change.toEpochSecond() - 1);
            seconds.add(change.toEpochSecond());
            change = rules.nextTransition(change.getInstant());
        }
        return seconds;
    }
}
