package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.Zones;
import dev.freshet.kernel.scalar.logic.Constant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The time zones a call may name: those of the tz database that have a slash in their names, in any case, and UTC. What else PostgreSQL
 * takes, such as {@code CET} or {@code +02}, may be an abbreviation that its configuration gives a meaning, or a POSIX rule.
 */
final class ZoneNames {
    private static final Map<String, ZoneId> BY_NAME = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> name.indexOf('/') > 0 && !name.startsWith("SystemV/"))
            .collect(Collectors.toMap(name -> name.toLowerCase(Locale.ROOT), ZoneId::of));

    private ZoneNames() {}

    /**
     * The zone an argument names; it must not be NULL.
     *
     * @throws IllegalArgumentException if it is not the same for all rows, not one of those that have one meaning everywhere, or one whose
     *     rules the database has otherwise
     */
    static ZoneId of(Expression argument, Zones zones) {
        if (!(argument instanceof Constant constant)) {
            throw new IllegalArgumentException("a time zone that is not a constant");
        }
        String name = ((BytesVector) constant.vector()).string(0);
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("utc") || lower.equals("gmt")) {
            return ZoneOffset.UTC;
        }
        ZoneId zone = find(lower)
                .orElseThrow(() -> new IllegalArgumentException(
                        "time zone \"" + name + "\"; known are UTC and names such as Europe/Oslo"));
        if (!zones.agree(zone)) {
            throw new IllegalArgumentException(
                    "time zone \"" + name + "\", whose rules in the database are others than in this Java");
        }
        return zone;
    }

    /** The zone of a name with a slash, in any case. */
    static Optional<ZoneId> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether an argument is NULL for all rows. */
    static boolean isNull(Expression argument) {
        return argument instanceof Constant constant && constant.isNull();
    }
}
