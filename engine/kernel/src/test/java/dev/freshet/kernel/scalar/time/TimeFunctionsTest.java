package dev.freshet.kernel.scalar.time;

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

/**
 * Every registered function over dates, timestamps, intervals and numbers, against PostgreSQL. Functions that depend on the session's time
 * zone, and it costs nothing to try the others too, are held in one east and one west of UTC. Those that take names (units, zones,
 * patterns) have tests of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeFunctionsTest {
    private static final int TUPLES = 1500;
    private static final long SEED = 20261121;

    private final ScalarOracle oslo = open("Europe/Oslo");
    private final ScalarOracle newYork = open("America/New_York");

    private static ScalarOracle open(String zone) {
        try {
            return ScalarOracle.open(ZoneId.of(zone));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void close() throws SQLException {
        oslo.close();
        newYork.close();
    }

    Stream<String> functions() {
        return ScalarFunctions.oids().stream()
                .sorted()
                .filter(this::isOverTimes)
                .map(oid -> oid + " " + ScalarFunctions.signature(oid).orElseThrow());
    }

    private boolean isOverTimes(int oid) {
        try {
            ScalarOracle.Signature signature = oslo.signature(oid);
            List<ColumnType> types = new ArrayList<>(signature.arguments());
            types.add(signature.result());
            return types.stream().anyMatch(type -> isTime(type.kind()))
                    && types.stream().allMatch(type -> isTime(type.kind()) || isNumber(type.kind()));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isNumber(Kind kind) {
        return switch (kind) {
            case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, DECIMAL, NUMERIC -> true;
            case DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL, TEXT, BPCHAR, UUID, OPAQUE -> false;
        };
    }

    private static boolean isTime(Kind kind) {
        return switch (kind) {
            case DATE, TIMESTAMP, TIMESTAMPTZ, INTERVAL -> true;
            case BOOL, INT2, INT4, INT8, FLOAT4, FLOAT8, DECIMAL, NUMERIC, TEXT, BPCHAR, UUID, OPAQUE -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("functions")
    void equalsPostgres(String function) throws SQLException {
        int oid = Integer.parseInt(function.substring(0, function.indexOf(' ')));
        List<ColumnType> arguments = oslo.signature(oid).arguments();
        oslo.checkFunction(oid, new Samples(SEED + oid).tuples(arguments, TUPLES));
        newYork.checkFunction(oid, new Samples(SEED - oid).tuples(arguments, TUPLES));
    }
}
