package dev.freshet.kernel.scalar.logic;

import dev.freshet.kernel.scalar.Expression;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.scalar.oracle.Probe;
import dev.freshet.kernel.scalar.oracle.Samples;
import dev.freshet.kernel.scalar.oracle.ScalarOracle;
import dev.freshet.kernel.type.ColumnType;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logic nodes against PostgreSQL: NULLs, and errors that must come or must not, as a branch is taken or not. */
class LogicTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ColumnType BOOL = ColumnType.BOOL;
    private static final ColumnType INT4 = ColumnType.INT4;
    private static final ColumnType NUMERIC = ColumnType.NUMERIC;
    private static final CallContext BOOLEAN_CALL = new CallContext(BOOL, 0, UTC);
    private static final ScalarFunction INT4_EQUAL = function(65);
    private static final ScalarFunction INT4_GREATER = function(147);
    private static final ScalarFunction NUMERIC_EQUAL = function(1718);
    private static final ScalarFunction NUMERIC_LESS = function(1722);

    private @Nullable ScalarOracle oracle;

    @BeforeEach
    void open() throws SQLException {
        oracle = ScalarOracle.open(UTC);
    }

    @AfterEach
    void close() throws SQLException {
        oracle().close();
    }

    private ScalarOracle oracle() {
        ScalarOracle open = oracle;
        if (open == null) {
            throw new AssertionError("not open");
        }
        return open;
    }

    private static ScalarFunction function(int oid) {
        return ScalarFunctions.byOid(oid).orElseThrow();
    }

    private static Expression int4(int value) {
        return Constant.of(INT4, value);
    }

    private static Expression divide(Expression dividend, Expression divisor) {
        return function(154).apply(List.of(dividend, divisor), new CallContext(INT4, 0, UTC));
    }

    private static Expression greater(Expression left, Expression right) {
        return INT4_GREATER.apply(List.of(left, right), BOOLEAN_CALL);
    }

    private void check(String sql, ColumnType result, List<ColumnType> arguments, Probe.Kernel kernel)
            throws SQLException {
        oracle().check(new Probe(sql, result, arguments, kernel, tuples(arguments)));
    }

    private static List<List<@Nullable String>> tuples(List<ColumnType> arguments) {
        if (arguments.contains(BOOL)) {
            List<List<@Nullable String>> all = new ArrayList<>();
            String[] truths = {"true", "false", null};
            for (int i = 0; i < 27; i++) {
                all.add(Arrays.asList(truths[i % 3], truths[i / 3 % 3], truths[i / 9])
                        .subList(0, arguments.size()));
            }
            return all;
        }
        List<List<@Nullable String>> tuples = new Samples(99).tuples(arguments, 1500);
        for (int i = 0; i < 300; i++) {
            List<@Nullable String> small = new ArrayList<>();
            for (int c = 0; c < arguments.size(); c++) {
                int v = (i * 7 + c * 5 + i / 13) % 9;
                small.add(v == 8 ? null : String.valueOf(v - 2));
            }
            tuples.add(small);
        }
        return tuples;
    }

    @Test
    void andOrNot() throws SQLException {
        List<ColumnType> three = List.of(BOOL, BOOL, BOOL);
        check("a1 AND a2 AND a3", BOOL, three, Junction::and);
        check("a1 OR a2 OR a3", BOOL, three, Junction::or);
        check(
                "(a1 OR NOT a2) AND a3",
                BOOL,
                three,
                a -> Junction.and(List.of(Junction.or(List.of(a.get(0), new Not(a.get(1)))), a.get(2))));
    }

    @Test
    void whatAndAndOrDoNotReachDoesNotErr() throws SQLException {
        List<ColumnType> two = List.of(INT4, INT4);
        check(
                "a1 > 0 AND 100 / a1 > a2",
                BOOL,
                two,
                a -> Junction.and(List.of(greater(a.get(0), int4(0)), greater(divide(int4(100), a.get(0)), a.get(1)))));
        check(
                "a1 > 0 OR 100 / a1 > a2",
                BOOL,
                two,
                a -> Junction.or(List.of(greater(a.get(0), int4(0)), greater(divide(int4(100), a.get(0)), a.get(1)))));
        check(
                "100 / a1 > 3 AND a2 / (a1 - a1) > 0",
                BOOL,
                two,
                a -> Junction.and(List.of(
                        greater(divide(int4(100), a.get(0)), int4(3)),
                        greater(
                                divide(
                                        a.get(1),
                                        function(181)
                                                .apply(List.of(a.get(0), a.get(0)), new CallContext(INT4, 0, UTC))),
                                int4(0)))));
    }

    @Test
    void tests() throws SQLException {
        List<ColumnType> one = List.of(BOOL);
        check("a1 IS TRUE", BOOL, one, a -> BooleanTest.isTrue(a.getFirst()));
        check("a1 IS NOT TRUE", BOOL, one, a -> new Not(BooleanTest.isTrue(a.getFirst())));
        check("a1 IS FALSE", BOOL, one, a -> BooleanTest.isFalse(a.getFirst()));
        check("a1 IS UNKNOWN", BOOL, one, a -> new IsNull(a.getFirst()));
        check("a1 IS NULL", BOOL, List.of(NUMERIC), a -> new IsNull(a.getFirst()));
        check("a1 IS NOT NULL", BOOL, List.of(ColumnType.TEXT), a -> new Not(new IsNull(a.getFirst())));
    }

    @Test
    void caseOfConditions() throws SQLException {
        check(
                "CASE WHEN a1 = a2 THEN 0 WHEN a1 > a2 THEN a1 / a2 ELSE a2 / a1 END",
                INT4,
                List.of(INT4, INT4),
                a -> new Case(
                        INT4,
                        Optional.empty(),
                        List.of(
                                new Case.Branch(INT4_EQUAL.apply(a, BOOLEAN_CALL), int4(0)),
                                new Case.Branch(greater(a.get(0), a.get(1)), divide(a.get(0), a.get(1)))),
                        divide(a.get(1), a.get(0))));
        check(
                "CASE WHEN a1 < a2 THEN a1 ELSE a2 END",
                NUMERIC,
                List.of(NUMERIC, NUMERIC),
                a -> new Case(
                        NUMERIC,
                        Optional.empty(),
                        List.of(new Case.Branch(NUMERIC_LESS.apply(a, BOOLEAN_CALL), a.get(0))),
                        a.get(1)));
    }

    @Test
    void caseOfAnArgument() throws SQLException {
        check("CASE 12 / a1 WHEN 3 THEN a2 WHEN 12 THEN -1 END", INT4, List.of(INT4, INT4), a -> {
            Held argument = new Held(divide(int4(12), a.get(0)));
            return new Case(
                    INT4,
                    Optional.of(argument),
                    List.of(
                            new Case.Branch(INT4_EQUAL.apply(List.of(argument, int4(3)), BOOLEAN_CALL), a.get(1)),
                            new Case.Branch(INT4_EQUAL.apply(List.of(argument, int4(12)), BOOLEAN_CALL), int4(-1))),
                    Constant.ofNull(INT4));
        });
    }

    @Test
    void coalesceAndNullIf() throws SQLException {
        check(
                "COALESCE(a1, a2, 10 / a3)",
                INT4,
                List.of(INT4, INT4, INT4),
                a -> new Coalesce(INT4, List.of(a.get(0), a.get(1), divide(int4(10), a.get(2)))));
        check("COALESCE(a1, a2)", NUMERIC, List.of(NUMERIC, NUMERIC), a -> new Coalesce(NUMERIC, a));
        check(
                "COALESCE(a1, a2)",
                ColumnType.TEXT,
                List.of(ColumnType.TEXT, ColumnType.TEXT),
                a -> new Coalesce(ColumnType.TEXT, a));
        check(
                "NULLIF(a1, a2)",
                NUMERIC,
                List.of(NUMERIC, NUMERIC),
                a -> new NullIf(NUMERIC_EQUAL, a.get(0), a.get(1), BOOLEAN_CALL));
        check(
                "NULLIF(a1, 10 / a2)",
                INT4,
                List.of(INT4, INT4),
                a -> new NullIf(INT4_EQUAL, a.get(0), divide(int4(10), a.get(1)), BOOLEAN_CALL));
    }

    @Test
    void distinct() throws SQLException {
        check(
                "a1 IS DISTINCT FROM a2",
                BOOL,
                List.of(NUMERIC, NUMERIC),
                a -> new IsDistinct(NUMERIC_EQUAL, a.get(0), a.get(1), BOOLEAN_CALL));
        check(
                "a1 IS NOT DISTINCT FROM a2",
                BOOL,
                List.of(INT4, INT4),
                a -> new Not(new IsDistinct(INT4_EQUAL, a.get(0), a.get(1), BOOLEAN_CALL)));
    }

    @Test
    void extremes() throws SQLException {
        List<ColumnType> three = List.of(NUMERIC, NUMERIC, NUMERIC);
        check("GREATEST(a1, a2, a3)", NUMERIC, three, a -> Extreme.greatest(NUMERIC_LESS, NUMERIC, a, BOOLEAN_CALL));
        check("LEAST(a1, a2, a3)", NUMERIC, three, a -> Extreme.least(NUMERIC_LESS, NUMERIC, a, BOOLEAN_CALL));
        ColumnType real = ColumnType.FLOAT8;
        check(
                "GREATEST(a1, a2)",
                real,
                List.of(real, real),
                a -> Extreme.greatest(function(295), real, a, BOOLEAN_CALL));
        check("LEAST(a1, a2)", real, List.of(real, real), a -> Extreme.least(function(295), real, a, BOOLEAN_CALL));
    }

    @Test
    void lists() throws SQLException {
        List<ColumnType> one = List.of(INT4);
        List<Expression> list = List.of(int4(1), int4(-1), int4(5));
        List<Expression> withNull = List.of(int4(1), Constant.ofNull(INT4), int4(5));
        ScalarFunction differs = function(144);
        check("a1 IN (1, -1, 5)", BOOL, one, a -> ArrayComparison.any(INT4_EQUAL, a.getFirst(), list, BOOLEAN_CALL));
        check(
                "a1 IN (1, NULL, 5)",
                BOOL,
                one,
                a -> ArrayComparison.any(INT4_EQUAL, a.getFirst(), withNull, BOOLEAN_CALL));
        check("a1 NOT IN (1, -1, 5)", BOOL, one, a -> ArrayComparison.all(differs, a.getFirst(), list, BOOLEAN_CALL));
        check(
                "a1 NOT IN (1, NULL, 5)",
                BOOL,
                one,
                a -> ArrayComparison.all(differs, a.getFirst(), withNull, BOOLEAN_CALL));
        check(
                "a1 > ALL (ARRAY[1, a2, 100 / a2])",
                BOOL,
                List.of(INT4, INT4),
                a -> ArrayComparison.all(
                        INT4_GREATER, a.get(0), List.of(int4(1), a.get(1), divide(int4(100), a.get(1))), BOOLEAN_CALL));
        check(
                "a1 = ANY ('{}'::int[])",
                BOOL,
                one,
                a -> ArrayComparison.any(INT4_EQUAL, a.getFirst(), List.of(), BOOLEAN_CALL));
        check(
                "a1 = ALL ('{}'::int[])",
                BOOL,
                one,
                a -> ArrayComparison.all(INT4_EQUAL, a.getFirst(), List.of(), BOOLEAN_CALL));
    }
}
