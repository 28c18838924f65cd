package dev.freshet.kernel.scalar.logic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.Column;
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

/** Casts by way of text against PostgreSQL: every kind of number to text, and much that is and is not a number from text. */
class CoerceViaIoTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long SEED = 4711;
    private static final List<String> WRITTEN = List.of(
            "",
            " ",
            "abc",
            "1",
            " 1 ",
            "+1",
            "-1",
            "+-1",
            "--1",
            "1 2",
            "1x",
            "x1",
            "0x1F",
            "-0x1f",
            "0X7fff",
            "0x",
            "0x_1",
            "0o17",
            "0O8",
            "0b101",
            "0b2",
            "0_1",
            "1_000",
            "1__0",
            "_1",
            "1_",
            "1_000.5",
            "1._5",
            "1.5_0",
            "32767",
            "32768",
            "-32768",
            "-32769",
            "2147483647",
            "2147483648",
            "-2147483648",
            "-2147483649",
            "21474836480x",
            "2147483648x",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999x",
            "0x8000000000000000",
            "-0x8000000000000000",
            "0xFFFFFFFFFFFFFFFFF",
            "1.5",
            ".5",
            "5.",
            ".",
            "-.5",
            "+.5e1",
            "1e",
            "1e+",
            "1e5",
            "1E-5",
            "1e_5",
            "1e1_0",
            "1e400",
            "-1e400",
            "1e-400",
            "1e39",
            "1e-46",
            "0e400",
            "0e-99999",
            "1e131071",
            "1e131072",
            "1e-16383",
            "1e-16384",
            "1e1073741823",
            "1e1073741824",
            "1e99999999999",
            "NaN",
            "nan",
            "-NaN",
            "+nan",
            "nanx",
            "NaN ",
            "nan(12)",
            "Infinity",
            "-Infinity",
            "+inf",
            "INF",
            "-inf ",
            "infinit",
            "infx",
            "in",
            "0x1p3",
            "0x1.8",
            "0x.8p1",
            "0x1p",
            "0x1p2000",
            "1.7976931348623159e308",
            "4.9e-324",
            "2e-324",
            "3.4028236e38",
            "1e-45",
            "0.1",
            "0.30000000000000004",
            "1e23",
            "123456789012345678901234567890.5",
            "0.000",
            "-0",
            "-0.00",
            "\t1\n",
            "1\u00a0",
            "٣",
            "true",
            "t",
            "TRUE",
            "tr",
            "truex",
            "f",
            "False",
            "fals",
            "yes",
            "y",
            "no",
            "N",
            "o",
            "on",
            "of",
            "off",
            "offf",
            "ON",
            " on ",
            "0",
            "00",
            "01",
            "1.0");

    private static Stream<ColumnType> types() {
        return Stream.of(
                ColumnType.BOOL,
                ColumnType.INT2,
                ColumnType.INT4,
                ColumnType.INT8,
                ColumnType.FLOAT4,
                ColumnType.FLOAT8,
                ColumnType.NUMERIC);
    }

    @ParameterizedTest
    @MethodSource("types")
    void toText(ColumnType type) throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.check(new Probe(
                    // textin(boolout(a)) and so on: a plain cast of a boolean is another function
                    "textin(" + output(oracle, type) + "(a1))",
                    ColumnType.TEXT,
                    List.of(type),
                    columns -> CoerceViaIo.of(columns.getFirst(), ColumnType.TEXT, UTC),
                    new Samples(SEED).tuples(List.of(type), 5000)));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void fromText(ColumnType type) throws SQLException {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        WRITTEN.forEach(text -> tuples.add(List.of(text)));
        Random random = new Random(SEED);
        Samples samples = new Samples(SEED);
        List<ColumnType> all = types().toList();
        while (tuples.size() < 5000) {
            tuples.add(List.of(samples.value(all.get(random.nextInt(all.size())))));
            tuples.add(List.of(mutated(WRITTEN.get(random.nextInt(WRITTEN.size())), random)));
        }
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.check(new Probe(
                    "a1::" + oracle.name(type),
                    type,
                    List.of(ColumnType.TEXT),
                    columns -> CoerceViaIo.of(columns.getFirst(), type, UTC),
                    tuples));
        }
    }

    @Test
    void refusesByNameWhatHasNoKernel() {
        ColumnReference json = new ColumnReference(0, new Column("j", ColumnType.JSONB));
        assertThatThrownBy(() -> CoerceViaIo.of(json, ColumnType.TEXT, UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type 3802");
    }

    private static String output(ScalarOracle oracle, ColumnType type) throws SQLException {
        return oracle.query("SELECT typoutput::text FROM pg_type WHERE oid = " + type.oid());
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        int at = random.nextInt(text.length() + 1);
        mutated.insert(at, " _.-+eE0159xn".charAt(random.nextInt(13)));
        return mutated.toString();
    }
}
