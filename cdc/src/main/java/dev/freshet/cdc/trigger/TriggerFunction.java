package dev.freshet.cdc.trigger;

import dev.freshet.cdc.table.LiveColumn.Generation;
import dev.freshet.cdc.table.Members;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.kernel.port.Relation;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * The SQL of the function that a trigger runs, which one source has on one of its members for one event.
 *
 * <p>It runs as Freshet's role for whoever writes, so nothing in it is resolved by the writer's {@code search_path}: every function and
 * operator is qualified and there is no comparison of {@code TG_OP} (one function an event, and no {@code SET}, also because both are paid
 * with every statement). Columns are taken from the transition tables by position, so that renaming one does not break writers. A writer
 * must not fail for our sake: where a column was dropped, or has another type since, the function leaves a mark instead of rows.
 *
 * <p>A table without kin has a trigger a statement. Where a statement may name another table than the one it writes (a partitioned table, a
 * parent) only a trigger a row fires wherever the row came from; its transition tables would be those of the table that was named.
 *
 * @param members the source
 * @param part the member that the trigger is on
 */
record TriggerFunction(String schema, Members members, TableShape part, Event event) {
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
                    + "$freshet$ %s RETURN NULL; END $freshet$";

    /** What the names of all functions of a source begin with. */
    static String prefix(int source) {
        return "capture_" + Integer.toUnsignedString(source) + "_";
    }

    /** Qualified and quoted, without parentheses. */
    static String name(String schema, int source, int part, Event event) {
        return Relation.quote(schema) + "." + Relation.quote(prefix(source) + ofPart(source, part) + event.word());
    }

    private static String ofPart(int source, int part) {
        return part == source ? "" : Integer.toUnsignedString(part) + "_";
    }

    String name() {
        return name(schema, members.oid(), part.oid(), event);
    }

    /** Unqualified and unquoted: a table may have triggers as a source and as a member of others. */
    String triggerName() {
        return schema + "_capture_" + (part.oid() == members.oid() ? "" : Integer.toUnsignedString(members.oid()) + "_")
                + event.word();
    }

    private boolean isByRow() {
        return members.isRelated() && event != Event.TRUNCATE;
    }

    /** What the function is while its source is captured. */
    String create() {
        String into = "INSERT INTO " + ChangeBuffer.table(schema, members.oid()) + " (xid, part, op";
        String rows = into + buffered() + ") ";
        String before = isByRow() ? "(SELECT OLD.*)" : "old_rows";
        String after = isByRow() ? "(SELECT NEW.*)" : "new_rows";
        String body = switch (event) {
            case INSERT -> rows + select("+", after);
            case DELETE -> rows + select("-", before);
            case UPDATE -> rows + select("-", before) + " UNION ALL " + select("+", after);
            case TRUNCATE -> "";
        };
        if (event == Event.TRUNCATE) {
            return FRAME.formatted(name(), "BEGIN " + mark(into, "t"));
        }
        if (part.columns().isEmpty()) {
            return FRAME.formatted(name(), "BEGIN " + body + ";");
        }
        return FRAME.formatted(
                name(),
                "BEGIN IF " + new AlterationGuard(schema).call(part) + " THEN " + mark(into, "s") + " ELSE " + body
                        + "; END IF;");
    }

    private String mark(String into, String op) {
        return into + ") VALUES (pg_catalog.pg_current_xact_id(), " + partOid() + ", '" + op + "');";
    }

    /**
     * A constant and not {@code TG_RELID}: a statement without parameters is planned once and not again for each execution, as PostgreSQL
     * does for ever where one execution was much dearer than the others (a statement of many rows among those of one).
     */
    private String partOid() {
        return Integer.toUnsignedString(part.oid()) + "::pg_catalog.oid";
    }

    /** What a function becomes at the hand-over: takes effect at once, also in transactions that are open. */
    static String createSilent(String name) {
        return FRAME.formatted(name, "BEGIN");
    }

    String createTrigger() {
        return "CREATE OR REPLACE TRIGGER " + Relation.quote(triggerName()) + " AFTER " + event.word() + " ON "
                + part.relation().sql() + (isByRow() ? " FOR EACH ROW" : event.transition + " FOR EACH STATEMENT")
                + " EXECUTE FUNCTION " + name() + "()";
    }

    private String select(String op, String transition) {
        StringJoiner aliases = new StringJoiner(", ", "(", ")");
        for (int i = 0; i < part.columns().size(); i++) {
            aliases.add("c" + (i + 1));
        }
        String from = part.columns().isEmpty() ? "" : " FROM " + transition + " AS r" + aliases;
        if (part.columns().isEmpty() && !isByRow()) {
            from = " FROM " + transition + " AS r";
        }
        return "SELECT pg_catalog.pg_current_xact_id(), " + partOid() + ", '" + op + "'::pg_catalog.\"char\"" + taken()
                + from;
    }

    /** The source's columns as the buffer has them. */
    private String buffered() {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < members.source().columns().size(); i++) {
            if (members.source().columns().get(i).generation() != Generation.VIRTUAL) {
                list.append(", c").append(i + 1);
            }
        }
        return list.toString();
    }

    /** The same columns where the member has them. */
    private String taken() {
        List<Integer> positions = members.positions(part);
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < positions.size(); i++) {
            if (members.source().columns().get(i).generation() != Generation.VIRTUAL) {
                list.append(", r.c").append(positions.get(i) + 1);
            }
        }
        return list.toString();
    }
}
