package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.logic.Constant;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code LIKE} against PostgreSQL over few letters, so that patterns do match, and with patterns that are the same for all rows. */
class LikeTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long SEED = 31;
    private static final int LIKE = 850;
    private static final int CASELESS_LIKE = 1633;
    private static final List<String> CONSTANTS = List.of(
            "", "%", "%%", "%%%", "_", "__", "%_%", "ab", "ab%", "%ab", "%ab%", "a%b", "a_b", "%a%b%", "_%b", "\\%",
            "%\\", "\\", "a\\", "\\a", "%\\a", "a%\\", "%_\\", "é%", "%é%", "_é", "%é", "é\\", "%a_", "%_a", "%a%",
            "A%", "%É%");

    @Test
    void patternsAndTexts() throws SQLException {
        Random random = new Random(SEED);
        List<List<@Nullable String>> tuples = new ArrayList<>();
        for (String pattern : CONSTANTS) {
            tuples.add(List.of("", pattern));
        }
        while (tuples.size() < 30_000) {
            tuples.add(List.of(drawn("aaabbé\\%😀", 8, random), drawn("%%%_\\aabbé😀", 7, random)));
        }
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            oracle.checkFunction(LIKE, tuples);
        }
    }

    @Test
    void constantPatterns() throws SQLException {
        Random random = new Random(SEED);
        List<List<@Nullable String>> texts = new ArrayList<>();
        texts.add(List.of(""));
        while (texts.size() < 600) {
            texts.add(List.of(drawn("aaabbéABÉ\\%日", 7, random)));
        }
        try (ScalarOracle oracle = ScalarOracle.open(UTC)) {
            for (String pattern : CONSTANTS) {
                for (int function : new int[] {LIKE, CASELESS_LIKE}) {
                    String name = oracle.signature(function).name();
                    oracle.check(new Probe(
                            name + "(a1, '" + pattern + "')",
                            ColumnType.BOOL,
                            List.of(ColumnType.TEXT),
                            columns -> call(function, columns.getFirst(), pattern),
                            texts));
                }
            }
        }
    }

    private static Expression call(int function, Expression text, String pattern) {
        return ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(
                        List.of(text, Constant.of(ColumnType.TEXT, pattern)),
                        new CallContext(ColumnType.BOOL, ColumnType.COLLATION_DEFAULT, UTC, ScalarOracle.COLLATIONS));
    }

    private static String drawn(String characters, int limit, Random random) {
        int[] codePoints = characters.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(limit);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }
}
