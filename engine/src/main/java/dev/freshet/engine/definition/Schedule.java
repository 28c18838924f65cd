package dev.freshet.engine.definition;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** When a stream table is refreshed. */
public sealed interface Schedule {
    /** At fixed distances. */
    record Every(Duration period) implements Schedule {
        @Override
        public String toString() {
            return Durations.print(period);
        }
    }

    /** Five fields, in a time zone. */
    record At(Cron cron, ZoneId zone) implements Schedule {
        @Override
        public String toString() {
            return cron.asString() + (zone.getId().equals("UTC") ? "" : " " + zone.getId());
        }
    }

    /** As soon as a transaction is there. */
    record Continuous() implements Schedule {
        @Override
        public String toString() {
            return "continuous";
        }
    }

    /** The tightest schedule among the stream tables that read it. */
    record Calculated() implements Schedule {
        @Override
        public String toString() {
            return "calculated";
        }
    }

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with a message for people
     */
    static Schedule parse(String text, ZoneId zone) {
        String form = text.strip();
        if (form.equalsIgnoreCase("continuous")) {
            return new Continuous();
        }
        if (form.equalsIgnoreCase("calculated")) {
            return new Calculated();
        }
        if (form.contains(" ")) {
            try {
                Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(form);
                return new At(cron.validate(), zone);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "not a five-field cron expression: " + text + " (" + e.getMessage() + ")", e);
            }
        }
        try {
            return new Every(Durations.parse(form));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not a schedule: " + text
                            + "; a duration (200ms, 2s, 5m, 1h), five-field cron, continuous or calculated",
                    e);
        }
    }

    /** What {@link #toString} has written. */
    static Schedule stored(String text) {
        int zone = text.lastIndexOf(' ');
        return text.split(" ").length == 6
                ? parse(text.substring(0, zone), ZoneId.of(text.substring(zone + 1)))
                : parse(text, ZoneId.of("UTC"));
    }

    /** The next time at or after which a refresh is due, given when the last one was; empty: never. */
    default Optional<Instant> next(Instant last) {
        return switch (this) {
            case Every every -> Optional.of(last.plus(every.period()));
            case At at ->
                ExecutionTime.forCron(at.cron())
                        .nextExecution(last.atZone(at.zone()))
                        .map(java.time.ZonedDateTime::toInstant);
            case Continuous ignored -> Optional.of(last);
            case Calculated ignored -> throw new IllegalStateException("a calculated schedule is resolved first");
        };
    }
}
