package dev.freshet.kernel.operator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.circuit.Circuit;
import dev.freshet.kernel.circuit.CircuitBuilder;
import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.operator.Domain;
import dev.freshet.kernel.operator.Row;
import dev.freshet.kernel.operator.ZSet;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.postgres.EmbeddedPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every aggregate function over every type it is registered for gives what PostgreSQL gives for the same rows, to the last digit. */
class AggregatesInPostgresTest {
    private static final int ROWS = 300;
    private static final int TICKS = 6;

    /** An aggregate as PostgreSQL's catalog has it. */
    private record Known(int oid, String name, int argument, int result) {
        String sql(boolean distinct) {
            return argument == 0 ? "count(*)" : name + (distinct ? "(DISTINCT x)" : "(x)");
        }
    }

    private static final String KNOWN = """
            SELECT a.oid::int, a.proname, CASE WHEN a.pronargs = 0 THEN 0 ELSE t.type::int END, a.prorettype::int
            FROM pg_proc a, unnest('{int2, int4, int8, numeric, float4, float8, bool, text, bpchar, date, timestamp, timestamptz, interval}'::regtype[]) t(type)
            WHERE a.prokind = 'a' AND a.pronargs < 2 AND (a.pronargs = 0 OR a.proargtypes[0] IN (t.type, '"any"'::regtype))
            ORDER BY 1""";

    @Test
    void everyRegisteredFunctionIsAnAggregateOfThatName() throws SQLException {
        try (Connection connection = connect()) {
            List<String> names = known(connection).stream()
                    .filter(known -> AggregateFunctions.byOid(known.oid, ColumnType.COLLATION_C)
                            .isPresent())
                    .map(known -> known.name + " "
                            + AggregateFunctions.byOid(known.oid, ColumnType.COLLATION_C)
                                    .orElseThrow())
                    .distinct()
                    .sorted()
                    .toList();
            assertThat(names)
                    .containsExactly(
                            "avg AVG",
                            "bool_and BOOL_AND",
                            "bool_or BOOL_OR",
                            "count COUNT",
                            "count COUNT_STAR",
                            "every BOOL_AND",
                            "max MAX",
                            "min MIN",
                            "stddev STDDEV_SAMP",
                            "stddev_pop STDDEV_POP",
                            "stddev_samp STDDEV_SAMP",
                            "sum SUM",
                            "var_pop VAR_POP",
                            "var_samp VAR_SAMP",
                            "variance VAR_SAMP");
            assertThat(known(connection).stream()
                            .filter(known -> known.name.equals("sum") || known.name.equals("avg"))
                            .filter(known -> known.argument == 700 || known.argument == 701)
                            .filter(known -> AggregateFunctions.byOid(known.oid).isPresent()))
                    .as("sums of floats are not kept up")
                    .isEmpty();
        }
    }

    static List<Arguments> types() {
        return List.of(
                type("smallint", random -> random.nextInt(65536) - 32768L),
                type("integer", random -> (long) random.nextInt() >> random.nextInt(30)),
                type("bigint", random -> random.nextLong() >> random.nextInt(60)),
                type("numeric", AggregatesInPostgresTest::numeric),
                type("numeric(12,2)", random -> BigDecimal.valueOf(random.nextLong() >> (26 + random.nextInt(30)), 2)),
                type("numeric(40,3)", random -> new BigDecimal(new BigInteger(random.nextInt(120), random), 3)),
                type("boolean", random -> (long) (random.nextInt(4) + 1) / 4),
                type("double precision", random -> random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian()),
                type("real", random -> (double) (float) random.nextGaussian()),
                type("text", random -> Integer.toString(random.nextInt(100_000), 36)),
                type("character(5)", random -> "%-5s".formatted(Integer.toString(random.nextInt(40_000), 36))),
                type("date", random -> (long) random.nextInt(20_000)),
                type("timestamp", random -> random.nextLong() >> 10),
                type("timestamptz", random -> random.nextLong() >> 10),
                type(
                        "interval",
                        random -> new Row.Span(random.nextLong() >> 20, random.nextInt(90), random.nextInt(40))));
    }

    private static Arguments type(String name, Function<Random, Object> values) {
        return Arguments.of(name, values);
    }

    private static Object numeric(Random random) {
        return switch (random.nextInt(100)) {
            case 0 -> Row.NotFinite.values()[random.nextInt(3)];
            case 1 -> new BigDecimal(new BigInteger(200, random), random.nextInt(60));
            default -> BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), random.nextInt(5));
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void give(String type, Function<Random, Object> values) throws SQLException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE t (g int, x " + type
                    + (type.startsWith("text") || type.startsWith("char") ? " COLLATE \"C\"" : "") + ")");
            ColumnType argument = columnType(statement, type);
            RowLayout in = Domain.layout(ColumnType.INT4, argument);
            List<Known> functions = known(connection).stream()
                    .filter(known -> known.argument == 0 || known.argument == argument.oid())
                    .filter(known -> AggregateFunctions.byOid(known.oid, ColumnType.COLLATION_C)
                            .isPresent())
                    .distinct()
                    .toList();
            Side side = new Side(in, functions, seed);
            ZSet present = new ZSet();
            for (int tick = 0; tick < TICKS; tick++) {
                Batch delta = change(random, in, values, present, tick);
                side.tick(delta);
                statement.execute("TRUNCATE t");
                insert(statement, in, present);
                assertThat(side.texts())
                        .as("seed %d, tick %d", seed, tick)
                        .containsExactlyInAnyOrderElementsOf(query(statement, side.sql()));
            }
        }
    }

    private static Batch change(Random random, RowLayout in, Function<Random, Object> values, ZSet present, int tick) {
        Batch delta = new Batch(in);
        List<Row> held = new ArrayList<>(present.weights().keySet());
        for (int i = 0; i < ROWS; i++) {
            if (tick > 0 && (random.nextInt(5) < 2 || tick == TICKS - 1)) {
                Row row = held.get(random.nextInt(held.size()));
                Long weight = present.weights().get(row);
                if (weight != null) {
                    row.append(delta, -weight);
                    present.add(row, -weight);
                }
            } else if (tick < TICKS - 1) {
                Row row = Row.of(
                        random.nextInt(20) == 0 ? null : (Long) (random.nextInt(900) / 100L),
                        random.nextInt(9) == 0 ? null : values.apply(random));
                row.append(delta, 1);
                present.add(row, 1);
            }
        }
        return delta;
    }

    /** The circuit and the query, of the same calls in the same order. */
    private static final class Side {
        private final RowLayout out;
        private final Circuit circuit;
        private final String sql;
        private final ZSet sum = new ZSet();

        Side(RowLayout in, List<Known> functions, long seed) {
            List<AggregateCall> calls = new ArrayList<>();
            List<Column> columns = new ArrayList<>(List.of(new Column("g", ColumnType.INT4)));
            List<String> targets = new ArrayList<>(List.of("g::text"));
            for (Known known : functions) {
                for (boolean distinct : known.argument == 0 ? List.of(false) : List.of(false, true)) {
                    ColumnType type = ColumnType.of(known.result, -1, 0);
                    calls.add(new AggregateCall(
                            AggregateFunctions.byOid(known.oid, ColumnType.COLLATION_C)
                                    .orElseThrow(),
                            known.argument == 0 ? OptionalInt.empty() : OptionalInt.of(1),
                            OptionalInt.empty(),
                            distinct,
                            type));
                    columns.add(new Column("v", type));
                    targets.add(text(known, distinct));
                }
            }
            out = new RowLayout(columns);
            sql = "SELECT " + String.join(", ", targets) + " FROM t GROUP BY g";
            CircuitBuilder builder = new CircuitBuilder(seed);
            circuit = builder.build(builder.aggregate(builder.input("t", in), new int[] {0}, calls, out));
        }

        /** Which of 1.0 and 1.00 is the least, or the one that counts, is open: there only values are compared. */
        private static String text(Known known, boolean distinct) {
            boolean open = known.result == 1700
                    && known.argument == 1700
                    && (distinct || known.name.equals("min") || known.name.equals("max"));
            if (known.result == 16) {
                return "left(%s::text, 1)".formatted(known.sql(distinct));
            }
            return known.result == 1042
                    ? "rpad(%s::text, 5)".formatted(known.sql(distinct))
                    : (open ? "trim_scale(%s)::text" : "%s::text").formatted(known.sql(distinct));
        }

        void tick(Batch delta) {
            sum.add(circuit.tick(Map.of("t", delta)));
        }

        String sql() {
            return sql;
        }

        List<List<@Nullable String>> texts() {
            List<String> targets = List.of(sql.substring("SELECT ".length()).split(", (?![15])"));
            List<List<@Nullable String>> texts = new ArrayList<>();
            sum.forEach((row, weight) -> {
                assertThat(weight).isEqualTo(1);
                Batch batch = new Batch(out);
                row.append(batch, 1);
                texts.add(IntStream.range(0, out.width())
                        .mapToObj(column ->
                                text(batch, column, targets.get(column).startsWith("trim_scale")))
                        .collect(Collectors.toCollection(ArrayList::new)));
            });
            return texts;
        }

        private @Nullable String text(Batch batch, int column, boolean trimmed) {
            if (out.isNull(batch.bytes(), 0, column)) {
                return null;
            }
            ByteSink sink = new ByteSink();
            TextFormat.write(out, batch.bytes(), 0, column, sink);
            String text = new String(sink.bytes(), 0, sink.length(), java.nio.charset.StandardCharsets.UTF_8);
            boolean finite = text.chars().noneMatch(Character::isLetter);
            if (trimmed && finite) {
                BigDecimal value = new BigDecimal(text).stripTrailingZeros();
                return value.setScale(Math.max(value.scale(), 0)).toPlainString();
            }
            return text;
        }
    }

    private static List<List<@Nullable String>> query(Statement statement, String sql) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static void insert(Statement statement, RowLayout in, ZSet rows) throws SQLException {
        StringBuilder sql = new StringBuilder("INSERT INTO t VALUES ");
        rows.forEach((row, weight) -> {
            Batch batch = new Batch(in);
            row.append(batch, 1);
            for (long i = 0; i < weight; i++) {
                sql.append(sql.charAt(sql.length() - 1) == ')' ? "," : "")
                        .append('(')
                        .append(literal(in, batch, 0))
                        .append(',')
                        .append(literal(in, batch, 1))
                        .append(')');
            }
        });
        if (sql.charAt(sql.length() - 1) == ')') {
            statement.execute(sql.toString());
        }
    }

    private static String literal(RowLayout in, Batch batch, int column) {
        if (in.isNull(batch.bytes(), 0, column)) {
            return "NULL";
        }
        ByteSink sink = new ByteSink();
        TextFormat.write(in, batch.bytes(), 0, column, sink);
        return "'" + new String(sink.bytes(), 0, sink.length(), java.nio.charset.StandardCharsets.UTF_8) + "'";
    }

    private static ColumnType columnType(Statement statement, String type) throws SQLException {
        try (ResultSet result = statement.executeQuery(
                "SELECT atttypid::int, atttypmod FROM pg_attribute WHERE attrelid = 't'::regclass AND attname = 'x'")) {
            assertThat(result.next()).as(type).isTrue();
            return ColumnType.of(result.getInt(1), result.getInt(2), 0);
        }
    }

    private static List<Known> known(Connection connection) throws SQLException {
        List<Known> known = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(KNOWN)) {
            while (result.next()) {
                known.add(new Known(result.getInt(1), result.getString(2), result.getInt(3), result.getInt(4)));
            }
        }
        return known;
    }

    private static Connection connect() throws SQLException {
        Connection connection =
                DriverManager.getConnection(EmbeddedPostgres.shared().jdbcUrl("postgres"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET datestyle = ISO; SET intervalstyle = postgres; SET timezone = 'UTC'");
        }
        return connection;
    }
}
