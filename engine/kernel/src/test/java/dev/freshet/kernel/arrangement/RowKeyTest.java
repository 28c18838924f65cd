package dev.freshet.kernel.arrangement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.PackedNumeric;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Oids;
import dev.freshet.postgres.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys are the same exactly where PostgreSQL says that the values are equal, and then they hash the same. */
final class RowKeyTest {
    private static final ColumnType CHAR8 = ColumnType.of(Oids.BPCHAR, 8 + 4, ColumnType.COLLATION_DEFAULT);

    /** Types that may be compared with one another, and values to compare each with each. */
    enum Family {
        INTEGER(
                List.of("int2", "int4", "int8"),
                List.of(ColumnType.INT2, ColumnType.INT4, ColumnType.INT8),
                List.of("0", "1", "-1", "32767", "-32768")),
        FLOAT(
                List.of("float4", "float8"),
                List.of(ColumnType.FLOAT4, ColumnType.FLOAT8),
                List.of("0", "-0", "1.5", "NaN", "Infinity", "-Infinity", "0.1")),
        NUMERIC(
                List.of("numeric(18,2)", "numeric(10,0)", "numeric"),
                List.of(ColumnType.numeric(18, 2), ColumnType.numeric(10, 0), ColumnType.NUMERIC),
                List.of("0", "0.00", "1", "1.0", "1.00", "-1", "100", "100.000000", "12.34", "NaN", "9999999999")),
        WIDE_NUMERIC(
                List.of("numeric"),
                List.of(ColumnType.NUMERIC),
                List.of(
                        "0",
                        "100000000000000000000",
                        "100000000000000000000.0",
                        "10000000000000000000",
                        "1000000000000000000.0000",
                        "1000000000000000000",
                        "-100000000000000000000",
                        "100000000000000000000.01",
                        "NaN",
                        "Infinity",
                        "-Infinity",
                        "1e-30",
                        "0." + "0".repeat(40))),
        BPCHAR(List.of("char(8)"), List.of(CHAR8), List.of("", "a", "a  ", " a", "abcdefgh", "ab")),
        TEXT(List.of("text"), List.of(ColumnType.TEXT), List.of("", "a", "a ", "ä", "longer than sixteen bytes")),
        INTERVAL(
                List.of("interval"),
                List.of(ColumnType.INTERVAL),
                List.of(
                        "0",
                        "1 month",
                        "30 days",
                        "720 hours",
                        "29 days 24 hours",
                        "1 day",
                        "24:00:00",
                        "-1 day +24:00:00",
                        "-24:00:00",
                        "1 year",
                        "360 days",
                        "178000000 years",
                        "-178000000 years",
                        "infinity",
                        "-infinity")),
        UUID(
                List.of("uuid"),
                List.of(ColumnType.UUID),
                List.of("00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000001"));

        final List<String> names;
        final List<ColumnType> types;
        final List<String> values;

        Family(List<String> names, List<ColumnType> types, List<String> values) {
            this.names = names;
            this.types = types;
            this.values = values;
        }
    }

    /** A row of one column and what PostgreSQL casts it from. */
    private record Value(String sql, RowKey key, Batch row) {}

    @ParameterizedTest
    @EnumSource(Family.class)
    void isTheEqualityOfPostgres(Family family) throws SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            List<Value> values = values(family, statement);
            for (Value a : values) {
                for (Value b : values) {
                    boolean equal = ask(statement, a.sql + " = " + b.sql).equals("t");
                    assertThat(RowKey.same(a.key, a.row.bytes(), 0, b.key, b.row.bytes(), 0))
                            .as(a.sql + " = " + b.sql)
                            .isEqualTo(equal);
                    if (equal) {
                        assertThat(a.key.hash(a.row.bytes(), 0, 5))
                                .as("hashes of " + a.sql + " and " + b.sql)
                                .isEqualTo(b.key.hash(b.row.bytes(), 0, 5));
                    }
                }
            }
        }
    }

    private static List<Value> values(Family family, Statement statement) throws SQLException {
        List<Value> values = new ArrayList<>();
        for (int t = 0; t < family.types.size(); t++) {
            ColumnType type = family.types.get(t);
            RowLayout layout = new RowLayout(List.of(new Column("v", type)));
            for (String value : family.values) {
                String sql = "'" + value + "'::" + family.names.get(t);
                Batch row = new Batch(layout);
                write(new RowWriter(row).begin(), type, sql, statement);
                values.add(new Value(sql, new RowKey(layout, 0), row));
            }
        }
        return values;
    }

    private static void write(RowWriter writer, ColumnType type, String sql, Statement statement) throws SQLException {
        String text = ask(statement, sql);
        switch (type.kind()) {
            case INT2, INT4, INT8 -> writer.setLong(0, Long.parseLong(text));
            case FLOAT4, FLOAT8 -> writer.setDouble(0, Double.parseDouble(text));
            case DECIMAL, NUMERIC -> {
                switch (text) {
                    case "NaN" -> writer.setNumeric(0, PackedNumeric.NAN, 0);
                    case "Infinity" -> writer.setNumeric(0, PackedNumeric.POSITIVE_INFINITY, 0);
                    case "-Infinity" -> writer.setNumeric(0, PackedNumeric.NEGATIVE_INFINITY, 0);
                    default -> writeNumeric(writer, new BigDecimal(text));
                }
            }
            case TEXT, BPCHAR -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                writer.setBytes(0, bytes, 0, bytes.length);
            }
            case UUID -> writer.setBytes(0, HexFormat.of().parseHex(text.replace("-", "")), 0, 16);
            case INTERVAL -> {
                byte[] sent = HexFormat.of().parseHex(ask(statement, "encode(interval_send(" + sql + "), 'hex')"));
                ByteBuffer parts = ByteBuffer.wrap(sent);
                writer.setInterval(0, parts.getLong(), parts.getInt(), parts.getInt());
            }
            case BOOL, DATE, TIMESTAMP, TIMESTAMPTZ, OPAQUE -> throw new AssertionError(type);
        }
        writer.end(1);
    }

    private static void writeNumeric(RowWriter writer, BigDecimal value) {
        if (value.unscaledValue().bitLength() < 64) {
            writer.setNumeric(0, value.scale(), value.unscaledValue().longValue());
        } else {
            writer.setNumeric(0, value.scale(), value.unscaledValue());
        }
    }

    private static String ask(Statement statement, String expression) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT " + expression)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Batch row(RowLayout layout, long... values) {
        Batch batch = new Batch(layout);
        RowWriter writer = new RowWriter(batch).begin();
        for (int column = 0; column < values.length; column++) {
            writer.setLong(column, values[column]);
        }
        writer.end(1);
        return batch;
    }

    @Test
    void nullIsTheSameAsNullAndAsNothingElse() {
        RowLayout layout = new RowLayout(List.of(new Column("a", ColumnType.INT8), new Column("b", ColumnType.INT4)));
        Batch zeros = row(layout, 0, 0);
        Batch nulls = row(layout);
        for (RowKey key : List.of(
                new RowKey(layout, 0), new RowKey(layout, 1), new RowKey(layout, 0, 1), RowKey.wholeRow(layout))) {
            assertThat(key.hasNull(nulls.bytes(), 0)).isTrue();
            assertThat(key.hasNull(zeros.bytes(), 0)).isFalse();
            assertThat(RowKey.same(key, nulls.bytes(), 0, key, nulls.bytes(), 0))
                    .isTrue();
            assertThat(RowKey.same(key, nulls.bytes(), 0, key, zeros.bytes(), 0))
                    .isFalse();
            assertThat(key.hash(nulls.bytes(), 0, 3)).isNotEqualTo(key.hash(zeros.bytes(), 0, 3));
        }
    }

    @Test
    void columnsAreTakenInOrder() {
        RowLayout layout = new RowLayout(List.of(new Column("a", ColumnType.INT8), new Column("b", ColumnType.INT4)));
        RowLayout turned = new RowLayout(List.of(new Column("x", ColumnType.INT8), new Column("y", ColumnType.INT2)));
        Batch row = row(layout, 1, 2);
        Batch other = row(turned, 2, 1);
        RowKey key = new RowKey(layout, 0, 1);
        RowKey turnedKey = new RowKey(turned, 1, 0);
        assertThat(RowKey.same(key, row.bytes(), 0, turnedKey, other.bytes(), 0))
                .isTrue();
        assertThat(key.hash(row.bytes(), 0, 3)).isEqualTo(turnedKey.hash(other.bytes(), 0, 3));
        assertThat(key.hash(row.bytes(), 0, 3)).isNotEqualTo(new RowKey(layout, 1, 0).hash(row.bytes(), 0, 3));
        assertThat(key.hash(row.bytes(), 0, 3)).isNotEqualTo(key.hash(row.bytes(), 0, 4));
    }

    @Test
    void keysOfDifferentFamiliesAreRefused() {
        RowLayout layout = new RowLayout(List.of(new Column("a", ColumnType.INT8), new Column("b", ColumnType.TEXT)));
        Arrangement arrangement = new Arrangement(layout, new RowKey(layout, 0), 1);
        assertThat(new RowKey(layout, 0).comparable(new RowKey(layout, 1))).isFalse();
        assertThatThrownBy(
                        () -> arrangement.joinBatch(Batch.empty(layout), new RowKey(layout, 1), (d, b, r, l, w) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
