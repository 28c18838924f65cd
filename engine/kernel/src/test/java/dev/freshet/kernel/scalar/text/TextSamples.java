package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Strings to try functions with: of characters of 1, 2, 3 and 4 bytes, with blanks at the ends, wildcards, very long ones. */
final class TextSamples {
    private static final List<String> EDGES = List.of(
            "",
            " ",
            "  ",
            "a",
            "A",
            "a ",
            "a  ",
            " a",
            "ab",
            "abc",
            "abd",
            "abcdefgh",
            "abcdefgi",
            "abcdefghi",
            "abcdefgh ",
            "ABC",
            "a\t",
            "a\u0001",
            "\u0001",
            "é",
            "è",
            "éa",
            "日本語",
            "日本誌",
            "😀x",
            "😀",
            "\uffff",
            "\u007f",
            "\u0080",
            "ß",
            "z",
            "%",
            "_",
            "\\",
            "\\\\",
            "a\\",
            "100%",
            "%a%",
            "_b_",
            "a_b",
            "'",
            "\"",
            "1",
            "-1",
            "x".repeat(63),
            "x".repeat(64),
            "é".repeat(32),
            "é".repeat(32) + " ");
    private static final List<String> LONG =
            List.of("x".repeat(100_000), "x".repeat(99_999) + "y", "日".repeat(33_000) + "  ");
    private static final List<String> SHORT = List.of("", "x", "xxx", "%y", "日", "y");
    private static final List<String> LONG_AND_SHORT =
            Stream.concat(LONG.stream(), SHORT.stream()).toList();
    private static final List<String> LONG_LENGTHS = List.of("0", "-1", "1", "99999", "-99999", "100001");
    private static final String[] CHARACTERS = {
        "a", "b", "c", "A", "B", " ", " ", "x", "%", "_", "\\", "0", "9", "-", "é", "ß", "日", "本", "😀", "𝄞", "\n"
    };
    private static final int[] LENGTHS = {
        0, 1, -1, 2, 3, 4, 5, 7, 8, 10, 63, 64, 255, 256, 1000, 2147483647, -2147483648, 2147483646, -2147483647
    };

    private final Random random;

    TextSamples(long seed) {
        random = new Random(seed);
    }

    /** Tuples of strings and small numbers, some NULL: each edge of one string or pairs of edges, then random ones. */
    List<List<@Nullable String>> tuples(List<ColumnType> types, int count) {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        List<List<String>> edges = types.stream().map(this::edges).toList();
        if (types.size() == 1) {
            edges.getFirst().forEach(edge -> tuples.add(List.of(edge)));
        } else if (types.size() == 2) {
            for (String first : edges.get(0)) {
                for (String second : edges.get(1)) {
                    // each function has a third of its own
                    if (random.nextInt(3) == 0) {
                        tuples.add(List.of(first, second));
                    }
                }
            }
        }
        while (tuples.size() < count) {
            List<@Nullable String> tuple = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                tuple.add(random.nextInt(15) == 0 ? null : value(types.get(i), edges.get(i)));
            }
            tuples.add(tuple);
        }
        return tuples;
    }

    /** Some tuples of strings of 100 kB: the first string always, a second one too where there are not three, as time may go with their product. */
    List<List<@Nullable String>> longTuples(List<ColumnType> types) {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        boolean oneLong = types.stream().filter(TextSamples::isString).count() > 2;
        for (int i = 0; i < 16; i++) {
            List<@Nullable String> tuple = new ArrayList<>();
            for (ColumnType type : types) {
                boolean first = tuple.isEmpty();
                List<String> strings = first ? LONG : oneLong ? SHORT : LONG_AND_SHORT;
                List<String> values = isString(type) ? strings : type.kind() == Kind.INT4 ? LONG_LENGTHS : edges(type);
                tuple.add(values.get(random.nextInt(values.size())));
            }
            tuples.add(tuple);
        }
        return tuples;
    }

    private static boolean isString(ColumnType type) {
        return type.kind() == Kind.TEXT || type.kind() == Kind.BPCHAR;
    }

    private List<String> edges(ColumnType type) {
        return switch (type.kind()) {
            case TEXT, BPCHAR -> EDGES;
            case INT4 ->
                java.util.Arrays.stream(LENGTHS).mapToObj(String::valueOf).toList();
            case INT8 -> List.of("0", "1", "-1", "15", "16", "255", "9223372036854775807", "-9223372036854775808");
            case BOOL -> List.of("true", "false");
            default -> throw new IllegalArgumentException("no sample values of " + type);
        };
    }

    private String value(ColumnType type, List<String> edges) {
        if (random.nextInt(4) == 0) {
            return edges.get(random.nextInt(edges.size()));
        }
        return switch (type.kind()) {
            case TEXT, BPCHAR -> string(9);
            case INT4 -> String.valueOf(random.nextInt(14) - 3);
            case INT8 -> String.valueOf(random.nextLong() >> random.nextInt(64));
            default -> edges.get(random.nextInt(edges.size()));
        };
    }

    /** A random string of less than {@code limit} characters. */
    String string(int limit) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(limit);
        for (int i = 0; i < length; i++) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }
}
