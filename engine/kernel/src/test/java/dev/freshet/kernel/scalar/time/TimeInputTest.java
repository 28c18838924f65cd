package dev.freshet.kernel.scalar.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.logic.CoerceViaIo;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Times from text against PostgreSQL: all that people write for dates, times and intervals, and what they mistype. */
class TimeInputTest {
    private static final long SEED = 1884;
    private static final int READ = 12_000;

    private static final List<String> TIMES = List.of(
            "2026-11-21",
            "2026-11-21 10:45",
            "2026-11-21 10:45:30",
            "2026-11-21T10:45:30.123456",
            "2026-11-21 10:45:30.1234565",
            "2026-11-21 10:45:30.9999999",
            "2026-11-21t10:45:30z",
            "2026-11-21T10:45:30Z",
            "2026-11-21 10:45:30+02",
            "2026-11-21 10:45:30-03:30",
            "2026-11-21 10:45:30 +01:30:15",
            "2026-11-21 10:45:30+1530",
            "2026-11-21 10:45:30+16",
            "2026-11-21 10:45:30-15:59:59",
            "2026-11-21 10:45:30+02:60",
            "2026-11-21 10:45:30 America/New_York",
            "2026-07-01 10:45:30 europe/OSLO",
            "2026-03-29 02:30:00 Europe/Oslo",
            "2026-10-25 02:30:00 Europe/Oslo",
            "2026-03-29 02:30:00",
            "2026-10-25 02:30:00",
            "2026-11-01 01:30:00",
            "2026-11-21 10:45:30 UTC",
            "2026-11-21 10:45:30 gmt",
            "2026-11-21 24:00:00",
            "2026-11-21 24:00:01",
            "2026-11-21 23:59:60",
            "2026-11-21 23:59:61",
            "2026-11-21 25:00",
            "2026-11-21 10:60",
            "2026-11-21 10:45:30 PM",
            "2026-11-21 12:45 am",
            "2026-11-21 13:45 am",
            "2026-11-21 10:45 pm pm",
            "2026-11-21 104530",
            "2026-11-21 1045",
            "2026-11-21 104530.25",
            "20261121",
            "20261121 104530",
            "20261121T104530",
            "20261121T104530.5-08",
            "20261121T104530-0800",
            "20261121T1045",
            "20261121 999999",
            "261121",
            "691231",
            "700101",
            "2026.325",
            "2026325",
            "2026 325",
            "26.325",
            "11/21/2026",
            "1/2/2026",
            "1/2/26",
            "31/12/2026",
            "12/31/2026 10:00",
            "11-21-2026",
            "2026/11/21",
            "21.11.2026",
            "11.21.2026",
            "2026.11.21",
            "Nov 21 2026",
            "Nov 21, 2026 10:45",
            "21 Nov 2026",
            "21-Nov-2026",
            "Nov-21-2026",
            "Nov-21-26",
            "2026-Nov-21",
            "26-Nov-21",
            "21 November 2026 at 10:45",
            "Saturday, 21 November 2026",
            "Sat Nov 21 10:45:30 2026",
            "Sat Nov-21-2026 10:45:30",
            "10:45:30 2026-11-21",
            "10:45 Nov 21 2026",
            "10:45",
            "2026-11",
            "2026",
            "21",
            "Nov",
            "2026-13-01",
            "2026-00-01",
            "2026-02-29",
            "2024-02-29",
            "1900-02-29",
            "2000-02-30",
            "2026-11-32",
            "0000-01-01",
            "0001-01-01",
            "0001-01-01 BC",
            "0044-03-15 bc 10:00",
            "44-03-15 BC",
            "99-01-01",
            "00-01-01",
            "5-1-1",
            "4714-11-24 BC",
            "4714-11-23 BC",
            "4714-10-31 BC",
            "294276-12-31 23:59:59.999999",
            "294277-01-01",
            "5874897-12-31",
            "5874898-01-01",
            "5874898-06-01",
            "99999999-01-01",
            "9999999999-01-01",
            "2026-11-21 BC",
            "2026-11-21 AD",
            "infinity",
            "-infinity",
            "+Infinity",
            " infinity ",
            "infinity bc",
            "-Infinity 10:00",
            "epoch",
            "Epoch",
            "epoch 10:00",
            "allballs",
            "2026-11-21 allballs",
            "J2461366",
            "j 2461366",
            "julian 2461366.75",
            "J2461366.5 10:00",
            "J2461366-05",
            "jd 2461366",
            "J-1",
            "J2147483647",
            "y2026m11d21",
            "2026-11-21 dst",
            "2026-11-21 10:00 +01 dst",
            "2026-11-21 10:00 utc dst",
            "2026-11-21 10:00 Europe/Oslo dst",
            "2026-11-21 10:00 Europe/Atlantis",
            "2026-11-21 10:00 hello",
            "hello",
            "",
            " ",
            "2026-11-21 2026-11-21",
            "2026-11-21 10:00 10:00",
            "2026-11-21 on",
            "on 2026-11-21 at 10:00",
            "2026-11-21,10:00",
            "(2026-11-21)",
            "2026--11-21",
            "2026-11-",
            "2026-11-21-",
            "2026-11-21-10",
            "-2026-11-21",
            "2026-11-21T",
            "2026-11-21 T 10:45",
            "T10:45 2026-11-21",
            "2026-11-21 10:45:30.5.5",
            "2026-11-21 10:45.5",
            "2026-11-21 10",
            "2026-11-21 10 11",
            "2026-11-21 é",
            "٢٠٢٦-11-21",
            "2026-11-21\t10:45\n",
            "2026-1-1abc",
            "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
            "2026-11-21 10:45:30.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
                    + "00000000000000000001",
            "2026-11-21 10:45:30.00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
                    + "00000000000000000000000000000000000000000000000000001");

    private static final List<String> INTERVALS = List.of(
            "1",
            "1.5",
            "-1.5",
            "+1",
            "1 day",
            "1 day 2 hours",
            "1 day ago",
            "ago",
            "1 ago",
            "1 day ago 2 hours",
            "2 hours 1 day",
            "1 year 2 mons 3 days 04:05:06.789",
            "1-2",
            "-1-2",
            "1-12",
            "1-2 3 4:05:06",
            "1 4:05:06",
            "1 +4:05:06",
            "-1 4:05:06",
            "-4:05:06",
            "4:05",
            "4:05.5",
            "4:60",
            "100:00:00",
            "1.5 months",
            "1.5 years",
            "0.3 years",
            "1.5 weeks",
            "2.7 days",
            "1.5 hours",
            "1.123456789 secs",
            "1.5 msec",
            "1.5 us",
            "0.5000001 us",
            "-0.6 us",
            "1 decade",
            "1.25 century",
            "1 millennium 1 century",
            "2 millenniums",
            "1 quarter",
            "1 mm",
            "1 m",
            "1 y 1 mon 1 w 1 d 1 h 1 m 1 s 1 ms 1 us",
            "1 d 1 d",
            "1 sec 1 ms",
            "1.5 sec 1 ms",
            "1 hour 10:00",
            "1 hour 5",
            "5 at 3 days",
            "@ 1 minute",
            "@ 1 minute ago",
            "1day",
            "1day2hours",
            "day 1",
            "day",
            "1 day day",
            "1 dow",
            "1 timezone",
            "1 january",
            "infinity",
            "-infinity",
            "+infinity",
            "infinity ago",
            "1 day infinity",
            "infinity 1 day",
            "epoch",
            "now",
            "hello",
            "",
            " ",
            "178956970 years 7 mons",
            "178956970 years 8 mons",
            "178956971 years",
            "2147483647 mons 1 mon",
            "2147483647 days",
            "2147483648 days",
            "-2147483648 days",
            "-2147483648 days ago",
            "306783378 weeks",
            "306783379 weeks",
            "9223372036854775807 us",
            "9223372036854775808 us",
            "9223372036854775807 us 1 ms",
            "2562047788:00:54.775807",
            "2562047788:00:54.775808",
            "2562047789:00",
            "99999999999999999999:00",
            "178956970 years 7 mons 2147483647 days 2562047788:00:54.775807",
            "P1D",
            "PT1H",
            "P2Y6M7DT1H30M",
            "P0002-06-07T01:30:00",
            "P1.5D",
            "P1.5Y",
            "P1W2D",
            "P-1Y-2M+3D",
            "PT-1.5S",
            "P00010203",
            "P00010203T040506",
            "P00010203T040506.5",
            "PT040506",
            "P0001-02",
            "P0001",
            "P0001T04",
            "PT04:05",
            "PT04:05:06.7",
            "P1Y0001-02-03",
            "P",
            "PT",
            "P1",
            "p1d",
            "P1D ",
            "P1H",
            "PT1D",
            "P1e3D",
            "P0x10D",
            "P1e400D",
            "P1e15D",
            "P-infD",
            "P.5D",
            "P1Y1Y",
            "P2147483648D",
            "PT9223372036854S",
            "PT9223372036855S",
            "P1-2-3-4",
            "1 day é",
            "1,5 days",
            "1 day, 2 hours",
            "10-11-12",
            "1.2.3",
            "1:2:3:4",
            "-1:2",
            "+1:-2",
            "- 1 day",
            "1e3 days");

    private static Stream<ColumnType> types() {
        return Stream.of(ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.TIMESTAMPTZ, ColumnType.INTERVAL);
    }

    @ParameterizedTest
    @MethodSource("types")
    void fromText(ColumnType type) throws SQLException {
        ZoneId zone = ZoneId.of("Europe/Oslo");
        Random random = new Random(SEED);
        Samples samples = new Samples(SEED);
        List<String> written = type.equals(ColumnType.INTERVAL) ? INTERVALS : TIMES;
        List<List<@Nullable String>> tuples = new ArrayList<>();
        TIMES.forEach(text -> tuples.add(List.of(text)));
        INTERVALS.stream().filter(text -> readsTheSame(text, zone)).forEach(text -> tuples.add(List.of(text)));
        while (tuples.size() < READ) {
            tuples.add(List.of(samples.value(type)));
            String mutated = mutated(written.get(random.nextInt(written.size())), random);
            if (readsTheSame(mutated, zone)) {
                tuples.add(List.of(mutated));
            }
        }
        try (ScalarOracle oracle = ScalarOracle.open(zone)) {
            oracle.check(new Probe(
                    "a1::" + oracle.name(type),
                    type,
                    List.of(ColumnType.TEXT),
                    columns -> CoerceViaIo.of(columns.getFirst(), type, zone),
                    tuples));
        }
    }

    /** Whether it is not one of the texts that mean one thing here and another there, which the kernel does not read. */
    private static boolean readsTheSame(String text, ZoneId zone) {
        return TimeInput.timestamptz(zone)
                .input(text, new LongVector(), 0)
                .filter(error -> error.sqlState().equals("0A000"))
                .isEmpty();
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(2); i >= 0 && !mutated.isEmpty(); i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.setCharAt(at, (char) ('0' + random.nextInt(10)));
                case 2 -> mutated.insert(at, " -:./+tz0159".charAt(random.nextInt(12)));
                default -> mutated.insert(at, mutated.charAt(random.nextInt(mutated.length())));
            }
        }
        return mutated.toString();
    }

    @Test
    void refusesWhatMeansOneThingHereAndAnotherThere() {
        for (String text : List.of(
                "now",
                "today",
                "tomorrow 10:00",
                "yesterday",
                "2026-11-21 10:00 CET",
                "2026-11-21 10:00 est",
                "2026-11-21 10:00 Japan",
                "2026-11-21 Tt10:45",
                "2026-11-21 10:00 utc+3")) {
            assertThat(readsTheSame(text, ZoneId.of("UTC"))).as(text).isFalse();
        }
    }
}
