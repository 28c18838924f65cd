package dev.freshet.it.oracle;

import dev.freshet.it.server.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers every version of every row of the source tables, each with the transaction that made or removed it, so that a query can be
 * evaluated at any snapshot, later, while the tables have long moved on: a row was there at S if the weights of its versions that S sees sum up
 * to more than nothing. Kept by row triggers of the test's own, in tables {@code history.NAME} beside {@code shop.NAME}.
 *
 * <p>Sources and stream tables are all in schema {@code shop}; TRUNCATE is refused, as it leaves no versions. Stateless but for the names.
 */
public final class History {
    private static final Pattern NAME = Pattern.compile("\\bshop\\.(\\w+)");

    /** A transaction that every snapshot sees: bootstrap's. */
    private static final String LONG_AGO = "1";

    private final List<String> sources;

    private History(List<String> sources) {
        this.sources = sources;
    }

    /** Begins to remember tables of schema {@code shop}; what they hold is their first version. */
    public static History of(TestDatabase database, String... sources) throws SQLException {
        database.execute("CREATE SCHEMA history; CREATE SCHEMA asof");
        for (String source : sources) {
            database.execute("""
                    BEGIN;
                    LOCK TABLE shop.%1$s IN SHARE ROW EXCLUSIVE MODE;
                    CREATE TABLE history.%1$s (xid xid8 NOT NULL DEFAULT pg_current_xact_id(), weight int NOT NULL, r shop.%1$s);
                    INSERT INTO history.%1$s (weight, r) SELECT 1, s FROM shop.%1$s AS s;
                    CREATE FUNCTION history.note_%1$s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                        IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION 'TRUNCATE leaves no versions'; END IF;
                        IF TG_OP <> 'INSERT' THEN INSERT INTO history.%1$s (weight, r) VALUES (-1, OLD); END IF;
                        IF TG_OP <> 'DELETE' THEN INSERT INTO history.%1$s (weight, r) VALUES (1, NEW); END IF;
                        RETURN NULL;
                    END $$;
                    CREATE TRIGGER history_rows AFTER INSERT OR UPDATE OR DELETE ON shop.%1$s FOR EACH ROW EXECUTE FUNCTION history.note_%1$s();
                    CREATE TRIGGER history_truncate BEFORE TRUNCATE ON shop.%1$s FOR EACH STATEMENT EXECUTE FUNCTION history.note_%1$s();
                    CREATE VIEW asof.%1$s AS SELECT (v.r).* FROM (
                        SELECT h.r, sum(h.weight) AS n FROM history.%1$s h
                        WHERE pg_visible_in_snapshot(h.xid, (SELECT current_setting('history.at')::pg_snapshot))
                        GROUP BY h.r HAVING sum(h.weight) <> 0) AS v, generate_series(1, v.n);
                    COMMIT""".formatted(source));
        }
        return new History(List.of(sources));
    }

    /**
     * Sums up the versions that the frontiers of all stream tables see: nobody will ask for a moment before them. So a long run does not
     * become slower and slower. Freshet may run meanwhile, frontiers only go on.
     */
    public void forgetWhatAllHaveSeen(TestDatabase database) throws SQLException {
        for (String source : sources) {
            database.execute("""
                    WITH gone AS (
                        DELETE FROM history.%1$s h WHERE NOT EXISTS (
                            SELECT FROM freshet.stream_table t WHERE NOT coalesce(pg_visible_in_snapshot(h.xid, t.frontier), false))
                        RETURNING h.weight, h.r)
                    INSERT INTO history.%1$s (xid, weight, r) SELECT '%2$s', sum(weight), r FROM gone GROUP BY r HAVING sum(weight) <> 0
                    """.formatted(source, LONG_AGO));
        }
    }

    /**
     * A query over {@code shop} as one over the sources at snapshot {@code history.at}; stream tables in it become their own queries.
     *
     * @param queries the stream tables' queries by name without schema
     */
    String asOf(String query, Map<String, String> queries) {
        Matcher matcher = NAME.matcher(query);
        StringBuilder rewritten = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String inner = queries.get(name);
            if (inner == null && !sources.contains(name)) {
                throw new IllegalStateException("no history of " + name);
            }
            String in = inner == null ? "asof." + name : "(" + asOf(inner, queries) + ")";
            matcher.appendReplacement(rewritten, Matcher.quoteReplacement(in));
        }
        return matcher.appendTail(rewritten).toString();
    }
}
