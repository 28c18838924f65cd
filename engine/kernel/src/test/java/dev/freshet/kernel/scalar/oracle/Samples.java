package dev.freshet.kernel.scalar.oracle;

import dev.freshet.kernel.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values to try functions with, as PostgreSQL's text: the edges of each type, and random ones of all sizes. */
public final class Samples {
    private static final List<String> INT2 =
            List.of("0", "1", "-1", "2", "7", "-32768", "32767", "-32767", "181", "182");
    private static final List<String> INT4 = List.of(
            "0",
            "1",
            "-1",
            "2",
            "10",
            "31",
            "32",
            "-2147483648",
            "2147483647",
            "-2147483647",
            "46340",
            "46341",
            "32767",
            "32768",
            "-32769");
    private static final List<String> INT8 = List.of(
            "0",
            "1",
            "-1",
            "2",
            "63",
            "64",
            "-9223372036854775808",
            "9223372036854775807",
            "-9223372036854775807",
            "3037000499",
            "3037000500",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9007199254740993",
            "-4611686018427387904");
    private static final List<String> FLOAT4 = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.5",
            "1.5",
            "2.5",
            "-2.5",
            "NaN",
            "Infinity",
            "-Infinity",
            "1e-45",
            "3.4028235e38",
            "1e38",
            "-1e-38",
            "0.1",
            "32767.5",
            "2147483647",
            "9.223372e18",
            "123456.7",
            "1e15",
            "1e-5");
    private static final List<String> FLOAT8 = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.5",
            "1.5",
            "2.5",
            "-2.5",
            "NaN",
            "Infinity",
            "-Infinity",
            "5e-324",
            "1.7976931348623157e308",
            "1e200",
            "-1e-200",
            "0.1",
            "0.3",
            "32767.5",
            "-32768.5",
            "2147483647.5",
            "-2147483648.5",
            "9223372036854775807",
            "-9223372036854775808",
            "123456789.123456789",
            "1e15",
            "1e16",
            "1e-5",
            "1e-4",
            "3.4028235677973366e38",
            "1e-46");
    private static final List<String> NUMERIC = List.of(
            "0",
            "0.00",
            "1",
            "-1",
            "1.0",
            "0.5",
            "-0.5",
            "1.5",
            "2.5",
            "-2.5",
            "NaN",
            "Infinity",
            "-Infinity",
            "0.0001",
            "9999",
            "10000",
            "99999999.99",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "32767.5",
            "2147483647.4999",
            "-2147483648.5",
            "3",
            "7",
            "0.3333333333333333",
            "123456789012345678901234567890.123456789",
            "-0.00000000000000000001",
            "1e20",
            "1e-30",
            "922337203685477580.7",
            "100000000000000000000");
    private static final List<String> TEXT = List.of(
            "", " ", "a", "A", "abc", "abd", "ABC", "ab", "a b", "é", "日本語", "😀x", "z", "%", "_", "\\", "100%", "a_b",
            "1", "-1", "ß");

    private final Random random;
    private final TimeSamples times;

    public Samples(long seed) {
        random = new Random(seed);
        times = new TimeSamples(random);
    }

    /** Tuples of values of these types, some of them NULL: every edge of each type at least once, pairs of edges, and random values. */
    public List<List<@Nullable String>> tuples(List<ColumnType> types, int count) {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        if (types.size() == 1) {
            for (String edge : edges(types.getFirst())) {
                tuples.add(List.of(edge));
            }
        } else if (types.size() == 2) {
            for (String first : edges(types.get(0))) {
                for (String second : edges(types.get(1))) {
                    tuples.add(List.of(first, second));
                }
            }
        }
        while (tuples.size() < count) {
            List<@Nullable String> tuple = new ArrayList<>();
            for (ColumnType type : types) {
                tuple.add(random.nextInt(12) == 0 ? null : value(type));
            }
            tuples.add(tuple);
        }
        return tuples;
    }

    /** A value of a type: one in three an edge. */
    public String value(ColumnType type) {
        List<String> edges = edges(type);
        if (random.nextInt(3) == 0) {
            return edges.get(random.nextInt(edges.size()));
        }
        return switch (type.kind()) {
            case BOOL -> random.nextBoolean() ? "true" : "false";
            case INT2 -> String.valueOf((short) (random.nextInt() >> random.nextInt(32)));
            case INT4 -> String.valueOf(random.nextInt() >> random.nextInt(32));
            case INT8 -> String.valueOf(random.nextLong() >> random.nextInt(64));
            case FLOAT4 -> String.valueOf(single());
            case FLOAT8 -> String.valueOf(real());
            case DECIMAL -> decimal(type).toPlainString();
            case NUMERIC -> numeric().toPlainString();
            case TEXT, BPCHAR -> text();
            case DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> times.value(type.kind());
            case UUID -> new UUID(random.nextLong(), random.nextLong()).toString();
            default -> throw new IllegalArgumentException("no sample values of " + type);
        };
    }

    /** The edges of a type. */
    public static List<String> edges(ColumnType type) {
        return switch (type.kind()) {
            case BOOL -> List.of("true", "false");
            case INT2 -> INT2;
            case INT4 -> INT4;
            case INT8 -> INT8;
            case FLOAT4 -> FLOAT4;
            case FLOAT8 -> FLOAT8;
            case DECIMAL -> List.of("0", "1", "-1", "NaN", "0.5", "-7.25");
            case NUMERIC -> NUMERIC;
            case TEXT, BPCHAR -> TEXT;
            case DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> TimeSamples.edges(type.kind());
            case UUID -> List.of("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff");
            default -> throw new IllegalArgumentException("no sample values of " + type);
        };
    }

    private float single() {
        return random.nextBoolean()
                ? Float.intBitsToFloat(random.nextInt() & ~0x00800000)
                : random.nextInt(2000) / 8f - 100;
    }

    private double real() {
        return switch (random.nextInt(3)) {
            case 0 -> finite(Double.longBitsToDouble(random.nextLong()));
            case 1 -> random.nextInt(20000) / 16.0 - 500;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
        };
    }

    private static double finite(double v) {
        return Double.isNaN(v) ? 1.25 : v;
    }

    private BigDecimal numeric() {
        int bits = switch (random.nextInt(4)) {
            case 0 -> 8;
            case 1 -> 31;
            case 2 -> 62;
            default -> 150;
        };
        BigInteger unscaled = new BigInteger(bits, random);
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), random.nextInt(bits / 4 + 2));
    }

    private BigDecimal decimal(ColumnType type) {
        long limit = (long) Math.pow(10, random.nextInt(type.numericPrecision() + 1));
        return BigDecimal.valueOf(random.nextLong(-limit + 1, limit), type.numericScale());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append("abcABC xyz%_09é日".charAt(random.nextInt(16)));
        }
        return text.toString();
    }
}
