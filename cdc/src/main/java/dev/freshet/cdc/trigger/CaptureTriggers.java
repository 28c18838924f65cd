package dev.freshet.cdc.trigger;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Premise;
import dev.freshet.cdc.database.ShortLock;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.cdc.table.Members;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.trigger.TriggerFunction.Event;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts a source's triggers on its members, makes its buffer, silences and removes them. CREATE TRIGGER waits for the writers that are running and no longer
 * ones, so every transaction that a snapshot taken after it does not see is captured. Stateless; on a connection of the caller's in
 * autocommit mode.
 */
public final class CaptureTriggers {
    private static final String UNCAPTURABLE = "FR3006";

    private final String schema;
    private final Fence fence;

    public CaptureTriggers(String schema, Fence fence) {
        this.schema = schema;
        this.fence = fence;
    }

    /**
     * Why a source cannot be captured by trigger without losing rows, or else nothing happens.
     *
     * @throws FreshetException FR3006
     */
    public static void requireCapturable(Members members) {
        requireTable(members.source());
        if (members.subscribed()) {
            throw refused(
                    members.source(),
                    "a logical replication subscription writes it, which fires no statement triggers");
        }
        for (TableShape part : members.parts()) {
            if (part.kind() != 'r') {
                throw Fault.of(UNCAPTURABLE, "changes of " + members.source().relation() + " cannot be captured")
                        .withDetail(
                                "its part " + part.relation() + " is a foreign table, whose changes happen elsewhere")
                        .withHint("Read the parts that are tables one by one, or use mode = 'full'.")
                        .exception();
            }
            if (!computesAlike(members, part)) {
                throw refused(
                        members.source(), part.relation() + " computes a virtual generated column in another way");
            }
        }
    }

    /** Whether a fault is {@link #requireCapturable}'s. */
    public static boolean isUncapturable(Fault fault) {
        return fault.code().equals(UNCAPTURABLE);
    }

    private static void requireTable(TableShape shape) {
        String reason = switch (shape.kind()) {
            case 'r', 'p' -> shape.persistence() == 't' ? "it is a temporary table" : "";
            case 'v' -> "it is a view";
            default -> "it is not a table";
        };
        if (!reason.isEmpty()) {
            throw refused(shape, reason);
        }
    }

    private static FreshetException refused(TableShape shape, String reason) {
        return Fault.of(UNCAPTURABLE, "changes of " + shape.relation() + " cannot be captured")
                .withDetail(reason)
                .withHint("Use mode = 'full' for stream tables that read it.")
                .exception();
    }

    /** A virtual column is computed when the buffer is read, by the source's expression. */
    private static boolean computesAlike(Members members, TableShape part) {
        List<Integer> positions = members.positions(part);
        for (int i = 0; i < positions.size(); i++) {
            LiveColumn column = members.source().columns().get(i);
            if (column.generation() == LiveColumn.Generation.VIRTUAL
                    && !column.expression()
                            .equals(part.columns().get(positions.get(i)).expression())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes sure of buffer, functions and triggers that have never been silent: where all is in place the functions are made anew (the table
     * may have another file than they were made for), without a lock on the table.
     */
    public void ensure(Connection connection, Members members, Duration patience) throws SQLException {
        requireCapturable(members);
        if (!hasBuffer(connection, members)) {
            install(connection, members, patience);
            return;
        }
        for (TableShape part : members.parts()) {
            if (isInstalled(connection, members, part)) {
                replace(connection, members, part, patience);
            } else {
                install(connection, members, List.of(part), List.of(), patience);
            }
        }
    }

    /**
     * Makes buffer, functions and triggers, also where some or all of them are there. Waits for the writers that are running in any case:
     * where functions were silent a transaction would else be captured from its middle on. Readers pass, and are not waited for. One member
     * after another, except where writers would find a buffer of other columns.
     */
    public void install(Connection connection, Members members, Duration patience) throws SQLException {
        requireCapturable(members);
        if (hasBuffer(connection, members)) {
            for (TableShape part : members.parts()) {
                install(connection, members, List.of(part), List.of(), patience);
            }
            return;
        }
        List<String> anew = new ArrayList<>();
        // also those of former members, whose writers would not find their columns
        functions(connection, members.oid())
                .values()
                .forEach(names -> names.forEach(name -> anew.add(TriggerFunction.createSilent(name))));
        anew.add("DROP TABLE IF EXISTS " + ChangeBuffer.table(schema, members.oid()));
        anew.add(new ChangeBuffer(schema, members.source()).create());
        install(connection, members, members.parts(), anew, patience);
    }

    private void install(
            Connection connection, Members members, List<TableShape> parts, List<String> before, Duration patience)
            throws SQLException {
        List<String> all = new ArrayList<>(before);
        all.add(new AlterationGuard(schema).create());
        for (TableShape part : parts) {
            for (Event event : Event.values()) {
                TriggerFunction function = new TriggerFunction(schema, members, part, event);
                all.add(function.create());
                all.add("REVOKE ALL ON FUNCTION " + function.name() + "() FROM PUBLIC");
                all.add(function.createTrigger());
                if (part.owned()) {
                    // else a session_replication_role = replica would write unseen; only the owner may say so
                    all.add("ALTER TABLE ONLY " + part.relation().sql() + " ENABLE ALWAYS TRIGGER "
                            + Relation.quote(function.triggerName()));
                }
            }
        }
        ShortLock.run(
                connection,
                patience,
                "CREATE TRIGGER on " + members.source().relation(),
                fence,
                all,
                parts.stream()
                        .map(part -> Premise.named(part.relation(), part.oid()))
                        .toList());
    }

    /** Makes the functions anew, without a lock on the table. */
    public void refresh(Connection connection, Members members, Duration patience) throws SQLException {
        for (TableShape part : members.parts()) {
            replace(connection, members, part, patience);
        }
    }

    private void replace(Connection connection, Members members, TableShape part, Duration patience)
            throws SQLException {
        List<String> functions = new ArrayList<>();
        functions.add(new AlterationGuard(schema).create());
        for (Event event : Event.values()) {
            functions.add(new TriggerFunction(schema, members, part, event).create());
        }
        ShortLock.run(connection, patience, "the trigger functions of " + part.relation(), fence, functions);
    }

    /** Stops capture at once and without a lock on the table; triggers and buffer stay. */
    public void silence(Connection connection, int source, Duration patience) throws SQLException {
        List<String> silent = new ArrayList<>();
        functions(connection, source)
                .values()
                .forEach(names -> names.forEach(name -> silent.add(TriggerFunction.createSilent(name))));
        ShortLock.run(connection, patience, "the trigger functions of " + ChangeBuffer.name(source), fence, silent);
    }

    /** Removes triggers, functions and buffer. A function's removal takes its trigger along, which needs no ownership of the table. */
    public void remove(Connection connection, int source, Duration patience) throws SQLException {
        for (List<String> names : functions(connection, source).values()) {
            drop(connection, names, source, patience);
        }
        ShortLock.run(
                connection,
                patience,
                "dropping " + ChangeBuffer.name(source),
                fence,
                List.of("DROP TABLE IF EXISTS " + ChangeBuffer.table(schema, source)));
    }

    /** Removes what all sources' functions share. With no source left. */
    public void removeShared(Connection connection) throws SQLException {
        Sql.execute(connection, new AlterationGuard(schema).drop());
    }

    /** Removes the triggers from tables that are no members any more. What they still wrote is not read. */
    public void removeFormer(Connection connection, Members members, Duration patience) throws SQLException {
        Map<Integer, List<String>> functions = functions(connection, members.oid());
        members.parts().forEach(part -> functions.remove(part.oid()));
        for (List<String> names : functions.values()) {
            drop(connection, names, members.oid(), patience);
        }
    }

    private void drop(Connection connection, List<String> functions, int source, Duration patience)
            throws SQLException {
        List<String> all = functions.stream()
                .map(name -> "DROP FUNCTION IF EXISTS " + name + "() CASCADE")
                .toList();
        ShortLock.run(connection, patience, "dropping the triggers of " + ChangeBuffer.name(source), fence, all);
    }

    /** Whether anything of a source's triggers is left. */
    public boolean isPresent(Connection connection, int source) throws SQLException {
        return !functions(connection, source).isEmpty()
                || Sql.truth(connection, "SELECT to_regclass(?) IS NOT NULL", ChangeBuffer.table(schema, source));
    }

    /** A source's functions, qualified and quoted, by the member whose triggers run them. */
    private Map<Integer, List<String>> functions(Connection connection, int source) throws SQLException {
        String prefix = TriggerFunction.prefix(source);
        String sql =
                "SELECT p.proname FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
                        + "WHERE n.nspname = ? AND pg_catalog.starts_with(p.proname::text, ?) ORDER BY p.proname";
        Map<Integer, List<String>> found = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, schema);
            statement.setString(2, prefix);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String name = rows.getString(1);
                    String[] rest = name.substring(prefix.length()).split("_", -1);
                    int part = rest.length == 1 ? source : Integer.parseUnsignedInt(rest[0]);
                    found.computeIfAbsent(part, any -> new ArrayList<>())
                            .add(Relation.quote(schema) + "." + Relation.quote(name));
                }
            }
        }
        return found;
    }

    /** All four, firing for everybody as far as we may say so, and as often as the source needs them to: a row, or a statement. */
    private boolean isInstalled(Connection connection, Members members, TableShape part) throws SQLException {
        String functions = Arrays.stream(Event.values())
                .map(event -> "to_regproc('"
                        + TriggerFunction.name(schema, members.oid(), part.oid(), event)
                                .replace("'", "''") + "')")
                .collect(Collectors.joining(", "));
        int byRow = members.isRelated() ? Event.values().length - 1 : 0;
        return Sql.truth(
                connection,
                "SELECT count(DISTINCT tgfoid) = ? AND count(*) FILTER (WHERE tgtype & 1 = 1) = ? FROM pg_catalog.pg_trigger "
                        + "WHERE tgrelid = ?::oid AND tgfoid IN (" + functions + ") AND tgenabled IN ("
                        + (part.owned() ? "'A'" : "'A', 'O'") + ")",
                Event.values().length,
                byRow,
                Integer.toUnsignedLong(part.oid()));
    }

    /** Whether the buffer is there and has the source's columns. */
    private boolean hasBuffer(Connection connection, Members members) throws SQLException {
        String columns = new ChangeBuffer(schema, members.source()).columns();
        return Sql.text(
                        connection,
                        "SELECT string_agg(attname || ' ' || format_type(atttypid, -1), ', ' ORDER BY attnum) FROM pg_catalog.pg_attribute "
                                + "WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped",
                        ChangeBuffer.table(schema, members.oid()))
                .filter(("xid xid8, part oid, op \"char\"" + (columns.isEmpty() ? "" : ", " + columns))::equals)
                .isPresent();
    }
}
