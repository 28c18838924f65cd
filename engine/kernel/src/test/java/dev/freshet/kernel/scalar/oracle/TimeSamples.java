package dev.freshet.kernel.scalar.oracle;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.DateTimeText;
import dev.freshet.kernel.type.Kind;
import java.util.List;
import java.util.Random;

/** Dates, timestamps and intervals to try functions with, as PostgreSQL's text. Timestamps with time zone are written in UTC. */
final class TimeSamples {
    private static final List<String> DATES = List.of(
            "infinity",
            "-infinity",
            "2000-01-01",
            "1999-12-31",
            "1970-01-01",
            "2024-02-29",
            "2023-02-28",
            "2024-12-30",
            "2021-01-03",
            "2026-03-29",
            "2026-10-25",
            "1900-03-01",
            "0001-01-01",
            "0001-12-31 BC",
            "0011-06-15 BC",
            "0101-01-01 BC",
            "4714-11-24 BC",
            "4714-12-31 BC",
            "294276-12-31",
            "294277-01-01",
            "5874897-12-31",
            "2000-12-31",
            "2001-01-01");

    /** Among them hours that Europe/Oslo and America/New_York skip or have twice, and what lies around them. */
    private static final List<String> TIMESTAMPS = List.of(
            "infinity",
            "-infinity",
            "2000-01-01 00:00:00",
            "1999-12-31 23:59:59.999999",
            "1970-01-01 00:00:00",
            "2024-02-29 12:34:56.789012",
            "2023-12-31 23:59:59.5",
            "2026-03-29 01:59:59.999999",
            "2026-03-29 02:00:00",
            "2026-03-29 02:30:00",
            "2026-03-29 03:00:00",
            "2026-10-25 00:30:00",
            "2026-10-25 01:00:00",
            "2026-10-25 02:00:00",
            "2026-10-25 02:30:00",
            "2026-10-25 03:00:00",
            "2026-03-08 02:30:00",
            "2026-03-08 07:00:00",
            "2026-11-01 01:30:00",
            "2026-11-01 05:59:59.999999",
            "2026-11-01 06:00:00",
            "2500-07-01 12:00:00",
            "1895-01-01 00:00:00",
            "0001-01-01 00:00:00",
            "0001-12-31 23:59:59.999999 BC",
            "0044-03-15 10:11:12.000001 BC",
            "4714-11-24 00:00:00 BC",
            "4714-11-24 04:56:02 BC",
            "294276-12-31 23:59:59.999999",
            "294276-12-31 18:30:00");

    private static final List<String> INTERVALS = List.of(
            "0",
            "infinity",
            "-infinity",
            "1 mon",
            "-1 mon",
            "12 mons",
            "30 days",
            "1 mon -30 days",
            "-1 mon +1 day -00:00:00.000001",
            "1 day",
            "24:00:00",
            "1 day -24:00:00",
            "-1 days +25:00:00",
            "1 year 2 mons 3 days 04:05:06.789",
            "-1 years -2 mons +3 days -04:05:06.789",
            "0.000001",
            "-0.000001",
            "01:00:00",
            "-100 days -30:15:45.5",
            "178956970 years 7 mons",
            "-178956970 years -8 mons",
            "2147483647 days",
            "-2147483648 days",
            "2562047788:00:54.775807",
            "-2562047788 hours -54.775808 secs",
            "178956970 years 7 mons 2147483647 days 2562047788:00:54.775806",
            "1000 years",
            "-45 years",
            "59.9999995 secs",
            "23:59:59.999999");

    private final Random random;

    TimeSamples(Random random) {
        this.random = random;
    }

    static List<String> edges(Kind kind) {
        return switch (kind) {
            case DATE -> DATES;
            case TIMESTAMP -> TIMESTAMPS;
            case TIMESTAMPTZ -> TIMESTAMPS.stream().map(TimeSamples::inUtc).toList();
            case INTERVAL -> INTERVALS;
            default -> throw new IllegalArgumentException("no sample values of " + kind);
        };
    }

    String value(Kind kind) {
        ByteSink out = new ByteSink();
        switch (kind) {
            case DATE -> DateTimeText.date((int) (micros() / DateTimeText.MICROS_PER_DAY), out);
            case TIMESTAMP -> DateTimeText.timestamp(micros(), "", out);
            case TIMESTAMPTZ -> DateTimeText.timestamp(micros(), "+00", out);
            case INTERVAL -> interval(out);
            default -> throw new IllegalArgumentException("no sample values of " + kind);
        }
        return out.toString();
    }

    private static String inUtc(String timestamp) {
        return timestamp.endsWith("infinity")
                ? timestamp
                : timestamp.endsWith(" BC")
                        ? timestamp.substring(0, timestamp.length() - 3) + "+00 BC"
                        : timestamp + "+00";
    }

    /** Most within decades of 2000, some within milliseconds, some anywhere. */
    private long micros() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong(-211_813_488_000_000_000L, 9_223_371_331_200_000_000L);
            case 1 -> random.nextLong(-86_400_000_000L * 36_525, 86_400_000_000L * 36_525) / 1000 * 1000;
            default -> random.nextLong(0, 86_400L * 365 * 40) * 1_000_000;
        };
    }

    private void interval(ByteSink out) {
        long micros = random.nextLong() >> random.nextInt(64);
        int days = random.nextInt() >> random.nextInt(32);
        int months = random.nextInt() >> random.nextInt(32);
        switch (random.nextInt(4)) {
            case 0 -> DateTimeText.interval(micros, 0, 0, out);
            case 1 -> DateTimeText.interval(micros % 200_000_000_000L, days % 100, months % 100, out);
            case 2 -> DateTimeText.interval(0, days % 1000, 0, out);
            default -> DateTimeText.interval(micros, days, months, out);
        }
    }
}
