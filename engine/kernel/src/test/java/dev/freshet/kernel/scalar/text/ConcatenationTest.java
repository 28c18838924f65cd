package dev.freshet.kernel.scalar.text;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.scalar.ColumnReference;
import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Oids;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strings joined with values of other types, as their output functions print them and as casts to text have them, against PostgreSQL. */
class ConcatenationTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final ColumnType TEXT = ColumnType.TEXT;
    private static final ColumnType PADDED = ColumnType.of(Oids.BPCHAR, 4 + 6, ColumnType.COLLATION_DEFAULT);

    private static Stream<ColumnType> types() {
        return Stream.of(
                TEXT,
                ColumnType.of(Oids.VARCHAR, 4 + 3, ColumnType.COLLATION_DEFAULT),
                ColumnType.of(Oids.NAME, -1, ColumnType.COLLATION_C),
                PADDED,
                ColumnType.BOOL,
                ColumnType.INT4,
                ColumnType.FLOAT8,
                ColumnType.NUMERIC,
                ColumnType.numeric(9, 2),
                ColumnType.DATE,
                ColumnType.TIMESTAMPTZ,
                ColumnType.INTERVAL,
                ColumnType.UUID);
    }

    @ParameterizedTest
    @MethodSource("types")
    void equalsPostgres(ColumnType type) throws SQLException {
        try (ScalarOracle oracle = ScalarOracle.open(ZONE)) {
            check(oracle, 3058, "concat(a1, a2, a3)", type, PADDED, type);
            check(oracle, 3058, "concat(a1)", type);
            check(oracle, 3059, "concat_ws(a1, a2, a3, a4)", TEXT, type, ColumnType.BOOL, type);
            check(oracle, 3059, "concat_ws(a1, a2)", TEXT, type);
            check(oracle, 2003, "textanycat(a1, a2)", TEXT, type);
            check(oracle, 2004, "anytextcat(a1, a2)", type, TEXT);
        }
    }

    private static void check(ScalarOracle oracle, int function, String sql, ColumnType... types) throws SQLException {
        oracle.check(new Probe(
                sql,
                TEXT,
                List.of(types),
                columns -> call(function, columns),
                new Samples(function).tuples(List.of(types), 400)));
    }

    private static Expression call(int function, List<Expression> arguments) {
        return ScalarFunctions.byOid(function)
                .orElseThrow()
                .apply(arguments, new CallContext(TEXT, ColumnType.COLLATION_DEFAULT, ZONE, ScalarOracle.COLLATIONS));
    }

    @Test
    void whatIsOnlyCarriedIsRefused() {
        Expression array = new ColumnReference(0, new Column("a", ColumnType.of(1009, -1, 100)));
        Expression text = new ColumnReference(1, new Column("t", TEXT));
        for (int function : List.of(3058, 3059, 2003)) {
            assertThatThrownBy(() -> call(function, List.of(text, array)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("type 1009");
        }
    }
}
