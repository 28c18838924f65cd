package dev.freshet.cdc.phase;

import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.LiveColumn;
import dev.freshet.cdc.table.Members;
import dev.freshet.cdc.table.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Whether the server, and whether a source, can be captured from the WAL exactly; an empty text is yes. */
final class WalEligibility {
    private WalEligibility() {}

    /** Of the server and our role. */
    static String ofServer(Connection connection) throws SQLException {
        String level =
                Sql.text(connection, "SELECT current_setting('wal_level')").orElseThrow();
        if (!level.equals("logical")) {
            return "wal_level is " + level;
        }
        boolean replication = Sql.truth(
                connection, "SELECT rolreplication OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user");
        if (!replication) {
            return "Freshet's role has no REPLICATION";
        }
        boolean create =
                Sql.truth(connection, "SELECT pg_catalog.has_database_privilege(current_database(), 'CREATE')");
        return create ? "" : "Freshet's role has no CREATE on the database, which a publication needs";
    }

    /**
     * Of the database's types, whichever table has them: Debezium reads all of them when it starts, and falls over one of an enum's category that
     * has no values of its own, such as a domain over an enum.
     */
    static String ofTypes(Connection connection) throws SQLException {
        return Sql.text(
                        connection,
                        "SELECT pg_catalog.format_type(t.oid, NULL) FROM pg_catalog.pg_type t WHERE t.typcategory = 'E' "
                                + "AND NOT EXISTS (SELECT FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) ORDER BY t.oid LIMIT 1")
                .map(type ->
                        "Debezium cannot start in a database with a domain over an enum, or an enum without values: "
                                + type)
                .orElse("");
    }

    /** Of a source: of each member that holds rows. */
    static String ofSource(Members members) {
        if (members.source().columns().isEmpty()) {
            return "Debezium leaves out rows that have no columns";
        }
        if (members.source().hasVirtualColumn()) {
            return "a virtual generated column is not in the WAL";
        }
        for (TableShape part : members.parts()) {
            String obstacle = ofTable(part);
            if (!obstacle.isEmpty()) {
                return part.oid() == members.oid() ? obstacle : part.relation() + ": " + obstacle;
            }
        }
        return "";
    }

    private static String ofTable(TableShape shape) {
        if (shape.persistence() != 'p') {
            return "an unlogged table is not in the WAL";
        }
        if (!shape.owned()) {
            return "only its owner can set REPLICA IDENTITY FULL and publish it";
        }
        Set<String> seen = new HashSet<>();
        for (LiveColumn column : shape.columns()) {
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                return "Debezium refuses columns that differ by case only: " + column.name();
            }
            if (isQuoted(column.name())) {
                return "Debezium takes the quotes off the column name " + column.name();
            }
        }
        return isQuoted(shape.relation().name()) || isQuoted(shape.relation().schema())
                ? "Debezium takes the quotes off the table's name"
                : "";
    }

    private static boolean isQuoted(String name) {
        return name.indexOf('"') >= 0 || name.startsWith("'") || name.startsWith("`");
    }
}
