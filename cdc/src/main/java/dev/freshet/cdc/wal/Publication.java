package dev.freshet.cdc.wal;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Premise;
import dev.freshet.cdc.database.ShortLock;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the stream brings of which tables. A publication of the name that is not ours is neither used nor changed: others rest on it.
 * Stateless.
 */
public final class Publication {
    /** Partitions are published one by one: by way of their root, a TRUNCATE of one and what follows its DETACH would give no event. */
    private static final String OPTIONS =
            "publish = 'insert, update, delete, truncate', publish_via_partition_root = false, publish_generated_columns = stored";

    /**
     * The entry's OID and the version of the publication's row (its options), as long as all rows and columns and every operation pass. For
     * a FROM list with {@code pg_publication_rel r} and {@code pg_publication p}.
     */
    public static final String TOKEN =
            "CASE WHEN p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate AND r.prqual IS NULL AND r.prattrs IS NULL "
                    + "THEN r.oid::text || '/' || p.xmin::text ELSE '' END";

    private static final String FOREIGN = "FR3018";

    private final String name;
    private final String mark;
    private final Fence fence;

    /** @param catalog the schema of the catalog whose publication it is */
    public Publication(String name, String catalog, Fence fence) {
        this.name = name;
        mark = "kept by Freshet, catalog " + catalog;
        this.fence = fence;
    }

    public String name() {
        return name;
    }

    /** Whether {@code pg_publication p} is ours: a condition in SQL. */
    public String isOurs() {
        return "(p.pubname = " + literal(name)
                + " AND pg_catalog.obj_description(p.oid, 'pg_publication') IS NOT DISTINCT FROM " + literal(mark)
                + ")";
    }

    /** Whether a fault says that the publication is somebody else's. */
    public static boolean isForeign(Fault fault) {
        return fault.code().equals(FOREIGN);
    }

    /**
     * Makes it, without tables, or gives the one that is there the options capture rests on.
     *
     * @throws FreshetException FR3018 it is somebody else's
     */
    public void ensure(Connection connection) throws SQLException {
        String quoted = Relation.quote(name);
        Optional<String> found = Sql.text(
                connection,
                "SELECT CASE WHEN NOT " + isOurs() + " THEN 'foreign' "
                        + "WHEN pubinsert AND pubupdate AND pubdelete AND pubtruncate AND NOT pubviaroot AND pubgencols = 's' THEN 'whole' "
                        + "ELSE 'altered' END FROM pg_catalog.pg_publication p WHERE pubname = ?",
                name);
        switch (found.orElse("missing")) {
            case "missing" ->
                Sql.transaction(connection, () -> {
                    Sql.execute(connection, "CREATE PUBLICATION " + quoted + " WITH (" + OPTIONS + ")");
                    Sql.execute(connection, "COMMENT ON PUBLICATION " + quoted + " IS " + literal(mark));
                    return true;
                });
            case "altered" -> Sql.execute(connection, "ALTER PUBLICATION " + quoted + " SET (" + OPTIONS + ")");
            case "foreign" ->
                throw Fault.of(FOREIGN, "the publication " + name + " is not this Freshet's")
                        .withDetail("Its comment is not: " + mark)
                        .withHint("Choose another name by capture.publication, or drop the publication.")
                        .exception();
            default -> {}
        }
    }

    /** Drops it if it is ours. */
    public void drop(Connection connection) throws SQLException {
        if (Sql.truth(connection, "SELECT EXISTS (SELECT FROM pg_catalog.pg_publication p WHERE " + isOurs() + ")")) {
            Sql.execute(connection, "DROP PUBLICATION " + Relation.quote(name));
        }
    }

    /**
     * Publishes a table, whole, under REPLICA IDENTITY FULL: without an identity its users' UPDATE would fail, so both come in one
     * transaction and to the same table. An entry that is there is made anew: it may have a row filter, and its making tells the stream to
     * look again at what it knows of the table.
     *
     * @throws FreshetException FR3007 the name is another table's by now; FR3009 no lock in time, or somebody else sets the identity
     */
    public void publish(Connection connection, TableShape shape, Duration patience) throws SQLException {
        List<String> statements = new ArrayList<>();
        if (shape.identity() != 'f') {
            statements.add("ALTER TABLE ONLY " + shape.relation().sql() + " REPLICA IDENTITY FULL");
        }
        published(connection, shape.oid()).ifPresent(table -> statements.add(alter("DROP", table)));
        statements.add(alter("ADD", shape.relation()));
        ShortLock.run(
                connection,
                patience,
                "publishing " + shape.relation(),
                fence,
                statements,
                List.of(
                        Premise.named(shape.relation(), shape.oid()),
                        Premise.identifiedByAll(shape.relation(), shape.oid())));
    }

    /** Whether the publication has an entry for a table that lets everything through. */
    public boolean publishesAll(Connection connection, int oid) throws SQLException {
        return Sql.text(
                        connection,
                        "SELECT " + TOKEN + " FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p "
                                + "ON p.oid = r.prpubid WHERE p.pubname = ? AND r.prrelid = ?::oid",
                        name,
                        Integer.toUnsignedLong(oid))
                .filter(token -> !token.isEmpty())
                .isPresent();
    }

    /**
     * Takes a table out of the publication, if both are there.
     *
     * @throws FreshetException FR3007 the name is another table's by now; FR3009 no lock in time
     */
    public void withdraw(Connection connection, int oid, Duration patience) throws SQLException {
        Optional<Relation> table = published(connection, oid);
        if (table.isPresent()) {
            ShortLock.run(
                    connection,
                    patience,
                    "withdrawing " + table.get(),
                    fence,
                    List.of(alter("DROP", table.get())),
                    List.of(Premise.named(table.get(), oid)));
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private String alter(String verb, Relation table) {
        return "ALTER PUBLICATION " + Relation.quote(name) + " " + verb + " TABLE ONLY " + table.sql();
    }

    /** A published table's name. */
    private Optional<Relation> published(Connection connection, int oid) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT n.nspname, c.relname FROM pg_catalog.pg_publication_rel r "
                        + "JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid JOIN pg_catalog.pg_class c ON c.oid = r.prrelid "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ?::oid AND "
                        + isOurs())) {
            statement.setLong(1, Integer.toUnsignedLong(oid));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new Relation(rows.getString(1), rows.getString(2))) : Optional.empty();
            }
        }
    }
}
