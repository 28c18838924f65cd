package dev.freshet.kernel.scalar.time;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields and truncation against PostgreSQL: every unit there is, and some there are not, over the edges of each type. */
class TimePartsTest {
    private static final long SEED = 1582;
    private static final int DATE_TRUNC_IN_ZONE = 1284;
    private static final int TIMEZONE_OF_TIMESTAMP = 2069;
    private static final int TIMEZONE_OF_TIMESTAMPTZ = 1159;
    private static final int DATE_ADD = 6222;
    private static final int DATE_SUBTRACT = 6273;
    private static final int MAKE_TIMESTAMPTZ = 3463;
    private static final List<String> UNITS = List.of(
            "microseconds",
            "milliseconds",
            "second",
            "minute",
            "hour",
            "day",
            "week",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "millennium",
            "epoch",
            "dow",
            "isodow",
            "doy",
            "isoyear",
            "julian",
            "timezone",
            "timezone_hour",
            "timezone_minute");
    private static final List<String> OTHER_NAMES = List.of(
            "us",
            "usecs",
            "MS",
            "msec",
            "S",
            "m",
            "mm",
            "mon",
            "h",
            "d",
            "W",
            "y",
            "Year",
            "qtr",
            "dec",
            "c",
            "mil",
            "millennia",
            "millenniums ago",
            "j",
            "jd",
            "now",
            "today",
            "infinity",
            "+infinity",
            "-infinity",
            "allballs",
            "ago",
            "@",
            "january",
            "am",
            "bc",
            "",
            " day",
            "day ",
            "ÉTÉ",
            "a unit whose name has more letters than an identifier can have, é and so on",
            "cut between the bytes of one character, there ................é");

    @ParameterizedTest
    @ValueSource(ints = {2020, 1218, 6199, 6202, 6204, 2021, 1172, 1384})
    void equalsPostgres(int function) throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("UTC"))) {
            oracle.checkFunction(function, tuples(oracle.signature(function).arguments()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1217, 6203, 1171})
    void equalsPostgresInZones(int function) throws SQLException {
        for (String zone : List.of("Europe/Oslo", "America/New_York", "Asia/Kathmandu", "America/St_Johns")) {
            try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of(zone))) {
                oracle.checkFunction(function, tuples(oracle.signature(function).arguments()));
            }
        }
    }

    private static List<List<@Nullable String>> tuples(List<ColumnType> arguments) {
        Samples samples = new Samples(SEED);
        ColumnType type = arguments.get(1);
        List<List<@Nullable String>> tuples = new ArrayList<>();
        List<String> values = new ArrayList<>(Samples.edges(type));
        for (int i = 0; i < 40; i++) {
            values.add(samples.value(type));
        }
        for (String unit : UNITS) {
            values.forEach(value -> tuples.add(List.of(unit, value)));
        }
        for (String unit : OTHER_NAMES) {
            values.subList(0, 6).forEach(value -> tuples.add(List.of(unit, value)));
        }
        return tuples;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Oslo", "america/NEW_YORK", "Pacific/Apia", "Etc/GMT+12", "UTC", "gmt"})
    void namedZonesEqualPostgres(String zone) throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("Asia/Tokyo"))) {
            Constant name = Constant.of(ColumnType.TEXT, zone);
            check(
                    oracle,
                    TIMEZONE_OF_TIMESTAMP,
                    "timezone('" + zone + "', a1)",
                    ColumnType.TIMESTAMPTZ,
                    ColumnType.TIMESTAMP,
                    column -> List.of(name, column));
            check(
                    oracle,
                    TIMEZONE_OF_TIMESTAMPTZ,
                    "timezone('" + zone + "', a1)",
                    ColumnType.TIMESTAMP,
                    ColumnType.TIMESTAMPTZ,
                    column -> List.of(name, column));
            for (String unit : List.of("hour", "day", "week", "month", "decade")) {
                check(
                        oracle,
                        DATE_TRUNC_IN_ZONE,
                        "date_trunc('" + unit + "', a1, '" + zone + "')",
                        ColumnType.TIMESTAMPTZ,
                        ColumnType.TIMESTAMPTZ,
                        column -> List.of(Constant.of(ColumnType.TEXT, unit), column, name));
            }
        }
    }

    @Test
    void shiftsInNamedZonesEqualPostgres() throws SQLException {
        List<ColumnType> types = List.of(ColumnType.TIMESTAMPTZ, ColumnType.INTERVAL);
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("Asia/Tokyo"))) {
            for (String zone : List.of("Europe/Oslo", "America/New_York", "UTC")) {
                Constant name = Constant.of(ColumnType.TEXT, zone);
                for (int function : new int[] {DATE_ADD, DATE_SUBTRACT}) {
                    oracle.check(new Probe(
                            (function == DATE_ADD ? "date_add" : "date_subtract") + "(a1, a2, '" + zone + "')",
                            ColumnType.TIMESTAMPTZ,
                            types,
                            columns -> call(
                                    function, ColumnType.TIMESTAMPTZ, List.of(columns.get(0), columns.get(1), name)),
                            new Samples(SEED).tuples(types, 1500)));
                }
                oracle.check(new Probe(
                        "make_timestamptz(a1, a2, a3, a4, a5, 6.5, '" + zone + "')",
                        ColumnType.TIMESTAMPTZ,
                        Collections.nCopies(5, ColumnType.INT4),
                        columns -> {
                            List<Expression> arguments = new ArrayList<>(columns);
                            arguments.add(Constant.of(ColumnType.FLOAT8, 6.5));
                            arguments.add(name);
                            return call(MAKE_TIMESTAMPTZ, ColumnType.TIMESTAMPTZ, arguments);
                        },
                        List.of(
                                List.of("2026", "3", "29", "2", "30"),
                                List.of("2026", "10", "25", "2", "30"),
                                List.of("2026", "11", "1", "1", "30"),
                                List.of("-4714", "11", "24", "0", "0"),
                                List.of("294276", "12", "31", "23", "59"),
                                List.of("2026", "13", "1", "0", "0"))));
            }
        }
    }

    private static void check(
            ScalarOracle oracle,
            int function,
            String sql,
            ColumnType result,
            ColumnType argument,
            Function<Expression, List<Expression>> arguments)
            throws SQLException {
        oracle.check(new Probe(
                sql,
                result,
                List.of(argument),
                columns -> call(function, result, arguments.apply(columns.getFirst())),
                new Samples(SEED).tuples(List.of(argument), 300)));
    }

    private static Expression call(int function, ColumnType result, List<Expression> arguments) {
        return ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(arguments, new CallContext(result, 0, ZoneId.of("Asia/Tokyo")));
    }

    @Test
    void refusesZonesThatMayMeanMoreThanOneThing() {
        Expression time = new ColumnReference(0, new Column("t", ColumnType.TIMESTAMP));
        Expression name = new ColumnReference(1, new Column("z", ColumnType.TEXT));
        for (String zone : List.of("CET", "+02", "EST5EDT", "Europe/Atlantis", "")) {
            List<Expression> arguments = List.of(Constant.of(ColumnType.TEXT, zone), time);
            assertThatThrownBy(() -> call(TIMEZONE_OF_TIMESTAMP, ColumnType.TIMESTAMPTZ, arguments))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("time zone \"" + zone + "\"");
        }
        assertThatThrownBy(() -> call(TIMEZONE_OF_TIMESTAMP, ColumnType.TIMESTAMPTZ, List.of(name, time)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a constant");
    }
}
