package dev.freshet.engine.service;

import dev.freshet.engine.definition.DefinitionFolder;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.engine.planning.PlannedSet;
import dev.freshet.engine.settings.Settings;
import dev.freshet.engine.settings.Settings.CaptureMode;
import dev.freshet.engine.wiring.Sessions;
import dev.freshet.engine.wiring.Wiring;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at the database and the definitions without changing anything: what would stop the service, or keep it from its best, is found before
 * it runs.
 */
public final class Validation {
    /** A line of what was found. */
    public record Finding(boolean isFault, String text) {
        static Finding ok(String text) {
            return new Finding(false, "ok    " + text);
        }

        static Finding note(String text) {
            return new Finding(false, "note  " + text);
        }

        static Finding fault(Fault fault) {
            return new Finding(true, "fault " + fault);
        }
    }

    private static final int POSTGRES_18 = 180_000;

    private final Settings settings;
    private final List<Finding> findings = new ArrayList<>();

    public Validation(Settings settings) {
        this.settings = settings;
    }

    /** Looks at everything; one fault does not hide another, but without a connection there is nothing more to see. */
    public List<Finding> run() {
        findings.add(Finding.ok("settings: " + settings.database().url()));
        try (Connection connection = new Sessions(settings.database()).openOrFail("validate")) {
            findings.add(Finding.ok("connected as " + text(connection, "SELECT current_user")));
            server(connection);
            privileges(connection);
            definitions(connection);
        } catch (FreshetException e) {
            findings.add(Finding.fault(e.fault()));
        } catch (SQLException e) {
            findings.add(Finding.fault(
                    Fault.of("FR3001", "the database cannot be reached").withDetail(String.valueOf(e.getMessage()))));
        }
        return List.copyOf(findings);
    }

    private void server(Connection connection) throws SQLException {
        int version = Integer.parseInt(text(connection, "SHOW server_version_num"));
        if (version < POSTGRES_18) {
            findings.add(Finding.fault(
                    Fault.of("FR1030", "PostgreSQL 18 is needed, this is " + text(connection, "SHOW server_version"))));
        } else {
            findings.add(Finding.ok("PostgreSQL " + text(connection, "SHOW server_version")));
        }
        String walLevel = text(connection, "SHOW wal_level");
        if (walLevel.equals("logical")) {
            findings.add(Finding.ok("wal_level is logical"));
            replication(connection);
        } else if (settings.capture().mode() == CaptureMode.WAL) {
            findings.add(Finding.fault(Fault.of("FR3003", "capture.mode is wal, and wal_level is " + walLevel)
                    .withHint("Set wal_level = logical and restart the server, or capture.mode to auto.")));
        } else {
            findings.add(Finding.note("wal_level is " + walLevel + ": changes are captured by triggers"
                    + (settings.capture().mode() == CaptureMode.AUTO
                            ? "; with wal_level = logical they would cost the sources less"
                            : "")));
        }
    }

    private void replication(Connection connection) throws SQLException {
        if (settings.capture().mode() == CaptureMode.TRIGGER) {
            return;
        }
        boolean may = text(connection, "SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user")
                .equals("t");
        if (may) {
            findings.add(Finding.ok("the role may use replication"));
        } else {
            Fault fault = Fault.of("FR3004", "the role may not use replication")
                    .withHint("ALTER ROLE " + text(connection, "SELECT quote_ident(current_user)") + " REPLICATION.");
            findings.add(
                    settings.capture().mode() == CaptureMode.WAL
                            ? Finding.fault(fault)
                            : Finding.note(fault.toString()));
        }
        int slots = Integer.parseInt(text(
                connection,
                "SELECT current_setting('max_replication_slots')::int - count(*) FILTER (WHERE slot_name <> '"
                        + settings.capture().slot() + "') FROM pg_replication_slots"));
        if (slots < 1) {
            findings.add(Finding.fault(
                    Fault.of("FR3012", "no replication slot is free").withHint("Raise max_replication_slots.")));
        }
    }

    private void privileges(Connection connection) throws SQLException {
        String schema = settings.catalogSchema();
        boolean may = text(
                        connection,
                        "SELECT CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')"
                                + " ELSE pg_has_role(n.nspowner, 'USAGE') END FROM (SELECT 1) one LEFT JOIN pg_namespace n ON n.nspname = "
                                + literal(schema))
                .equals("t");
        if (may) {
            findings.add(Finding.ok("the catalog schema " + schema + " can be made or is ours"));
        } else {
            findings.add(Finding.fault(
                    Fault.of("FR4002", "the catalog schema " + schema + " cannot be made, or belongs to somebody else")
                            .withHint("GRANT CREATE ON DATABASE to Freshet's role, or give it the schema.")));
        }
    }

    private void definitions(Connection connection) throws SQLException {
        DefinitionFolder folder = new DefinitionFolder(settings.definitionsDir());
        folder.look();
        PlannedSet set = new Wiring(settings).planner().plan(folder.content(), PlannedSet.NONE, Set.of());
        set.rejected().forEach(rejected -> findings.add(Finding.fault(rejected.fault())));
        Set<SourceTable> sources = new LinkedHashSet<>();
        Set<SourceTable> polled = new HashSet<>();
        for (PlannedTable table : set.tables().values()) {
            findings.add(Finding.ok(table.name() + ": "
                    + table.modeReason()
                            .map(reason -> "full, because " + reason)
                            .orElse("incremental") + ", "
                    + table.definition().schedule()));
            sources.addAll(table.sources());
            polled.addAll(table.polled());
        }
        if (set.tables().isEmpty() && set.rejected().isEmpty()) {
            findings.add(Finding.note("no definitions in " + settings.definitionsDir()));
        }
        for (SourceTable source : sources) {
            source(connection, source.relation(), polled.contains(source));
        }
    }

    private void source(Connection connection, Relation source, boolean polled) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT has_table_privilege(?, 'SELECT'), has_table_privilege(?, 'TRIGGER')")) {
            statement.setString(1, source.sql());
            statement.setString(2, source.sql());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                if (polled && result.getBoolean(1)) {
                    findings.add(Finding.ok(
                            "source " + source + " can be read; nothing tells of its changes: it is polled"));
                } else if (polled) {
                    findings.add(Finding.fault(Fault.of("FR3004", "source " + source + " cannot be read")
                            .withHint("GRANT SELECT ON " + source.sql() + " to Freshet's role.")));
                } else if (result.getBoolean(1) && result.getBoolean(2)) {
                    findings.add(Finding.ok("source " + source + " can be read and captured"));
                } else {
                    findings.add(Finding.fault(Fault.of("FR3004", "source " + source + " cannot be read and captured")
                            .withHint("GRANT SELECT, TRIGGER ON " + source.sql() + " to Freshet's role.")));
                }
            }
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
