package dev.freshet.cdc.trigger;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.ShortLock;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.trigger.TriggerFunction.Event;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts triggers and buffer on a source, silences and removes them. CREATE TRIGGER waits for the writers that are running and no longer
 * ones, so every transaction that a snapshot taken after it does not see is captured. Stateless; on a connection of the caller's in
 * autocommit mode.
 */
public final class CaptureTriggers {
    private final String schema;
    private final Fence fence;

    public CaptureTriggers(String schema, Fence fence) {
        this.schema = schema;
        this.fence = fence;
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

    /**
     * Makes sure of buffer, functions and triggers that have never been silent: where all is in place the functions are made anew (the table
     * may have another file than they were made for), without a lock on the table.
     */
    public void ensure(Connection connection, TableShape shape, Duration patience) throws SQLException {
        if (isInstalled(connection, shape)) {
            refresh(connection, shape, patience);
        } else {
            install(connection, shape, patience);
        }
    }

    /**
     * Makes buffer, functions and triggers, also where some or all of them are there. Waits for the writers that are running in any case:
     * where functions were silent a transaction would else be captured from its middle on. Readers pass, and are not waited for.
     */
    public void install(Connection connection, TableShape shape, Duration patience) throws SQLException {
        requireCapturable(shape);
        List<String> all = new ArrayList<>();
        if (!bufferColumns(connection, shape).equals(expectedColumns(shape))) {
            all.add("DROP TABLE IF EXISTS " + ChangeBuffer.table(schema, shape.oid()));
            all.add(new ChangeBuffer(schema, shape).create());
        }
        for (Event event : Event.values()) {
            TriggerFunction function = new TriggerFunction(schema, shape, event);
            all.add(function.create());
            all.add("REVOKE ALL ON FUNCTION " + function.name() + "() FROM PUBLIC");
            all.add(function.createTrigger());
            if (shape.owned()) {
                // else a session_replication_role = replica would write unseen; only the owner may say so
                all.add("ALTER TABLE ONLY " + shape.relation().sql() + " ENABLE ALWAYS TRIGGER "
                        + Relation.quote(TriggerFunction.triggerName(schema, event)));
            }
        }
        ShortLock.run(connection, patience, "CREATE TRIGGER on " + shape.relation(), fence, all);
    }

    /** Makes the functions anew, without a lock on the table. */
    public void refresh(Connection connection, TableShape shape, Duration patience) throws SQLException {
        replace(connection, shape, patience, TriggerFunction::create);
    }

    /** Stops capture at once and without a lock on the table; triggers and buffer stay. */
    public void silence(Connection connection, TableShape shape, Duration patience) throws SQLException {
        replace(connection, shape, patience, TriggerFunction::createSilent);
    }

    private void replace(
            Connection connection, TableShape shape, Duration patience, Function<TriggerFunction, String> by)
            throws SQLException {
        List<String> functions = Arrays.stream(Event.values())
                .map(event -> by.apply(new TriggerFunction(schema, shape, event)))
                .toList();
        ShortLock.run(connection, patience, "the trigger functions of " + shape.relation(), fence, functions);
    }

    /** Removes triggers, functions and buffer. A function's removal takes its trigger along, which needs no ownership of the table. */
    public void remove(Connection connection, int oid, Duration patience) throws SQLException {
        if (!isPresent(connection, oid)) {
            return;
        }
        List<String> all = new ArrayList<>();
        for (Event event : Event.values()) {
            all.add("DROP FUNCTION IF EXISTS " + TriggerFunction.name(schema, oid, event) + "() CASCADE");
        }
        all.add("DROP TABLE IF EXISTS " + ChangeBuffer.table(schema, oid));
        ShortLock.run(connection, patience, "dropping the triggers of " + ChangeBuffer.name(oid), fence, all);
    }

    /** Whether anything of a source's triggers is left. */
    public boolean isPresent(Connection connection, int oid) throws SQLException {
        String functions = Arrays.stream(Event.values())
                .map(event -> " OR to_regproc('" + literal(TriggerFunction.name(schema, oid, event)) + "') IS NOT NULL")
                .collect(Collectors.joining());
        return Sql.truth(
                connection,
                "SELECT to_regclass('" + literal(ChangeBuffer.table(schema, oid)) + "') IS NOT NULL" + functions);
    }

    private boolean isInstalled(Connection connection, TableShape shape) throws SQLException {
        String functions = Arrays.stream(Event.values())
                .map(event -> "to_regproc('" + literal(TriggerFunction.name(schema, shape.oid(), event)) + "')")
                .collect(Collectors.joining(", "));
        long live = Sql.number(
                connection,
                "SELECT count(DISTINCT tgfoid) FROM pg_catalog.pg_trigger WHERE tgrelid = ?::oid AND tgfoid IN ("
                        + functions + ") AND tgenabled IN (" + (shape.owned() ? "'A'" : "'A', 'O'") + ")",
                Integer.toUnsignedLong(shape.oid()));
        return live == Event.values().length && bufferColumns(connection, shape).equals(expectedColumns(shape));
    }

    private String bufferColumns(Connection connection, TableShape shape) throws SQLException {
        return Sql.text(
                        connection,
                        "SELECT string_agg(attname || ' ' || format_type(atttypid, -1), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute "
                                + "WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped",
                        ChangeBuffer.table(schema, shape.oid()))
                .orElse("");
    }

    private String expectedColumns(TableShape shape) {
        String columns = new ChangeBuffer(schema, shape).columns();
        return "xid xid8, op \"char\"" + (columns.isEmpty() ? "" : ", " + columns);
    }

    private static String literal(String text) {
        return text.replace("'", "''");
    }
}
