package dev.freshet.cdc.trigger;

import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.cdc.table.LiveColumn.Generation;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.table.TextOutput;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The SQL of one source's buffer table and of the function that fills it.
 *
 * <pre>
 * buffer_OID (seq identity, xid xid8, op "char", weight int2, c1, c2, …)
 * </pre>
 *
 * Rows in it: {@code op} i, u, d with weight −1 or 1; t, a TRUNCATE's mark; s, the mark that the table's columns are not those the function
 * was made for (the writer must not fail for our sake). Columns are typed without domain and modifier, and taken from the transition tables
 * by position, so that renaming a column does not break writers; a virtual generated column is not in a transition table, so it is computed
 * from the others when the buffer is read. The table is logged: an unlogged one would be emptied by a crash. It is never truncated: that is
 * not MVCC.
 */
public final class ChangeBuffer {
    private final String schema;
    private final TableShape shape;

    public ChangeBuffer(String schema, TableShape shape) {
        this.schema = schema;
        this.shape = shape;
    }

    /** Qualified and quoted. */
    public static String table(String schema, int oid) {
        return Relation.quote(schema) + "." + Relation.quote("buffer_" + Integer.toUnsignedString(oid));
    }

    /** Qualified and quoted, without parentheses. */
    public static String function(String schema, int oid) {
        return Relation.quote(schema) + "." + Relation.quote("capture_" + Integer.toUnsignedString(oid));
    }

    /** Qualified and quoted. */
    public String table() {
        return table(schema, shape.oid());
    }

    String function() {
        return function(schema, shape.oid());
    }

    String createTable() {
        StringJoiner columns = new StringJoiner(", ");
        columns.add("seq bigint GENERATED ALWAYS AS IDENTITY")
                .add("xid xid8 NOT NULL")
                .add("op \"char\" NOT NULL")
                .add("weight smallint NOT NULL");
        for (int i = 0; i < shape.columns().size(); i++) {
            LiveColumn column = shape.columns().get(i);
            if (column.generation() != Generation.VIRTUAL) {
                columns.add("c" + (i + 1) + " " + column.typeName());
            }
        }
        return "CREATE TABLE " + table() + " (" + columns + ") WITH (autovacuum_vacuum_scale_factor = 0, "
                + "autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000)";
    }

    String createFunction() {
        String stored = stored("");
        String insert = "INSERT INTO " + table() + " (xid, op, weight" + stored + ") ";
        String mark = "INSERT INTO " + table() + " (xid, op, weight) VALUES (pg_catalog.pg_current_xact_id(), ";
        return """
               CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $freshet$
               BEGIN
                 IF TG_OP = 'TRUNCATE' THEN
                   %s't', 0);
                 ELSIF %s THEN
                   %s's', 0);
                 ELSIF TG_OP = 'INSERT' THEN
                   %s
                   %s;
                 ELSIF TG_OP = 'DELETE' THEN
                   %s
                   %s;
                 ELSE
                   %s
                   %s UNION ALL
                   %s;
                 END IF;
                 RETURN NULL;
               END $freshet$;
               """.formatted(
                        function(),
                        mark,
                        columnGone(),
                        mark,
                        insert,
                        rows("i", 1, "new_rows"),
                        insert,
                        rows("d", -1, "old_rows"),
                        insert,
                        rows("u", -1, "old_rows"),
                        rows("u", 1, "new_rows"));
    }

    /** What it becomes at the hand-over: takes effect at once, also in transactions that are open. */
    String createSilentFunction() {
        return "CREATE OR REPLACE FUNCTION " + function()
                + "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS "
                + "$freshet$ BEGIN RETURN NULL; END $freshet$";
    }

    /** Whether any row is there that the frontier does not see. */
    public String anyAfter(Snapshot frontier) {
        return "EXISTS (SELECT FROM " + table() + " WHERE NOT pg_catalog.pg_visible_in_snapshot(xid, '" + frontier
                + "'::pg_snapshot))";
    }

    /** The source's columns in the layout's order, then xid, op and weight, of what the frontier does not see, in the order written. */
    public String select(RowLayout layout, TextOutput text, Snapshot frontier) {
        StringJoiner named = new StringJoiner(", ");
        StringJoiner values = new StringJoiner(", ");
        String mark = unusedName();
        for (int i = 0; i < shape.columns().size(); i++) {
            LiveColumn column = shape.columns().get(i);
            String quoted = Relation.quote(column.name());
            if (column.generation() == Generation.VIRTUAL) {
                values.add(text.expression(layout.columns().get(i), "(" + column.expression() + ")"));
            } else {
                named.add("c" + (i + 1) + " AS " + quoted);
                values.add(text.expression(layout.columns().get(i), "b." + quoted));
            }
        }
        for (String own : List.of("xid::text::int8", "ascii(op::text)::int2", "weight", "seq")) {
            named.add(own + " AS " + mark + own.substring(0, 1));
        }
        values.add("b." + mark + "x").add("b." + mark + "a").add("b." + mark + "w");
        return "SELECT " + values + " FROM (SELECT " + named + " FROM " + table()
                + " WHERE NOT pg_catalog.pg_visible_in_snapshot(xid, '" + frontier + "'::pg_snapshot)) b ORDER BY b."
                + mark
                + "s";
    }

    /** A prefix that no column of the source's begins with. */
    private String unusedName() {
        String name = "mark_";
        for (boolean taken = true; taken; ) {
            String tried = name;
            taken = shape.columns().stream().anyMatch(column -> column.name().startsWith(tried));
            name = taken ? name + "_" : name;
        }
        return name;
    }

    private String rows(String op, int weight, String transition) {
        StringJoiner aliases = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < shape.columns().size(); i++) {
            aliases.add("c" + (i + 1));
        }
        return "SELECT pg_catalog.pg_current_xact_id(), '" + op + "', " + weight + stored("r.") + " FROM " + transition
                + " AS r" + aliases;
    }

    private String stored(String prefix) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < shape.columns().size(); i++) {
            if (shape.columns().get(i).generation() != Generation.VIRTUAL) {
                list.append(", ").append(prefix).append('c').append(i + 1);
            }
        }
        return list.toString();
    }

    /** {@code has_column_privilege} is NULL for a dropped column, and cheap: a catalog cache look-up. */
    private String columnGone() {
        List<String> tests = new ArrayList<>();
        for (LiveColumn column : shape.columns()) {
            tests.add("pg_catalog.has_column_privilege(TG_RELID, " + column.number() + "::smallint, 'SELECT') IS NULL");
        }
        return tests.isEmpty() ? "false" : String.join(" OR ", tests);
    }
}
