package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered function over strings, and strings with small numbers, against PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextFunctionsTest {
    private static final int TUPLES = 800;
    private static final int REPEAT = 1622;
    private static final long SEED = 20261121;

    private final ScalarOracle oracle = open();

    private static ScalarOracle open() {
        try {
            return ScalarOracle.open(ZoneId.of("UTC"));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void close() throws SQLException {
        oracle.close();
    }

    Stream<String> functions() {
        return ScalarFunctions.oids().stream()
                .sorted()
                .filter(this::isOverTexts)
                // its format is a constant, and it has a test of its own
                .filter(oid -> !ScalarFunctions.signature(oid).orElseThrow().startsWith("to_char("))
                .map(oid -> oid + " " + ScalarFunctions.signature(oid).orElseThrow());
    }

    private boolean isOverTexts(int oid) {
        try {
            ScalarOracle.Signature signature = oracle.signature(oid);
            List<ColumnType> arguments = signature.arguments();
            return (isText(signature.result()) || arguments.stream().anyMatch(TextFunctionsTest::isText))
                    && arguments.stream().allMatch(type -> isText(type) || isSmall(type.kind()));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isText(ColumnType type) {
        return type.kind() == Kind.TEXT || type.kind() == Kind.BPCHAR;
    }

    private static boolean isSmall(Kind kind) {
        return kind == Kind.INT4 || kind == Kind.INT8 || kind == Kind.BOOL;
    }

    @ParameterizedTest
    @MethodSource("functions")
    void equalsPostgres(String function) throws SQLException {
        int oid = Integer.parseInt(function.substring(0, function.indexOf(' ')));
        List<ColumnType> arguments = oracle.signature(oid).arguments();
        TextSamples samples = new TextSamples(SEED + oid);
        List<List<@Nullable String>> tuples = samples.tuples(arguments, TUPLES);
        if (oid == REPEAT) {
            // PostgreSQL does nothing two billion times
            tuples.removeIf(tuple -> "".equals(tuple.get(0))
                    && Objects.requireNonNullElse(tuple.get(1), "").length() > 9);
        }
        oracle.checkFunction(oid, tuples);
        oracle.checkFunction(oid, samples.longTuples(arguments));
    }
}
