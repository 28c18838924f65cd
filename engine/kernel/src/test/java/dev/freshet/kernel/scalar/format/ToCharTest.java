package dev.freshet.kernel.scalar.format;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every format over the edges of its types. */
class ToCharTest {
    private static final long SEED = 1453;
    private static final int RANDOM_FORMATS = 120;
    private static final int VALUES = 90;

    private static final Map<ColumnType, Integer> NUMBERS = Map.of(
            ColumnType.INT4, 1773,
            ColumnType.INT8, 1774,
            ColumnType.NUMERIC, 1772,
            ColumnType.FLOAT4, 1775,
            ColumnType.FLOAT8, 1776);

    private static final List<String> NUMBER_FORMATS = List.of(
            "9",
            "0",
            "999",
            "000",
            "FM999",
            "FM000",
            "9999999999",
            "0000000000",
            "999,999,999",
            "FM999,999,999",
            "999,999,990.00",
            "FM999,999,990.00",
            "FM999999999.99",
            "FM999999990.999",
            "FM9999990.0099",
            "999.",
            "FM999.",
            "FM999.999",
            "99.99",
            "9.9",
            "FM9.9",
            "0.9",
            ".99",
            "FM.99",
            ".00",
            "099.90",
            "990.099",
            "9090",
            "FM9090.9090",
            "999999999999999999999",
            "FM999999999999999999999.999999999999999999",
            "999999999999.999999999999999999",
            "999PR",
            "999.99PR",
            "FM999.99PR",
            "999MI",
            "FM999MI",
            "MI999.99",
            "PL999",
            "999PL",
            "FM999PL",
            "SG999",
            "999SG",
            "999.9SG",
            "MIPL999",
            "999th",
            "FM999TH",
            "999.9th",
            "B999",
            "9 9 9",
            "\"no. \"999",
            "FM\"€\"999.00",
            "999\\\"x\\\"",
            "x999y",
            "99\"a\\\"b\"",
            "C99",
            "99SP",
            "abc",
            "FM",
            "",
            "000,000",
            "0,9,9",
            "9,,9",
            ",9",
            "fm99.0mi",
            "9\"unfinished");

    private static final List<String> TIME_FORMATS = List.of(
            "YYYY-MM-DD",
            "YYYY-MM-DD HH24:MI:SS",
            "YYYY-MM-DD\"T\"HH24:MI:SS.MS",
            "YYYYMMDDHH24MISSUS",
            "DD.MM.YYYY",
            "FMDD. FMMonth YYYY",
            "Month DD, YYYY",
            "MONTH|Month|month|MON|Mon|mon",
            "FMMONTH|FMMonth|FMmonth",
            "DAY|Day|day|DY|Dy|dy",
            "FMDAY|FMDay|FMday",
            "HH12:MI AM",
            "hh:mi:ss p.m.",
            "HH24th HHTH FMHH24th",
            "A.M. a.m. PM pm AM",
            "BC bc A.D. ad B.C. AD a.d. b.c.",
            "CC ccth FMCC",
            "D ID Dth IDTH",
            "DDD DDDth FMDDD IDDD iddd",
            "WW IW W Q wth qth FMWW FMIW",
            "IYYY-IW IYYY IYY IY I",
            "Y,YYY YYYY YYY YY Y",
            "FMYYYY FMYYY FMYY FMY FMIYYY FMIYY FMIY FMY,YYY",
            "YYYYth YYth Yth Y,YYYth IYYYth",
            "J Jth",
            "RM rm FMRM FMrm",
            "SSSS SSSSS SSSSth",
            "MS US FF1 FF2 FF3 FF4 FF5 FF6 ff3th",
            "TZH:TZM OF FMOF tzh tzm of",
            "FXYYYY fx",
            "\"quoted YYYY\" YYYY",
            "\\\"YYYY\\\"",
            "YYYY\"\\\"\"MM",
            "\"unfinished YYYY",
            "DD\"th of \"FMMonth",
            "FM",
            "FMx",
            "xyz",
            "é YYYY €",
            "MMM DDDD YYYYY",
            "DDTHSP",
            "\\YYYY",
            "Mo Da Ye",
            "dDdD yYyY",
            "");

    private static final List<String> INTERVAL_FORMATS = List.of(
            "HH24:MI:SS",
            "HH12:MI:SS.US AM",
            "FMHH24:FMMI:FMSS",
            "DD \"days\" HH24",
            "YYYY MM DD",
            "FMYYYY FMMM FMDD",
            "SSSS MS FF1 FF6",
            "HH24th p.m.",
            "");

    @Test
    void numbersEqualPostgres() throws SQLException {
        Random random = new Random(SEED);
        List<String> formats = new ArrayList<>(NUMBER_FORMATS);
        while (formats.size() < NUMBER_FORMATS.size() + RANDOM_FORMATS) {
            String format = numberFormat(random);
            if (isRead(1772, ColumnType.NUMERIC, format)) {
                formats.add(format);
            }
        }
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("UTC"))) {
            for (ColumnType type : NUMBERS.keySet()) {
                for (String format : formats) {
                    check(oracle, NUMBERS.get(type), type, format);
                }
            }
        }
    }

    @Test
    void timesEqualPostgres() throws SQLException {
        Random random = new Random(SEED);
        List<String> formats = new ArrayList<>(TIME_FORMATS);
        while (formats.size() < TIME_FORMATS.size() + RANDOM_FORMATS) {
            String format = timeFormat(random);
            if (isRead(1770, ColumnType.TIMESTAMPTZ, format)) {
                formats.add(format);
            }
        }
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("America/St_Johns"))) {
            for (String format : formats) {
                check(oracle, 2049, ColumnType.TIMESTAMP, format);
                check(oracle, 1770, ColumnType.TIMESTAMPTZ, format);
            }
            check(oracle, 2049, ColumnType.TIMESTAMP, "YYYY TZ tz");
            for (String format : INTERVAL_FORMATS) {
                check(oracle, 1768, ColumnType.INTERVAL, format);
            }
        }
    }

    private static void check(ScalarOracle oracle, int function, ColumnType type, String format) throws SQLException {
        oracle.check(new Probe(
                "to_char(a1, '" + format + "')",
                ColumnType.TEXT,
                List.of(type),
                columns -> call(function, columns.getFirst(), format, oracle.zone()),
                new Samples(SEED).tuples(List.of(type), VALUES)));
    }

    private static Expression call(int function, Expression argument, String format, ZoneId zone) {
        return ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(
                        List.of(argument, Constant.of(ColumnType.TEXT, format)),
                        new CallContext(ColumnType.TEXT, 100, zone));
    }

    private static boolean isRead(int function, ColumnType type, String format) {
        try {
            call(function, new ColumnReference(0, new Column("a", type)), format, ZoneId.of("UTC"));
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String numberFormat(Random random) {
        String[] pieces = {"9", "9", "9", "0", "0", ".", ",", "FM", "PR", "MI", "PL", "SG", "th", "B", " ", "x"};
        StringBuilder format = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            format.append(pieces[random.nextInt(pieces.length)]);
        }
        return format.toString();
    }

    private static String timeFormat(Random random) {
        String letters = "YMDHISQJWUFTACBRMONydhmst12436,. -:";
        StringBuilder format = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            format.append(letters.charAt(random.nextInt(letters.length())));
        }
        return format.toString();
    }

    @Test
    void refusesByNameWhatALocaleHasASayIn() {
        for (String format : List.of("9D9", "9G999", "L99", "S99", "RN", "99V9", "9.9EEEE", "9.9.9", "PR9")) {
            assertThatThrownBy(() -> call(1772, reference(ColumnType.NUMERIC), format, ZoneId.of("UTC")))
                    .as(format)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (String format : List.of("TMMonth", "TZ", "tz")) {
            assertThatThrownBy(() -> call(1770, reference(ColumnType.TIMESTAMPTZ), format, ZoneId.of("UTC")))
                    .as(format)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> call(1768, reference(ColumnType.INTERVAL), "Month", ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MONTH_NAME");
        assertThatThrownBy(() -> ScalarFunctions.byOid(2049)
                        .orElseThrow()
                        .apply(
                                List.of(reference(ColumnType.TIMESTAMP), reference(ColumnType.TEXT)),
                                new CallContext(ColumnType.TEXT, 100, ZoneId.of("UTC"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a constant");
    }

    private static Expression reference(ColumnType type) {
        return new ColumnReference(0, new Column("a", type));
    }
}
