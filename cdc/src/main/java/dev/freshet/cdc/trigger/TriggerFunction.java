package dev.freshet.cdc.trigger;

import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.cdc.table.LiveColumn.Generation;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.kernel.port.Relation;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * The SQL of the function that a source's trigger for one event runs.
 *
 * <p>It runs as Freshet's role for whoever writes, so nothing in it is resolved by the writer's {@code search_path}: every function and
 * operator is qualified and there is no comparison of {@code TG_OP} (one function an event, and no {@code SET}, also because both are paid
 * with every statement). Columns are taken from the transition tables by position, so that renaming one does not break writers. A writer
 * must not fail for our sake: where a column was dropped, or has another type since, the function leaves a mark instead of rows.
 */
record TriggerFunction(String schema, TableShape shape, Event event) {
    /** What a trigger is for. */
    enum Event {
        INSERT(" REFERENCING NEW TABLE AS new_rows"),
        UPDATE(" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        DELETE(" REFERENCING OLD TABLE AS old_rows"),
        TRUNCATE("");

        private final String transition;

        Event(String transition) {
            this.transition = transition;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String FRAME =
            "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS "
                    + "$freshet$ BEGIN %s RETURN NULL; END $freshet$";

    /** Qualified and quoted, without parentheses. */
    static String name(String schema, int oid, Event event) {
        return Relation.quote(schema) + "."
                + Relation.quote("capture_" + Integer.toUnsignedString(oid) + "_" + event.word());
    }

    String name() {
        return name(schema, shape.oid(), event);
    }

    /** Unqualified and unquoted. */
    static String triggerName(String schema, Event event) {
        return schema + "_capture_" + event.word();
    }

    /** What the function is while its source is captured. */
    String create() {
        String into = "INSERT INTO " + ChangeBuffer.table(schema, shape.oid()) + " (xid, op";
        String rows = into + stored("") + ") ";
        String body = switch (event) {
            case INSERT -> rows + select("+", "new_rows");
            case DELETE -> rows + select("-", "old_rows");
            case UPDATE -> rows + select("-", "old_rows") + " UNION ALL " + select("+", "new_rows");
            case TRUNCATE -> "";
        };
        return FRAME.formatted(
                name(),
                event == Event.TRUNCATE
                        ? mark(into, "t")
                        : "IF " + otherColumns() + " THEN " + mark(into, "s") + " ELSE " + body + "; END IF;");
    }

    private static String mark(String into, String op) {
        return into + ") VALUES (pg_catalog.pg_current_xact_id(), '" + op + "');";
    }

    /** What it becomes at the hand-over: takes effect at once, also in transactions that are open. */
    String createSilent() {
        return FRAME.formatted(name(), "");
    }

    String createTrigger() {
        return "CREATE OR REPLACE TRIGGER " + Relation.quote(triggerName(schema, event)) + " AFTER " + event.word()
                + " ON " + shape.relation().sql() + event.transition + " FOR EACH STATEMENT EXECUTE FUNCTION " + name()
                + "()";
    }

    private String select(String op, String transition) {
        StringJoiner aliases = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < shape.columns().size(); i++) {
            aliases.add("c" + (i + 1));
        }
        String names = shape.columns().isEmpty() ? "" : aliases.toString();
        return "SELECT pg_catalog.pg_current_xact_id(), '" + op + "'::pg_catalog.\"char\"" + stored("r.") + " FROM "
                + transition + " AS r" + names;
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

    /**
     * Cheap while nothing was altered: {@code has_column_privilege} is a look-up in the catalog cache, and NULL for a dropped column; a type
     * that does not fit the buffer needs a rewrite of the table, so types are looked at only where it has another file.
     */
    private String otherColumns() {
        StringJoiner tests = new StringJoiner(" OR ");
        StringJoiner types = new StringJoiner(", ");
        for (LiveColumn column : shape.columns()) {
            tests.add("pg_catalog.has_column_privilege(TG_RELID, " + column.number()
                    + "::pg_catalog.int2, 'SELECT') IS NULL");
            types.add("(" + column.number() + "::pg_catalog.int2, "
                    + Integer.toUnsignedString(column.declared())
                    + "::pg_catalog.oid)");
        }
        if (shape.columns().isEmpty()) {
            return "false";
        }
        return tests
                + " OR (pg_catalog.pg_relation_filenode(TG_RELID) OPERATOR(pg_catalog.<>) "
                + Integer.toUnsignedString(shape.file())
                + "::pg_catalog.oid AND EXISTS (SELECT FROM (VALUES " + types
                + ") AS planned(number, type) WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a "
                + "WHERE a.attrelid OPERATOR(pg_catalog.=) TG_RELID AND a.attnum OPERATOR(pg_catalog.=) planned.number "
                + "AND a.atttypid OPERATOR(pg_catalog.=) planned.type)))";
    }
}
