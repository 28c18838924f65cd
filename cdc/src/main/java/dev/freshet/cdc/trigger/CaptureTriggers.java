package dev.freshet.cdc.trigger;

import dev.freshet.cdc.database.ShortLock;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Puts triggers and buffer on a source, silences and removes them. CREATE TRIGGER waits for the writers that are running and no longer
 * ones, so every transaction that a snapshot taken after it does not see is captured. Stateless; on a connection of the caller's in
 * autocommit mode.
 */
public final class CaptureTriggers {
    private static final List<String> EVENTS = List.of("insert", "update", "delete", "truncate");

    private final String schema;

    public CaptureTriggers(String schema) {
        this.schema = schema;
    }

    /**
     * Why a table cannot be captured by trigger without losing rows, or else nothing happens.
     *
     * @throws FreshetException FR3006
     */
    public static void requireCapturable(TableShape shape) {
        String reason = switch (shape.kind()) {
            case 'r' ->
                shape.persistence() == 't'
                        ? "it is a temporary table"
                        : shape.inherits()
                                ? "it is a partition, or has parents or children: writes that name the other do not fire its triggers"
                                : shape.subscribed()
                                        ? "a logical replication subscription writes it, which fires no statement triggers"
                                        : "";
            case 'p' -> "it is partitioned: writes that name a partition do not fire its triggers";
            case 'f' -> "it is a foreign table: its changes happen elsewhere";
            case 'm' -> "it is a materialized view: REFRESH fires no triggers";
            case 'v' -> "it is a view";
            default -> "it is not a table";
        };
        if (!reason.isEmpty()) {
            throw Fault.of("FR3006", "changes of " + shape.relation() + " cannot be captured")
                    .withDetail(reason)
                    .withHint("Use mode = 'full' for stream tables that read it.")
                    .exception();
        }
    }

    /** Makes buffer, function and triggers; what is there already and fits is left. */
    public void install(Connection connection, TableShape shape, Duration patience) throws SQLException {
        requireCapturable(shape);
        ChangeBuffer buffer = new ChangeBuffer(schema, shape);
        if (isInstalled(connection, shape, buffer)) {
            Sql.execute(connection, buffer.createFunction());
            return;
        }
        remove(connection, shape.oid(), patience);
        Sql.transaction(connection, () -> {
            Sql.execute(connection, buffer.createTable());
            Sql.execute(connection, buffer.createFunction());
            Sql.execute(connection, "REVOKE ALL ON FUNCTION " + buffer.function() + "() FROM PUBLIC");
            return true;
        });
        try {
            ShortLock.run(connection, patience, "CREATE TRIGGER on " + shape.relation(), () -> {
                for (String event : EVENTS) {
                    Sql.execute(connection, createTrigger(shape.relation(), event, buffer.function()));
                    if (shape.owned()) {
                        // else a session_replication_role = replica would write unseen; only the owner may say so
                        Sql.execute(
                                connection,
                                "ALTER TABLE " + shape.relation().sql() + " ENABLE ALWAYS TRIGGER "
                                        + triggerName(event));
                    }
                }
            });
        } catch (SQLException | RuntimeException e) {
            remove(connection, shape.oid(), patience);
            throw e;
        }
    }

    /** Stops capture at once and without a lock on the table; triggers and buffer stay. */
    public void silence(Connection connection, TableShape shape) throws SQLException {
        Sql.execute(connection, new ChangeBuffer(schema, shape).createSilentFunction());
    }

    /** Removes triggers, function and buffer. The function's removal takes its triggers along, which needs no ownership of the table. */
    public void remove(Connection connection, int oid, Duration patience) throws SQLException {
        String function = ChangeBuffer.function(schema, oid);
        String table = ChangeBuffer.table(schema, oid);
        ShortLock.run(connection, patience, "dropping the triggers of " + function, () -> {
            Sql.execute(connection, "SET LOCAL client_min_messages = warning");
            Sql.execute(connection, "DROP FUNCTION IF EXISTS " + function + "() CASCADE");
            Sql.execute(connection, "DROP TABLE IF EXISTS " + table);
        });
    }

    /** Whether anything of a source's triggers is left. */
    public boolean isPresent(Connection connection, int oid) throws SQLException {
        return Sql.text(connection, "SELECT to_regclass(?)", ChangeBuffer.table(schema, oid))
                        .isPresent()
                || Sql.text(connection, "SELECT to_regproc(?)", ChangeBuffer.function(schema, oid))
                        .isPresent();
    }

    private boolean isInstalled(Connection connection, TableShape shape, ChangeBuffer buffer) throws SQLException {
        if (!isPresent(connection, shape.oid())) {
            return false;
        }
        long live = Sql.number(
                connection,
                "SELECT count(*) FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid "
                        + "WHERE t.tgrelid = ?::oid AND p.oid = to_regproc(?) AND t.tgenabled IN ("
                        + (shape.owned() ? "'A'" : "'A', 'O'") + ")",
                Integer.toUnsignedLong(shape.oid()),
                buffer.function());
        return live == EVENTS.size() && bufferColumns(connection, buffer).equals(expectedColumns(shape));
    }

    private static String bufferColumns(Connection connection, ChangeBuffer buffer) throws SQLException {
        return Sql.text(
                        connection,
                        "SELECT string_agg(attname || ' ' || format_type(atttypid, -1), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute "
                                + "WHERE attrelid = to_regclass(?) AND attnum > 4 AND NOT attisdropped",
                        buffer.table())
                .orElse("");
    }

    private static String expectedColumns(TableShape shape) {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < shape.columns().size(); i++) {
            if (shape.columns().get(i).generation() != dev.freshet.cdc.table.LiveColumn.Generation.VIRTUAL) {
                expected.append(expected.isEmpty() ? "" : ", ")
                        .append('c')
                        .append(i + 1)
                        .append(' ')
                        .append(shape.columns().get(i).typeName());
            }
        }
        return expected.toString();
    }

    private String createTrigger(Relation table, String event, String function) {
        String transition = switch (event) {
            case "insert" -> " REFERENCING NEW TABLE AS new_rows";
            case "update" -> " REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows";
            case "delete" -> " REFERENCING OLD TABLE AS old_rows";
            default -> "";
        };
        return "CREATE TRIGGER " + triggerName(event) + " AFTER " + event + " ON " + table.sql() + transition
                + " FOR EACH STATEMENT EXECUTE FUNCTION " + function + "()";
    }

    private String triggerName(String event) {
        return Relation.quote(schema + "_capture_" + event);
    }
}
