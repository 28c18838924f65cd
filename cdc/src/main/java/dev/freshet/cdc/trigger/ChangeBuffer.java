package dev.freshet.cdc.trigger;

import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.cdc.table.LiveColumn.Generation;
import dev.freshet.cdc.table.Membership;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.table.TextOutput;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.row.RowLayout;
import java.util.List;
import java.util.StringJoiner;

/**
 * The SQL of one source's buffer table, and how it is read.
 *
 * <pre>
 * buffer_OID (xid xid8, part oid, op "char", c1, c2, …)
 * </pre>
 *
 * The {@code part} is the table that was written. One that is no member of the source any more may still have triggers for it, so only rows
 * of the members are read that the snapshot shows. A row's {@code op} is {@code +} or {@code -}; or {@code t}, the mark of a TRUNCATE; or {@code s}, the mark that the table's columns are
 * not those the triggers were made for. There is no order in it: what a snapshot newly sees is a multiset. Columns are typed without domain
 * and modifier; a virtual generated column is not in a transition table, so it is computed from the others when the buffer is read. The
 * table is logged: an unlogged one would be emptied by a crash. It is never truncated: that is not MVCC. It has no constraints: only
 * Freshet's functions write it, and each NOT NULL is paid for with every row.
 */
public final class ChangeBuffer {
    private final String schema;
    private final TableShape shape;

    public ChangeBuffer(String schema, TableShape shape) {
        this.schema = schema;
        this.shape = shape;
    }

    /** Unqualified and unquoted. */
    public static String name(int oid) {
        return "buffer_" + Integer.toUnsignedString(oid);
    }

    /** Qualified and quoted. */
    public static String table(String schema, int oid) {
        return Relation.quote(schema) + "." + Relation.quote(name(oid));
    }

    /** Qualified and quoted. */
    public String table() {
        return table(schema, shape.oid());
    }

    String create() {
        String columns = columns();
        return "CREATE TABLE " + table() + " (xid xid8, part oid, op \"char\""
                + (columns.isEmpty() ? "" : ", " + columns) + ") WITH (autovacuum_vacuum_scale_factor = 0, "
                + "autovacuum_vacuum_threshold = 5000, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 100000)";
    }

    /** The source's columns as the buffer has them, in the catalog's words. */
    String columns() {
        StringJoiner columns = new StringJoiner(", ");
        for (int i = 0; i < shape.columns().size(); i++) {
            LiveColumn column = shape.columns().get(i);
            if (column.generation() != Generation.VIRTUAL) {
                columns.add("c" + (i + 1) + " " + column.typeName());
            }
        }
        return columns.toString();
    }

    /** Whether any row is there that the frontier does not see. */
    public String anyAfter(Snapshot frontier) {
        return "EXISTS (SELECT FROM " + table() + " WHERE NOT pg_catalog.pg_visible_in_snapshot(xid, '" + frontier
                + "'::pg_snapshot))";
    }

    /** Forgets what the frontier sees. */
    public String trim(Snapshot frontier) {
        return "DELETE FROM " + table() + " WHERE pg_catalog.pg_visible_in_snapshot(xid, '" + frontier
                + "'::pg_snapshot)";
    }

    /**
     * The source's columns in the layout's order, then xid and op, of what the frontier does not see.
     *
     * @param parts the source's members that hold rows
     */
    public String select(RowLayout layout, TextOutput text, Snapshot frontier, List<Integer> parts) {
        StringJoiner named = new StringJoiner(", ");
        StringJoiner values = new StringJoiner(", ");
        String mark = unusedName();
        for (int i = 0; i < shape.columns().size(); i++) {
            LiveColumn column = shape.columns().get(i);
            String quoted = Relation.quote(column.name());
            if (column.generation() == Generation.VIRTUAL) {
                // an expression over the source's columns by name; NULLs of a mark's row may not reach it
                values.add(text.expression(
                        layout.columns().get(i),
                        "(CASE WHEN b." + mark + "op IN (43, 45) THEN (" + column.expression() + ") END)"));
            } else {
                named.add("c" + (i + 1) + " AS " + quoted);
                values.add(text.expression(layout.columns().get(i), "b." + quoted));
            }
        }
        named.add("xid::text::int8 AS " + mark + "xid").add("ascii(op::text)::int2 AS " + mark + "op");
        values.add("b." + mark + "xid").add("b." + mark + "op");
        return "SELECT " + values + " FROM (SELECT " + named + " FROM " + table()
                + " WHERE NOT pg_catalog.pg_visible_in_snapshot(xid, '" + frontier
                + "'::pg_snapshot) AND part = ANY ('" + Membership.array(parts) + "'::oid[])) b";
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
}
