package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Times made of numbers against PostgreSQL: numbers in and just out of their ranges, which random ones would hardly ever be. */
class TimeConstructionTest {
    private static final long SEED = 1582;
    private static final List<String> YEARS = List.of(
            "2026",
            "2024",
            "2000",
            "1900",
            "1",
            "0",
            "-1",
            "-4",
            "-5",
            "-4713",
            "-4714",
            "-4715",
            "294276",
            "294277",
            "5874897",
            "5874898",
            "2147483647",
            "-2147483648");
    private static final List<String> MONTHS = List.of("0", "1", "2", "3", "4", "6", "10", "11", "12", "13", "-1");
    private static final List<String> DAYS =
            List.of("0", "1", "8", "23", "24", "25", "28", "29", "30", "31", "32", "-2147483648");
    private static final List<String> HOURS = List.of("0", "1", "2", "3", "12", "23", "24", "25", "-1");
    private static final List<String> MINUTES = List.of("0", "30", "59", "60", "-1");
    private static final List<String> SECONDS = List.of(
            "0",
            "5",
            "59.999999",
            "59.9999995",
            "60",
            "60.0000001",
            "61",
            "-0.0000001",
            "-0",
            "-1",
            "12.3456785",
            "NaN",
            "Infinity",
            "1e-7",
            "123456.7",
            "1234567.8",
            "1e300");
    private static final List<String> SECONDS_SINCE_1970 = List.of(
            "1",
            "-1.5",
            "0.0000005",
            "1774747800.123456",
            "9224318015999.999",
            "9224318016000",
            "9224318015999.9999",
            "-210866803200",
            "-210866803200.1",
            "-210866803201",
            "1e13",
            "-1e13",
            "123456789012345680",
            "1e-5");
    private static final List<String> INTS = List.of(
            "0",
            "1",
            "-1",
            "12",
            "178956970",
            "178956971",
            "306783378",
            "306783379",
            "2147483647",
            "-2147483648",
            "-178956971",
            "8",
            "-9");

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Oslo", "America/New_York"})
    void equalsPostgres(String zone) throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of(zone))) {
            List<List<String>> date = List.of(YEARS, MONTHS, DAYS);
            List<List<String>> time = List.of(YEARS, MONTHS, DAYS, HOURS, MINUTES, SECONDS);
            oracle.checkFunction(3846, tuples(date, 2000));
            oracle.checkFunction(3461, tuples(time, 6000));
            oracle.checkFunction(3462, tuples(time, 6000));
            oracle.checkFunction(1158, tuples(List.of(SECONDS_SINCE_1970), 50));
            oracle.checkFunction(1158, new Samples(SEED).tuples(List.of(ColumnType.FLOAT8), 3000));
            List<String> seconds = new ArrayList<>(SECONDS);
            seconds.addAll(List.of("9223372036854.775", "9223372036855", "-9223372036854.775", "1e303"));
            oracle.checkFunction(3464, tuples(List.of(INTS, INTS, INTS, INTS, INTS, INTS, seconds), 5000));
        }
    }

    private List<List<@Nullable String>> tuples(List<List<String>> choices, int count) {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<@Nullable String> tuple = new ArrayList<>();
            for (List<String> choice : choices) {
                // the first ones more often than the others, so that all are valid now and then
                int at = Math.min(random.nextInt(choice.size()), random.nextInt(choice.size()));
                tuple.add(random.nextInt(50) == 0 ? null : choice.get(at));
            }
            tuples.add(tuple);
        }
        return tuples;
    }
}
