package dev.freshet.kernel.scalar.uuid;

import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every registered function over {@code uuid} against PostgreSQL. */
class UuidFunctionsTest {
    private static final long SEED = 20261121;
    private static final List<String> EDGES = List.of(
            "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff",
            "00000000-0000-0000-0000-000000000001",
            "00000000-0000-0000-8000-000000000000",
            "7fffffff-ffff-ffff-ffff-ffffffffffff",
            "80000000-0000-0000-0000-000000000000",
            "c232ab00-9414-11ec-b3c8-9f6bdeced846",
            "00000000-0000-1000-8000-000000000000",
            "ffffffff-ffff-1fff-bfff-ffffffffffff",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
            "00000000-0000-7000-8000-000000000000",
            "ffffffff-ffff-7fff-bfff-ffffffffffff",
            "919108f7-52d1-4320-9bac-f847db4148a8",
            "c232ab00-9414-11ec-13c8-9f6bdeced846",
            "c232ab00-9414-11ec-c3c8-9f6bdeced846");

    @Test
    void equalPostgres() throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("UTC"))) {
            for (int oid : ScalarFunctions.oids()) {
                List<ColumnType> arguments = oracle.signature(oid).arguments();
                if (!arguments.isEmpty() && arguments.stream().allMatch(type -> type.kind() == Kind.UUID)) {
                    oracle.checkFunction(oid, tuples(arguments.size(), new Random(SEED)));
                }
            }
        }
    }

    private static List<List<@Nullable String>> tuples(int width, Random random) {
        List<List<@Nullable String>> tuples = new ArrayList<>();
        for (String first : EDGES) {
            for (String second : EDGES) {
                tuples.add(width == 1 ? List.of(first) : List.of(first, second));
            }
        }
        while (tuples.size() < 1000) {
            List<@Nullable String> tuple = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                tuple.add(random.nextInt(12) == 0 ? null : value(random));
            }
            tuples.add(tuple);
        }
        return tuples;
    }

    private static String value(Random random) {
        return random.nextInt(3) == 0
                ? EDGES.get(random.nextInt(EDGES.size()))
                : new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
