package dev.freshet.kernel.scalar.numeric;

import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of {@code numeric} the samples of its functions' declared types do not reach. */
class NumericTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long SEED = 5;
    private static final ColumnType NUMERIC = ColumnType.NUMERIC;

    private final Random random = new Random(SEED);

    @ParameterizedTest
    @CsvSource({"10, 2", "5, 0", "18, 18", "3, 5", "2, -3", "38, 10", "1000, 1000", "18, 4"})
    void comesToAField(int precision, int scale) throws SQLException {
        ColumnType field = ColumnType.numeric(precision, scale);
        List<List<@Nullable String>> tuples = new Samples(SEED).tuples(List.of(NUMERIC), 600);
        for (int shift = -precision - 3; shift < 3; shift++) {
            BigDecimal limit = BigDecimal.TEN.pow(precision).scaleByPowerOfTen(-scale);
            BigDecimal half = new BigDecimal("0.5").scaleByPowerOfTen(-scale);
            tuples.add(List.of(limit.toPlainString()));
            tuples.add(List.of(limit.subtract(half).toPlainString()));
            tuples.add(List.of(half.subtract(limit).toPlainString()));
            tuples.add(List.of(
                    half.multiply(new BigDecimal("1.999")).subtract(limit).toPlainString()));
            tuples.add(List.of(limit.scaleByPowerOfTen(shift).toPlainString()));
        }
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.check(new Probe(
                    "pg_catalog.\"numeric\"(a1, " + field.typmod() + ")",
                    field,
                    List.of(NUMERIC),
                    columns -> ScalarFunctions.byOid(1703)
                            .orElseThrow()
                            .apply(
                                    List.of(columns.getFirst(), Constant.of(ColumnType.INT4, field.typmod())),
                                    new CallContext(field, 0, UTC)),
                    tuples));
        }
    }

    /** Columns held as scaled longs among themselves and with any other numeric. */
    @ParameterizedTest
    @ValueSource(ints = {1724, 1725, 1726, 1727, 1728, 1718, 1722, 1720})
    void decimalColumns(int oid) throws SQLException {
        ColumnType money = ColumnType.numeric(12, 2);
        ColumnType rate = ColumnType.numeric(18, 6);
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            ColumnType result = oracle.signature(oid).result();
            for (List<ColumnType> types : List.of(
                    List.of(money, money), List.of(money, rate), List.of(rate, NUMERIC), List.of(NUMERIC, money))) {
                oracle.checkFunction(oid, types, result, new Samples(SEED).tuples(types, 900));
            }
        }
    }

    /** Quotients and roots of many sizes and scales: their display scale hangs on the first stored digits. */
    @ParameterizedTest
    @ValueSource(ints = {1727, 1728, 1973})
    void quotients(int oid) throws SQLException {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            tuples.add(List.of(any().toPlainString(), any().toPlainString()));
        }
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.checkFunction(oid, tuples);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1730, 1779, 1745, 1746, 5043, 1708})
    void ofOne(int oid) throws SQLException {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            BigDecimal value = any();
            tuples.add(List.of(value.toPlainString()));
            if (i % 10 == 0) {
                // a square, and the least step beside it
                tuples.add(List.of(value.pow(2).toPlainString()));
                tuples.add(List.of(
                        value.pow(2).add(BigDecimal.ONE.movePointLeft(30)).toPlainString()));
            }
        }
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.checkFunction(oid, tuples);
        }
    }

    @Test
    void limits() throws SQLException {
        List<List<@Nullable String>> tuples = List.of(
                List.of("1e131071", "10"),
                List.of("9e131071", "9e131071"),
                List.of("-9e131071", "9e131071"),
                List.of("1e131071", "1e-16383"),
                List.of("1e-10000", "1e-10000"),
                List.of("7e-16383", "0.5"),
                List.of("1e131071", "0.1"),
                List.of("NaN", "0"),
                List.of("Infinity", "0"));
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            for (int oid : List.of(1724, 1725, 1726, 1727, 1728)) {
                oracle.checkFunction(oid, tuples);
            }
            List<List<@Nullable String>> roundings = new ArrayList<>();
            for (String value :
                    List.of("9.5e131071", "0.5", "-0.5", "5", "1e-16383", "123456.789", "0", "NaN", "-Infinity")) {
                for (String scale : List.of(
                        "-131073",
                        "-131072",
                        "-131071",
                        "-6",
                        "-5",
                        "-1",
                        "0",
                        "1",
                        "16383",
                        "16384",
                        "2147483647",
                        "-2147483648")) {
                    roundings.add(List.of(value, scale));
                }
            }
            oracle.checkFunction(1707, roundings);
            oracle.checkFunction(1709, roundings);
        }
    }

    private BigDecimal any() {
        int bits = 1 + random.nextInt(random.nextInt(4) == 0 ? 160 : 50);
        BigInteger unscaled = new BigInteger(bits, random);
        BigDecimal value = new BigDecimal(random.nextInt(3) == 0 ? unscaled.negate() : unscaled, random.nextInt(25));
        return random.nextInt(5) == 0
                ? value.scaleByPowerOfTen(random.nextInt(16)).setScale(Math.max(value.scale(), 0))
                : value;
    }
}
