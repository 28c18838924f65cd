package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Casts to a precision and to the fields of an interval against PostgreSQL: every typmod there is, and some there are not. */
class TimeCastsTest {
    private static final long SEED = 1752;
    private static final int INTERVAL = 1200;
    private static final int TIMESTAMP = 1961;
    private static final int TIMESTAMPTZ = 1967;
    /** Year, month, day, hour, minute, second and the ranges of them, all, and one that the grammar does not have. */
    private static final int[] FIELDS = {4, 2, 8, 1024, 2048, 4096, 6, 1032, 3080, 7176, 3072, 7168, 6144, 0x7fff, 12};

    @Test
    void intervalsHaveFieldsAndDigits() throws SQLException {
        List<String> typmods = new ArrayList<>(List.of("-1"));
        for (int fields : FIELDS) {
            for (int digits : new int[] {0, 1, 3, 6, 7, 0xffff}) {
                typmods.add(String.valueOf(fields << 16 | digits));
            }
        }
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("UTC"))) {
            oracle.checkFunction(INTERVAL, pairs(ColumnType.INTERVAL, typmods));
        }
    }

    @Test
    void timestampsHaveDigits() throws SQLException {
        List<String> typmods = List.of("-2", "-1", "0", "1", "2", "3", "4", "5", "6", "7");
        try (ScalarOracle oracle = ScalarOracle.open(ZoneId.of("Europe/Oslo"))) {
            oracle.checkFunction(TIMESTAMP, pairs(ColumnType.TIMESTAMP, typmods));
            oracle.checkFunction(TIMESTAMPTZ, pairs(ColumnType.TIMESTAMPTZ, typmods));
        }
    }

    private static List<List<@Nullable String>> pairs(ColumnType type, List<String> typmods) {
        List<List<@Nullable String>> pairs = new ArrayList<>();
        for (List<@Nullable String> value : new Samples(SEED).tuples(List.of(type), 150)) {
            for (String typmod : typmods) {
                List<@Nullable String> pair = new ArrayList<>(value);
                pair.add(typmod);
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
