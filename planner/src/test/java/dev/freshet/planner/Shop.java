package dev.freshet.planner;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.TextFormat;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.row.RowWriter;
import dev.freshet.postgres.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A database with the tables of {@code schema.sql}, and a source of random changes to them. */
final class Shop implements AutoCloseable {
    private static final List<String> WORDS = List.of("'red'", "'green'", "'blue'", "''", "'reed '", "'ärger'", "NULL");
    private static final List<String> NUMBERS = List.of("1", "1.5", "2.25", "-3", "0", "1000.01", "NULL", "0.01");

    private final String url;
    private final Connection connection;

    private Shop(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    static Shop open(String name) throws SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.shared();
        server.createDatabase(name);
        String url = server.jdbcUrl(name);
        Shop shop = new Shop(url, DriverManager.getConnection(url));
        shop.execute("SET TimeZone = 'UTC'");
        shop.execute(Corpus.text("schema.sql"));
        return shop;
    }

    Connect connect() {
        return () -> {
            Connection opened = DriverManager.getConnection(url);
            try (Statement statement = opened.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
            return opened;
        };
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows of a query as text, with their number. */
    Map<List<String>, Long> rows(String query) throws SQLException {
        Map<List<String>, Long> rows = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.merge(row, 1L, Long::sum);
            }
        }
        return rows;
    }

    /** A table's rows, packed. */
    Batch content(SourceTable table) throws SQLException {
        Batch batch = new Batch(table.layout());
        RowWriter writer = new RowWriter(batch);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT * FROM " + table.relation().sql())) {
            while (result.next()) {
                writer.begin();
                for (int i = 0; i < table.layout().width(); i++) {
                    String text = result.getString(i + 1);
                    if (text != null) {
                        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                        TextFormat.read(table.layout().type(i), utf8, 0, utf8.length, writer, i);
                    }
                }
                writer.end(1);
            }
        }
        return batch;
    }

    /** Packed rows as text, with their weights. */
    static Map<List<String>, Long> text(Batch batch) {
        Map<List<String>, Long> rows = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        RowLayout layout = batch.layout();
        ByteSink out = new ByteSink();
        for (int row = 0; row < batch.size(); row++) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < layout.width(); i++) {
                if (layout.isNull(batch.bytes(), batch.start(row), i)) {
                    values.add("null");
                } else {
                    out.clear();
                    TextFormat.write(layout, batch.bytes(), batch.start(row), i, out);
                    values.add(new String(out.toByteArray(), StandardCharsets.UTF_8));
                }
            }
            rows.merge(values, batch.weight(row), Long::sum);
        }
        rows.values().removeIf(weight -> weight == 0);
        return rows;
    }

    /** A few random changes. */
    void change(Random random) throws SQLException {
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            switch (random.nextInt(10)) {
                case 0 -> execute("DELETE FROM a WHERE id = " + random.nextInt(30));
                case 1 -> execute("DELETE FROM b WHERE id = " + random.nextInt(40));
                case 2 -> execute("DELETE FROM k WHERE ctid IN (SELECT ctid FROM k LIMIT 1)");
                case 3 ->
                    execute("UPDATE a SET x = " + small(random) + ", grp = " + word(random) + " WHERE id % 5 = "
                            + random.nextInt(5));
                case 4 ->
                    execute("UPDATE b SET qty = " + small(random) + ", a_id = " + random.nextInt(30)
                            + " WHERE id % 7 = " + random.nextInt(7));
                case 5 ->
                    execute("INSERT INTO k VALUES (" + word(random) + ", " + word(random) + ", " + small(random) + ")");
                case 6, 7 ->
                    execute("INSERT INTO b VALUES (" + random.nextInt(40) + ", " + random.nextInt(30) + ", "
                            + small(random) + ", " + number(random) + ", " + word(random)
                            + ") ON CONFLICT (id) DO UPDATE SET price = excluded.price");
                default -> execute(insertIntoA(random));
            }
        }
    }

    private static String insertIntoA(Random random) {
        return "INSERT INTO a VALUES (" + random.nextInt(30) + ", " + word(random) + ", " + small(random) + ", "
                + small(random)
                + ", " + small(random) + ", " + number(random) + ", " + number(random) + ", " + number(random) + ", "
                + number(random)
                + ", DATE '2024-01-30' + " + random.nextInt(60)
                + ", TIMESTAMPTZ '2024-03-01 12:30:00.123456+00' + interval '7 hours' * "
                + random.nextInt(100) + ", TIMESTAMP '2023-12-31 23:00:00' + interval '5 hours' * " + random.nextInt(20)
                + ", interval '1 day 02:03:04' * " + random.nextInt(4) + ", "
                + List.of("true", "false", "NULL").get(random.nextInt(3)) + ", " + word(random) + ", left("
                + word(random)
                + ", 4), 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd38" + (1000 + random.nextInt(9)) + "', '{\"a\": 1.50}', 'ok')"
                + " ON CONFLICT (id) DO UPDATE SET y = excluded.y, n = excluded.n, u = excluded.u, b = excluded.b";
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String number(Random random) {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    private static String small(Random random) {
        return random.nextInt(8) == 0 ? "NULL" : String.valueOf(random.nextInt(9));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
