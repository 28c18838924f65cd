package dev.freshet.kernel.scalar.logic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Oids;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Casts by way of text against PostgreSQL: every kind of value to text, and much that is and is not a number or a uuid from text. */
class CoerceViaIoTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long SEED = 4711;

    private static Stream<ColumnType> numbers() {
        return Stream.of(
                ColumnType.BOOL,
                ColumnType.INT2,
                ColumnType.INT4,
                ColumnType.INT8,
                ColumnType.FLOAT4,
                ColumnType.FLOAT8,
                ColumnType.NUMERIC);
    }

    private static Stream<ColumnType> printed() {
        return Stream.concat(
                numbers(),
                Stream.of(
                        ColumnType.numeric(12, 3),
                        ColumnType.DATE,
                        ColumnType.TIMESTAMP,
                        ColumnType.TIMESTAMPTZ,
                        ColumnType.INTERVAL,
                        ColumnType.UUID));
    }

    @ParameterizedTest
    @MethodSource("printed")
    void toText(ColumnType type) throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            toText(oracle, type, UTC, ColumnType.TEXT, "textin(%s)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Asia/Kolkata", "America/New_York", "Africa/Monrovia", "Pacific/Apia"})
    void instantsToText(String zoneName) throws SQLException {
        ZoneId zone = ZoneId.of(zoneName);
        try (ScalarOracle oracle = ScalarOracle.open(zone)) {
            toText(oracle, ColumnType.TIMESTAMPTZ, zone, ColumnType.TEXT, "textin(%s)");
        }
    }

    @Test
    void toPaddedAndVarying() throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            toText(oracle, ColumnType.INT4, UTC, ColumnType.of(Oids.BPCHAR, -1, 100), "bpcharin(%s, 0, -1)");
            toText(oracle, ColumnType.NUMERIC, UTC, ColumnType.of(Oids.VARCHAR, -1, 100), "varcharin(%s, 0, -1)");
        }
    }

    private static void toText(ScalarOracle oracle, ColumnType type, ZoneId zone, ColumnType text, String input)
            throws SQLException {
        // textin(boolout(a)) and so on: a plain cast of a boolean is another function
        String printed = output(oracle, type) + "(a1)";
        oracle.check(new Probe(
                input.formatted(printed),
                text,
                List.of(type),
                columns -> CoerceViaIo.of(columns.getFirst(), text, zone),
                new Samples(SEED).tuples(List.of(type), 3000)));
    }

    @Test
    void carriedTextIsText() throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.check(new Probe(
                    "a1::text",
                    ColumnType.TEXT,
                    List.of(ColumnType.JSONB),
                    columns -> CoerceViaIo.of(columns.getFirst(), ColumnType.TEXT, UTC),
                    List.of(List.of("{\"b\": [1, 2.50], \"a\":null}"), List.of("\"é\\n\""), List.of("1e3"))));
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void fromText(ColumnType type) throws SQLException {
        fromText(ColumnType.TEXT, type, Written.NUMBERS, numbers().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {Oids.BPCHAR, Oids.VARCHAR, Oids.NAME})
    void fromOtherStrings(int oid) throws SQLException {
        ColumnType from = ColumnType.of(oid, oid == Oids.NAME ? -1 : 4 + 12, ColumnType.COLLATION_DEFAULT);
        fromText(from, ColumnType.INT8, Written.NUMBERS, List.of(ColumnType.INT4));
        fromText(from, ColumnType.FLOAT8, Written.NUMBERS, List.of(ColumnType.FLOAT4));
    }

    @Test
    void fromTextToUuid() throws SQLException {
        fromText(ColumnType.TEXT, ColumnType.UUID, Written.UUIDS, List.of(ColumnType.UUID));
    }

    private static void fromText(ColumnType from, ColumnType type, List<String> written, List<ColumnType> printed)
            throws SQLException {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        written.forEach(text -> tuples.add(List.of(text)));
        Random random = new Random(SEED);
        Samples samples = new Samples(SEED);
        while (tuples.size() < 4000) {
            tuples.add(List.of(samples.value(printed.get(random.nextInt(printed.size())))));
            tuples.add(List.of(mutated(written.get(random.nextInt(written.size())), random)));
        }
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.check(new Probe(
                    "a1::" + oracle.name(type),
                    type,
                    List.of(from),
                    columns -> CoerceViaIo.of(columns.getFirst(), type, UTC),
                    tuples));
        }
    }

    @Test
    void refusesByNameWhatHasNoKernel() {
        ColumnReference bytes = new ColumnReference(0, new Column("b", ColumnType.of(17, -1, 0)));
        assertThatThrownBy(() -> CoerceViaIo.of(bytes, ColumnType.TEXT, UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type 17");
        ColumnReference text = new ColumnReference(0, new Column("t", ColumnType.TEXT));
        assertThatThrownBy(() -> CoerceViaIo.of(text, ColumnType.of(17, -1, 0), UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type 17");
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
