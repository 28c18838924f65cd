package dev.freshet.kernel.scalar.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.scalar.EvaluationError;
import dev.freshet.kernel.scalar.function.CallContext;
import dev.freshet.kernel.scalar.function.Collation;
import dev.freshet.kernel.scalar.function.Collations;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.ScalarFunctions;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Kind;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions in PostgreSQL and in the kernel and holds the outcomes against each other: values bit for bit, errors by SQLSTATE,
 * message and detail.
 *
 * <p>PostgreSQL evaluates an expression for all rows in one query: it stands in a PL/pgSQL function that catches the errors of a row.
 * Arguments and results travel as the images of the types' send functions. Confined to one thread.
 */
public final class ScalarOracle implements AutoCloseable {
    /** Those of the tests' database, whose default one is PostgreSQL's own C.UTF-8. */
    public static final Collations COLLATIONS = Collations.SYSTEM.withDefault(Collation.builtin("default", "C.UTF-8"));

    private static final int SHOWN = 12;

    private final Connection connection;
    private final ZoneId zone;
    private int probes;

    private ScalarOracle(Connection connection, ZoneId zone) {
        this.connection = connection;
        this.zone = zone;
    }

    /** An oracle on the tests' PostgreSQL whose session has this time zone. */
    public static ScalarOracle open(ZoneId zone) throws SQLException {
        Connection connection =
                DriverManager.getConnection(EmbeddedPostgres.shared().jdbcUrl("postgres"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE '" + zone.getId() + "'");
        }
        return new ScalarOracle(connection, zone);
    }

    /** The session, for what a test asks of the catalog. */
    public Connection connection() {
        return connection;
    }

    public ZoneId zone() {
        return zone;
    }

    /** A call of a registered function with arguments of its declared types; a collation, where there is one, is the default one. */
    public void checkFunction(int oid, List<? extends List<@Nullable String>> tuples) throws SQLException {
        Signature signature = signature(oid);
        checkFunction(oid, signature.arguments(), signature.result(), tuples);
    }

    /** A call of a registered function with arguments of these types, such as {@code numeric(10,2)} for {@code numeric}. */
    public void checkFunction(
            int oid, List<ColumnType> arguments, ColumnType result, List<? extends List<@Nullable String>> tuples)
            throws SQLException {
        String sql = signature(oid).name()
                + IntStream.rangeClosed(1, arguments.size())
                        .mapToObj(i -> "a" + i)
                        .collect(Collectors.joining(", ", "(", ")"));
        ScalarFunction function = ScalarFunctions.byOid(oid).orElseThrow(() -> new AssertionError("no kernel: " + oid));
        int collation = arguments.stream().mapToInt(ColumnType::collation).max().orElse(0);
        CallContext context = new CallContext(result, collation, zone, COLLATIONS);
        check(new Probe(sql, result, arguments, columns -> function.apply(columns, context), tuples));
    }

    /** Any expression. */
    public void check(Probe probe) throws SQLException {
        List<Outcome> expected = new ArrayList<>();
        List<byte @Nullable []> images = new ArrayList<>();
        ask(probe, expected, images);
        List<Outcome> actual = KernelSide.evaluate(probe, images);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                differences.add(
                        probe.tuples().get(i) + ": PostgreSQL " + expected.get(i) + ", kernel " + actual.get(i));
            }
        }
        assertThat(differences.stream().limit(SHOWN))
                .as("%s of %s rows differ: %s over %s", differences.size(), expected.size(), probe.sql(), types(probe))
                .isEmpty();
        probes++;
    }

    /** How many expressions were found equal. */
    public int probes() {
        return probes;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** A function of the catalog: its qualified name and its types. */
    public record Signature(String name, List<ColumnType> arguments, ColumnType result) {}

    /** What the catalog says of a function. */
    public Signature signature(int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT format('%I.%I', n.nspname, p.proname), p.proargtypes::oid[]::int8[], p.prorettype::int8
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = ?""")) {
            statement.setLong(1, oid);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).as("pg_proc %s", oid).isTrue();
                List<ColumnType> arguments = new ArrayList<>();
                for (Long type : (Long[]) rows.getArray(2).getArray()) {
                    arguments.add(type(type.intValue()));
                }
                return new Signature(rows.getString(1), List.copyOf(arguments), type(rows.getInt(3)));
            }
        }
    }

    /** A built-in type without a typmod, with the default collation if it has any. */
    public static ColumnType type(int oid) {
        ColumnType type = ColumnType.of(oid, -1, 0);
        return type.kind() == Kind.TEXT || type.kind() == Kind.BPCHAR
                ? ColumnType.of(oid, -1, ColumnType.COLLATION_DEFAULT)
                : type;
    }

    private void ask(Probe probe, List<Outcome> outcomes, List<byte @Nullable []> images) throws SQLException {
        int width = probe.arguments().size();
        String result = name(probe.result(), false);
        List<String> names = new ArrayList<>();
        for (ColumnType argument : probe.arguments()) {
            names.add(name(argument, true));
        }
        String parameters = IntStream.range(0, width)
                .mapToObj(i -> "a" + (i + 1) + " " + name(probe.arguments().get(i), false))
                .collect(Collectors.joining(", "));
        String call = IntStream.range(0, width)
                .mapToObj(i -> "x.c" + i)
                .collect(Collectors.joining(", ", "pg_temp.probe(", ")"));
        String sent = IntStream.range(0, width)
                .mapToObj(i -> sendCall(probe.arguments().get(i), "x.c" + i) + ", ")
                .collect(Collectors.joining());
        String casts = IntStream.range(0, width)
                .mapToObj(i -> "t.c%d::%s AS c%d, ".formatted(i, names.get(i), i))
                .collect(Collectors.joining());
        String arrays = IntStream.range(0, width).mapToObj(i -> "?::text[]").collect(Collectors.joining(", "));
        String columns = IntStream.range(0, width).mapToObj(i -> "c" + i + ", ").collect(Collectors.joining());
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP FUNCTION IF EXISTS pg_temp.probe");
            statement.execute("""
                    CREATE FUNCTION pg_temp.probe(%s) RETURNS text[] LANGUAGE plpgsql AS $probe$
                    DECLARE value %s; message text; detail text;
                    BEGIN
                      value := %s;
                      RETURN ARRAY['value', %s];
                    EXCEPTION WHEN others THEN
                      GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
                      RETURN ARRAY['error', SQLSTATE, message, coalesce(detail, '')];
                    END $probe$""".formatted(parameters, result, probe.sql(), sendCall(probe.result(), "value")));
        }
        String query = width == 0
                ? "SELECT pg_temp.probe() FROM generate_series(1, "
                        + probe.tuples().size() + ")"
                : "SELECT %s %s FROM (SELECT %s t.n FROM unnest(%s) WITH ORDINALITY AS t(%s n)) x ORDER BY x.n"
                        .formatted(sent, call, casts, arrays, columns);
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int c = 0; c < width; c++) {
                int column = c;
                Object[] values =
                        probe.tuples().stream().map(tuple -> tuple.get(column)).toArray();
                statement.setArray(c + 1, connection.createArrayOf("text", values));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (int c = 0; c < width; c++) {
                        String hex = rows.getString(c + 1);
                        images.add(hex == null ? null : HexFormat.of().parseHex(hex));
                    }
                    outcomes.add(outcome((String[]) rows.getArray(width + 1).getArray(), probe.result()));
                }
            }
        }
        assertThat(outcomes).hasSameSizeAs(probe.tuples());
    }

    private static Outcome outcome(@Nullable String[] answer, ColumnType type) {
        if ("error".equals(answer[0])) {
            return new Outcome.Failure(new EvaluationError(
                    String.valueOf(answer[1]), String.valueOf(answer[2]), String.valueOf(answer[3])));
        }
        String hex = answer[1];
        return hex == null
                ? new Outcome.Null()
                : new Outcome.Value(WireImage.describe(HexFormat.of().parseHex(hex), type));
    }

    private String sendCall(ColumnType type, String value) {
        String send = type.kind() == Kind.OPAQUE ? "textsend(%s::text)" : sendFunction(type) + "(%s)";
        return "encode(" + send.formatted(value) + ", 'hex')";
    }

    private String sendFunction(ColumnType type) {
        return query("SELECT typsend::text FROM pg_type WHERE oid = " + type.oid());
    }

    /** The name of a type, without its typmod. */
    public String name(ColumnType type) {
        return name(type, false);
    }

    private String name(ColumnType type, boolean withTypmod) {
        return query("SELECT format_type(" + type.oid() + ", " + (withTypmod ? type.typmod() : -1) + ")");
    }

    /** A query for one string. */
    public String query(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private String types(Probe probe) {
        return probe.arguments().stream().map(type -> name(type, true)).collect(Collectors.joining(", "));
    }
}
