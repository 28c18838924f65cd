package dev.freshet.cdc.table;

import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source and the tables whose rows are its rows, as the catalog has them now. For an ordinary table without kin that is the table alone.
 *
 * @param source the table itself, which holds no rows if it is partitioned
 * @param parts the members that hold rows, the source among them unless it is partitioned
 * @param subscribed whether a logical replication subscription writes to it, or may by way of its kin
 * @param membership as it was before the shapes were read: what changes between the two is seen as a change of members later
 */
public record Members(TableShape source, List<TableShape> parts, boolean subscribed, Membership membership) {
    public Members {
        parts = List.copyOf(parts);
    }

    private static final String SUBSCRIBED = """
            WITH RECURSIVE below (oid) AS (
              SELECT ?::oid UNION SELECT i.inhrelid FROM below b JOIN pg_catalog.pg_inherits i ON i.inhparent = b.oid),
            kin (oid) AS (
              SELECT oid FROM below UNION SELECT i.inhparent FROM kin k JOIN pg_catalog.pg_inherits i ON i.inhrelid = k.oid)
            SELECT EXISTS (SELECT FROM pg_catalog.pg_subscription_rel r JOIN kin k ON k.oid = r.srrelid)
            """;

    /**
     * Reads them.
     *
     * @throws FreshetException FR3007 there is no such table; FR3008 it is not what it was planned as
     */
    public static Members read(Connection connection, SourceTable table) throws SQLException {
        return read(connection, table, TableShape.read(connection, table));
    }

    /** As {@link #read(Connection, SourceTable)}, of a table whose own shape was read just now. */
    public static Members read(Connection connection, SourceTable table, TableShape first) throws SQLException {
        Membership membership = Membership.read(connection, first.oid());
        if (membership.inherited() && !table.key().isEmpty()) {
            throw Fault.of("FR3008", "tables inherit from " + table.relation() + ", so its key does not hold")
                    .exception();
        }
        List<TableShape> parts = new ArrayList<>();
        for (int oid : membership.parts()) {
            parts.add(oid == first.oid() ? first : TableShape.read(connection, oid, table.relation()));
        }
        Members members = new Members(first, parts, isSubscribed(connection, first.oid()), membership);
        for (TableShape part : parts) {
            if (members.positions(part).contains(-1)) {
                throw Fault.of("FR3008", part.relation() + " was altered while it was looked at")
                        .exception();
            }
        }
        return members;
    }

    private static boolean isSubscribed(Connection connection, int oid) throws SQLException {
        return Sql.truth(connection, SUBSCRIBED, Integer.toUnsignedLong(oid));
    }

    public int oid() {
        return source.oid();
    }

    /** The names of those that hold rows. */
    public Set<Relation> relations() {
        return parts.stream().map(TableShape::relation).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether statements that do not name the source may write its rows. */
    public boolean isRelated() {
        return membership.related();
    }

    /** Where the source's columns stand among a part's: by name, for their order may differ and a child may have more. */
    public List<Integer> positions(TableShape part) {
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < part.columns().size(); i++) {
            byName.put(part.columns().get(i).name(), i);
        }
        return source.columns().stream()
                .map(column -> byName.getOrDefault(column.name(), -1))
                .toList();
    }
}
