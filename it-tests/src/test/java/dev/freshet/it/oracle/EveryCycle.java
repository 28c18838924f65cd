package dev.freshet.it.oracle;

import dev.freshet.it.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves no cycle out: triggers of the test's own remember what each merge did to each stream table and which frontier it gave it; afterwards
 * every state there was is compared with the query at its frontier, however briefly it lasted.
 */
public final class EveryCycle {
    private final TestDatabase database;
    private final History history;

    private EveryCycle(TestDatabase database, History history) {
        this.database = database;
        this.history = history;
    }

    /** Begins to remember; what the stream tables hold now is their first state. */
    public static EveryCycle record(TestDatabase database, History history) throws SQLException {
        database.execute("""
                BEGIN;
                CREATE SCHEMA merges;
                CREATE TABLE merges.cycle (id bigint GENERATED ALWAYS AS IDENTITY, xid xid8 DEFAULT pg_current_xact_id(), name text, frontier pg_snapshot);
                CREATE TABLE merges.change (xid xid8 DEFAULT pg_current_xact_id(), name text, weight int, r text);
                CREATE FUNCTION merges.note_cycle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    INSERT INTO merges.cycle (name, frontier) VALUES (NEW.table_name, NEW.frontier);
                    RETURN NULL;
                END $$;
                CREATE FUNCTION merges.note_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF TG_OP <> 'INSERT' THEN INSERT INTO merges.change (name, weight, r) VALUES (TG_TABLE_NAME, -1, OLD::text); END IF;
                    IF TG_OP <> 'DELETE' THEN INSERT INTO merges.change (name, weight, r) VALUES (TG_TABLE_NAME, 1, NEW::text); END IF;
                    RETURN NULL;
                END $$;
                -- the catalog's table, as a trigger on its view freshet.stream_tables would not fire; no merge is under way while we hold this
                LOCK TABLE freshet.stream_table IN SHARE ROW EXCLUSIVE MODE;
                CREATE TRIGGER every_cycle AFTER UPDATE OF frontier ON freshet.stream_table FOR EACH ROW EXECUTE FUNCTION merges.note_cycle();
                COMMIT""");
        List<String> names = database.column("SELECT name FROM freshet.stream_tables");
        StringBuilder begin = new StringBuilder("BEGIN; LOCK TABLE freshet.stream_table IN SHARE ROW EXCLUSIVE MODE;");
        for (String name : names) {
            begin.append("""
                    CREATE TRIGGER every_change AFTER INSERT OR UPDATE OR DELETE ON %1$s FOR EACH ROW EXECUTE FUNCTION merges.note_change();
                    INSERT INTO merges.change (name, weight, r) SELECT split_part('%1$s', '.', 2), 1, x::text FROM %1$s AS x;
                    """.formatted(name));
        }
        begin.append(
                "TRUNCATE merges.cycle;"
                        + " INSERT INTO merges.cycle (name, frontier) SELECT split_part(name, '.', 2), frontier FROM freshet.stream_tables; COMMIT");
        database.execute(begin.toString());
        return new EveryCycle(database, history);
    }

    private record Merge(String xid, String name, String frontier) {}

    /** Compares every state since; returns how many. The service may go on meanwhile. */
    public int compareAll() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            Map<String, String> queries = new LinkedHashMap<>();
            try (ResultSet result = statement.executeQuery("SELECT name, query FROM freshet.stream_tables")) {
                while (result.next()) {
                    queries.put(result.getString(1).substring("shop.".length()), result.getString(2));
                }
            }
            Map<String, Map<String, Long>> contents = new HashMap<>();
            List<Merge> merges = merges(statement);
            for (Merge merge : merges) {
                Map<String, Long> content = contents.computeIfAbsent(merge.name(), any -> new HashMap<>());
                apply(statement, merge, content);
                statement.execute("SELECT set_config('history.at', '" + merge.frontier() + "', true)");
                String query = history.asOf(queries.getOrDefault(merge.name(), ""), queries);
                Map<String, Long> expected =
                        counts(statement, "SELECT ROW(x.*)::text, count(*) FROM (" + query + ") AS x GROUP BY 1");
                if (!content.equals(expected)) {
                    throw new AssertionError(merge.name() + " was not its query at " + merge.frontier() + ": "
                            + difference(content, expected));
                }
            }
            connection.rollback();
            return merges.size();
        }
    }

    private static List<Merge> merges(Statement statement) throws SQLException {
        List<Merge> merges = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("SELECT xid, name, frontier FROM merges.cycle ORDER BY id")) {
            while (result.next()) {
                merges.add(new Merge(result.getString(1), result.getString(2), result.getString(3)));
            }
        }
        return merges;
    }

    private static void apply(Statement statement, Merge merge, Map<String, Long> content) throws SQLException {
        counts(
                        statement,
                        "SELECT r, sum(weight) FROM merges.change WHERE xid = '" + merge.xid() + "' AND name = '"
                                + merge.name() + "' GROUP BY r HAVING sum(weight) <> 0")
                .forEach((row, weight) -> content.merge(row, weight, (a, b) -> a + b == 0 ? null : a + b));
    }

    private static Map<String, Long> counts(Statement statement, String sql) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                counts.put(result.getString(1), result.getLong(2));
            }
        }
        return counts;
    }

    private static List<String> difference(Map<String, Long> content, Map<String, Long> expected) {
        List<String> lines = new ArrayList<>();
        expected.forEach((row, n) -> {
            if (!n.equals(content.get(row))) {
                lines.add("wanted " + n + " of " + row + ", had " + content.get(row));
            }
        });
        content.forEach((row, n) -> {
            if (!expected.containsKey(row)) {
                lines.add("wanted none of " + row + ", had " + n);
            }
        });
        return lines.subList(0, Math.min(10, lines.size()));
    }
}
