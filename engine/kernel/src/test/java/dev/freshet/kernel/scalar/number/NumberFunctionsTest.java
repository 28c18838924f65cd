package dev.freshet.kernel.scalar.number;

import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered function over booleans and numbers, against PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NumberFunctionsTest {
    private static final int TUPLES = 600;
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
                .filter(this::isOverNumbers)
                .map(oid -> oid + " " + ScalarFunctions.signature(oid).orElseThrow());
    }

    private boolean isOverNumbers(int oid) {
        try {
            ScalarOracle.Signature signature = oracle.signature(oid);
            List<ColumnType> types = new ArrayList<>(signature.arguments());
            types.add(signature.result());
            return types.stream().allMatch(type -> isNumber(type.kind()));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isNumber(Kind kind) {
        return switch (kind) {
            case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, DECIMAL, NUMERIC -> true;
            case TEXT, BPCHAR, DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, OPAQUE -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("functions")
    void equalsPostgres(String function) throws SQLException {
        int oid = Integer.parseInt(function.substring(0, function.indexOf(' ')));
        List<ColumnType> arguments = oracle.signature(oid).arguments();
        oracle.checkFunction(oid, new Samples(SEED + oid).tuples(arguments, TUPLES));
    }
}
