package dev.freshet.it.oracle;

import dev.freshet.it.server.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The promise, put to PostgreSQL: in one REPEATABLE READ snapshot, as any reader may have one, each stream table is compared with its defining
 * query evaluated at the table's own frontier, EXCEPT ALL both ways, rows by their text. May be asked while writers run. Confined to one
 * thread; to be closed.
 */
public final class Oracle implements AutoCloseable {
    private final History history;
    private final Connection connection;
    private final Set<String> frontiers = new HashSet<>();
    private long comparisons;

    public Oracle(TestDatabase database, History history) throws SQLException {
        this.history = history;
        connection = database.connect();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
    }

    /** A stream table as the catalog shows it. */
    record Shown(String name, String query, String frontier, String schedule, String status) {}

    /** Compares every stream table that has been filled; returns how many. */
    public int compare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<String, Shown> tables = tables(statement);
            Map<String, String> queries = new LinkedHashMap<>();
            tables.forEach((name, table) -> queries.put(name, table.query()));
            int compared = 0;
            for (Map.Entry<String, Shown> entry : tables.entrySet()) {
                Shown table = entry.getValue();
                if (!table.frontier().isEmpty()) {
                    compareOne(statement, table, history.asOf(table.query(), queries));
                    requireOneFrontier(tables, table);
                    frontiers.add(table.name() + " " + table.frontier());
                    compared++;
                }
            }
            comparisons++;
            return compared;
        } finally {
            connection.rollback();
        }
    }

    private static Map<String, Shown> tables(Statement statement) throws SQLException {
        Map<String, Shown> tables = new LinkedHashMap<>();
        try (ResultSet result = statement.executeQuery(
                "SELECT name, query, coalesce(frontier::text, ''), effective_schedule, status FROM freshet.stream_tables ORDER BY name")) {
            while (result.next()) {
                String name = result.getString(1);
                tables.put(
                        name.substring("shop.".length()),
                        new Shown(
                                name,
                                result.getString(2),
                                result.getString(3),
                                result.getString(4),
                                result.getString(5)));
            }
        }
        return tables;
    }

    private static void compareOne(Statement statement, Shown table, String expected) throws SQLException {
        statement.execute("SELECT set_config('history.at', '" + table.frontier() + "', true)");
        List<String> differing = differing(statement, table.name(), expected);
        if (!differing.isEmpty()) {
            throw new AssertionError(table.name() + " is not its query at " + table.frontier() + ":\n  "
                    + String.join("\n  ", differing));
        }
    }

    /** A stream table that another one reads is never seen at another frontier than its reader. */
    private static void requireOneFrontier(Map<String, Shown> tables, Shown reader) {
        tables.values().stream()
                .filter(read -> reader.query().matches("(?s).*\\b" + read.name() + "\\b.*"))
                .filter(read -> read.schedule().equals(reader.schedule()))
                .filter(read -> !read.frontier().equals(reader.frontier()))
                .findFirst()
                .ifPresent(read -> {
                    throw new AssertionError(reader + " and " + read + " are at two frontiers");
                });
    }

    /** Rows of a stream table and of its query that the other one does not have, a few of them, as text. */
    static List<String> differing(Statement statement, String table, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result =
                statement.executeQuery("WITH q AS MATERIALIZED (SELECT ROW(x.*)::text AS r FROM (" + query
                        + ") AS x), t AS MATERIALIZED (SELECT ROW(x.*)::text AS r FROM " + table + " AS x),"
                        + " missing AS (SELECT 'missing  ' || r FROM (SELECT r FROM q EXCEPT ALL SELECT r FROM t) AS l LIMIT 10),"
                        + " too_many AS (SELECT 'too many ' || r FROM (SELECT r FROM t EXCEPT ALL SELECT r FROM q) AS l LIMIT 10)"
                        + " TABLE missing UNION ALL TABLE too_many")) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /** How many states of stream tables, each at another frontier, were compared so far. */
    public int states() {
        return frontiers.size();
    }

    /** How often it was asked. */
    public long comparisons() {
        return comparisons;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
