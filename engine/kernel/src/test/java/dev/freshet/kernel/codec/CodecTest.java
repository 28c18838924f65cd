package dev.freshet.kernel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.kernel.type.Column;
import dev.freshet.kernel.type.ColumnType;
import dev.freshet.kernel.type.Oids;
import dev.freshet.postgres.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Every kind through a real PostgreSQL and back: text for text, image for image. */
class CodecTest {
    private record Sample(String sqlType, ColumnType type, List<String> literals) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample("bool", ColumnType.BOOL, List.of("true", "false")),
            new Sample("int2", ColumnType.INT2, List.of("0", "-32768", "32767", "7")),
            new Sample("int4", ColumnType.INT4, List.of("0", "-2147483648", "2147483647", "42")),
            new Sample("int8", ColumnType.INT8, List.of("0", "-9223372036854775808", "9223372036854775807", "-1")),
            new Sample(
                    "float4",
                    ColumnType.FLOAT4,
                    List.of(
                            "0",
                            "-0",
                            "NaN",
                            "Infinity",
                            "-Infinity",
                            "1e-45",
                            "3.4028235e38",
                            "123456",
                            "1234567",
                            "0.0001",
                            "0.00001",
                            "1.5",
                            "16777216")),
            new Sample(
                    "float8",
                    ColumnType.FLOAT8,
                    List.of(
                            "0",
                            "-0",
                            "NaN",
                            "Infinity",
                            "-Infinity",
                            "5e-324",
                            "1.7976931348623157e308",
                            "1e15",
                            "123456789012345",
                            "1e23",
                            "2e-3",
                            "0.0001",
                            "0.00001",
                            "0.1",
                            "9007199254740993",
                            "9e22")),
            new Sample(
                    "numeric",
                    ColumnType.NUMERIC,
                    List.of(
                            "0",
                            "0.00",
                            "-0.001",
                            "1.0",
                            "1.00",
                            "NaN",
                            "Infinity",
                            "-Infinity",
                            "12345678901234567890.123456789",
                            "-99999999999999999999999999999999999999999999.5",
                            "100000000",
                            "10000",
                            "0.0001",
                            "123.4500",
                            "1e30",
                            "1e-30",
                            "999999999999999999",
                            "9223372036854775807",
                            "9223372036854775808",
                            "-9223372036854775808")),
            new Sample(
                    "numeric(12,2)",
                    ColumnType.numeric(12, 2),
                    List.of("0", "0.01", "-9999999999.99", "9999999999.99", "NaN", "10000.00", "12.3")),
            new Sample(
                    "text",
                    ColumnType.TEXT,
                    List.of(
                            "",
                            "a",
                            "tab\there",
                            "new\nline",
                            "back\\slash",
                            "quo\"te",
                            "'",
                            "ünïcödé 🙂",
                            "NULL",
                            "\\N")),
            new Sample("char(5)", ColumnType.of(Oids.BPCHAR, 9, 100), List.of("", "ab", "ab c ", "äöü")),
            new Sample(
                    "date",
                    ColumnType.DATE,
                    List.of(
                            "2026-11-21",
                            "2000-01-01",
                            "1999-12-31",
                            "0001-01-01",
                            "0044-03-15 BC",
                            "4713-01-01 BC",
                            "12026-02-28",
                            "5874897-12-31",
                            "infinity",
                            "-infinity",
                            "2024-02-29")),
            new Sample(
                    "timestamp",
                    ColumnType.TIMESTAMP,
                    List.of(
                            "2026-11-21 01:02:03",
                            "1999-12-31 23:59:59.999999",
                            "0044-03-15 12:00:00.5 BC",
                            "294276-12-31 23:59:59.999999",
                            "infinity",
                            "-infinity",
                            "2000-01-01 00:00:00.000001")),
            new Sample(
                    "timestamptz",
                    ColumnType.TIMESTAMPTZ,
                    List.of(
                            "2026-11-21 01:02:03+00",
                            "1999-12-31 23:59:59.12+05:30",
                            "0044-03-15 12:00:00+00 BC",
                            "infinity",
                            "-infinity")),
            new Sample(
                    "interval",
                    ColumnType.INTERVAL,
                    List.of(
                            "0",
                            "1 year",
                            "-1 year 2 mons",
                            "1 mon -3 days +04:05:06.7",
                            "-1 day",
                            "-00:00:00.000001",
                            "178000000 years",
                            "3 days 00:00:01",
                            "infinity",
                            "-infinity",
                            "-5 days -100:00:00",
                            "1 day +00:01",
                            "2562047788:00:54.775807")),
            new Sample(
                    "uuid",
                    ColumnType.UUID,
                    List.of("00000000-0000-0000-0000-000000000000", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")),
            new Sample("jsonb", ColumnType.JSONB, List.of("{\"a\": [1, 2.50, null]}", "\"x\"", "null")));

    private static final RowLayout LAYOUT = layout();

    private static RowLayout layout() {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < SAMPLES.size(); i++) {
            columns.add(new Column("c" + i, SAMPLES.get(i).type()));
        }
        return new RowLayout(columns);
    }

    @Test
    void everyKindComesBackAsItWent() throws Exception {
        long seed = System.nanoTime();
        System.out.println("CodecTest seed " + seed);
        try (Connection connection = DriverManager.getConnection(EmbeddedPostgres.shared()
                                .jdbcUrl("postgres")
                        + (EmbeddedPostgres.shared().jdbcUrl("postgres").contains("?") ? "&" : "?") + "user=postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SET datestyle = ISO; SET intervalstyle = postgres; SET timezone = 'UTC'");
            statement.execute("CREATE TEMP TABLE t (id int, " + definition() + ")");
            fill(statement, new Random(seed));

            List<List<String>> texts = texts(statement, "t");
            Batch fromBinary = copyOut(connection, "t");
            assertThat(fromBinary.size()).isEqualTo(texts.size());
            Batch fromText = new Batch(LAYOUT);
            RowWriter writer = new RowWriter(fromText);
            for (List<String> row : texts) {
                writer.begin();
                for (int c = 0; c < row.size(); c++) {
                    String text = row.get(c);
                    if (text != null) {
                        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                        TextFormat.read(LAYOUT.type(c), utf8, 0, utf8.length, writer, c);
                    }
                }
                writer.end(1);
            }
            for (int row = 0; row < texts.size(); row++) {
                assertThat(image(fromText, row)).as("row %s", texts.get(row)).isEqualTo(image(fromBinary, row));
                for (int c = 0; c < LAYOUT.width(); c++) {
                    assertThat(text(fromBinary, row, c))
                            .isEqualTo(texts.get(row).get(c));
                }
            }
            copyBack(connection, statement, fromBinary);
            assertThat(texts(statement, "back")).isEqualTo(typedOnly(texts));
        }
    }

    private static void copyBack(Connection connection, Statement statement, Batch rows) throws Exception {
        int typed = LAYOUT.width() - 1;
        int[] columns = new int[typed];
        StringBuilder names = new StringBuilder();
        for (int c = 0; c < typed; c++) {
            columns[c] = c;
            names.append(c == 0 ? "" : ", ").append("c").append(c);
        }
        assertThat(CopyBinaryWriter.canWrite(LAYOUT)).isFalse();
        RowLayout some = LAYOUT.project(columns);
        assertThat(CopyBinaryWriter.canWrite(some)).isTrue();
        Batch projected = new Batch(some);
        RowWriter writer = new RowWriter(projected);
        for (int row = 0; row < rows.size(); row++) {
            writer.begin();
            for (int c = 0; c < typed; c++) {
                String text = text(rows, row, c);
                if (text != null) {
                    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                    TextFormat.read(some.type(c), utf8, 0, utf8.length, writer, c);
                }
            }
            writer.end(1);
        }
        ByteSink out = new ByteSink();
        CopyBinaryWriter.header(out);
        for (int row = 0; row < projected.size(); row++) {
            CopyBinaryWriter.tuple(projected, row, out);
        }
        CopyBinaryWriter.trailer(out);
        statement.execute("CREATE TEMP TABLE back AS SELECT " + names + " FROM t WHERE false");
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY back FROM STDIN (FORMAT binary)", new ByteArrayInputStream(out.toByteArray()));
    }

    private static List<List<String>> typedOnly(List<List<String>> texts) {
        return texts.stream().map(row -> row.subList(0, row.size() - 1)).toList();
    }

    private static Batch copyOut(Connection connection, String table) throws Exception {
        List<Batch> batches = new ArrayList<>();
        CopyBinaryReader reader = new CopyBinaryReader(LAYOUT, 7, batches::add);
        CopyOut copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("COPY (SELECT " + columnsAsSent() + " FROM " + table
                        + " ORDER BY id) TO STDOUT (FORMAT binary)");
        for (byte[] chunk = copy.readFromCopy(); chunk != null; chunk = copy.readFromCopy()) {
            // cut in odd places
            int half = chunk.length / 3;
            reader.accept(chunk, 0, half);
            reader.accept(chunk, half, chunk.length - half);
        }
        reader.end();
        Batch all = new Batch(LAYOUT);
        batches.forEach(all::appendAll);
        return all;
    }

    private static String columnsAsSent() {
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < LAYOUT.width(); c++) {
            columns.add(TextFormat.isTyped(LAYOUT.kind(c)) ? "c" + c : "c" + c + "::text");
        }
        return String.join(", ", columns);
    }

    private static void fill(Statement statement, Random random) throws Exception {
        for (int i = 0; i < 200; i++) {
            StringBuilder values = new StringBuilder().append(i);
            for (Sample sample : SAMPLES) {
                boolean absent = random.nextInt(6) == 0;
                String literal = sample.literals()
                        .get(
                                i < 20
                                        ? i % sample.literals().size()
                                        : random.nextInt(sample.literals().size()));
                values.append(", ")
                        .append(
                                absent
                                        ? "NULL"
                                        : "E'" + literal.replace("\\", "\\\\").replace("'", "''") + "'::"
                                                + sample.sqlType());
            }
            statement.execute("INSERT INTO t VALUES (" + values + ")");
        }
        // random magnitudes, where the framing of digits goes wrong if it does
        for (int i = 200; i < 600; i++) {
            statement.execute("INSERT INTO t (id, c4, c5, c6) VALUES (" + i + ", '"
                    + Float.intBitsToFloat(random.nextInt()) + "'::float4, '"
                    + Double.longBitsToDouble(random.nextLong()) + "'::float8, '"
                    + new java.math.BigDecimal(
                                    new java.math.BigInteger(1 + random.nextInt(120), random), random.nextInt(25))
                            .toPlainString()
                    + "'::numeric)");
        }
    }

    private static String definition() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < SAMPLES.size(); i++) {
            columns.add("c" + i + " " + SAMPLES.get(i).sqlType());
        }
        return String.join(", ", columns);
    }

    private static List<List<String>> texts(Statement statement, String table) throws Exception {
        List<List<String>> rows = new ArrayList<>();
        int width = table.equals("t") ? SAMPLES.size() : SAMPLES.size() - 1;
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            // char(n)::text drops the padding that its output has
            columns.add(
                    SAMPLES.get(i).sqlType().startsWith("char")
                            ? "CASE WHEN c" + i + " IS NOT NULL THEN format('%s', c" + i + ") END"
                            : "c" + i + "::text");
        }
        try (ResultSet result = statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + table
                + (width == SAMPLES.size() ? " ORDER BY id" : ""))) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int c = 1; c <= width; c++) {
                    String text = result.getString(c);
                    row.add(SAMPLES.get(c - 1).sqlType().equals("bool") && text != null ? text.substring(0, 1) : text);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String text(Batch batch, int row, int column) {
        if (LAYOUT.isNull(batch.bytes(), batch.start(row), column)) {
            return null;
        }
        ByteSink out = new ByteSink();
        TextFormat.write(batch.layout(), batch.bytes(), batch.start(row), column, out);
        return out.toString();
    }

    private static List<Byte> image(Batch batch, int row) {
        List<Byte> bytes = new ArrayList<>();
        for (int i = batch.start(row); i < batch.end(row); i++) {
            bytes.add(batch.bytes()[i]);
        }
        return bytes;
    }
}
