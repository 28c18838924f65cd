package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered function over strings, and strings with small numbers, against PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TextFunctionsTest {
    private static final int TUPLES = 800;
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
                .map(oid -> oid + " " + ScalarFunctions.signature(oid).orElseThrow());
    }

    private boolean isOverTexts(int oid) {
        try {
            List<ColumnType> arguments = oracle.signature(oid).arguments();
            return arguments.stream().anyMatch(type -> isText(type.kind()))
                    && arguments.stream()
                            .allMatch(type ->
                                    isText(type.kind()) || type.kind() == Kind.INT4 || type.kind() == Kind.BOOL);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.TEXT || kind == Kind.BPCHAR;
    }

    @ParameterizedTest
    @MethodSource("functions")
    void equalsPostgres(String function) throws SQLException {
        int oid = Integer.parseInt(function.substring(0, function.indexOf(' ')));
        List<ColumnType> arguments = oracle.signature(oid).arguments();
        TextSamples samples = new TextSamples(SEED + oid);
        oracle.checkFunction(oid, samples.tuples(arguments, TUPLES));
        oracle.checkFunction(oid, samples.longTuples(arguments));
    }
}
