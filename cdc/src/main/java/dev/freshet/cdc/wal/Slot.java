package dev.freshet.cdc.wal;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Premise;
import dev.freshet.cdc.database.ShortLock;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The replication slot and the publication: made before Debezium is started, looked at before every start. Stateless. */
public final class Slot {
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

    private final String name;
    private final String publication;
    private final Fence fence;

    public Slot(String name, String publication, Fence fence) {
        this.name = name;
        this.publication = publication;
        this.fence = fence;
    }

    public String name() {
        return name;
    }

    public String publication() {
        return publication;
    }

    /**
     * What of the slot there is.
     *
     * @param lagBytes WAL between what is acknowledged and what is written
     * @param heldBytes WAL that the server keeps for the slot: it must read from before what is acknowledged, until it writes down what is running
     * @param active whether somebody streams from it
     * @param problem why the stream cannot go on from it, or empty
     * @param foreign whether it is another database's or another plugin's: not ours to end or to drop
     */
    public record State(
            long confirmed, long lagBytes, long heldBytes, boolean active, String problem, boolean foreign) {}

    /** Slots are the whole cluster's: a name alone does not make one ours. */
    private static final String OURS = " AND database = current_database() AND plugin = 'pgoutput'";

    /** Empty if there is no slot of the name. */
    public Optional<State> state(Connection connection) throws SQLException {
        String sql = """
                SELECT COALESCE((confirmed_flush_lsn - '0/0'::pg_lsn)::int8, 0),
                       COALESCE((pg_current_wal_insert_lsn() - confirmed_flush_lsn)::int8, 0),
                       COALESCE((pg_current_wal_insert_lsn() - restart_lsn)::int8, 0), active,
                       CASE WHEN plugin IS DISTINCT FROM 'pgoutput' THEN 'its plugin is ' || COALESCE(plugin, 'none')
                            WHEN database IS DISTINCT FROM current_database()::text THEN 'it is of database ' || database
                            WHEN invalidation_reason IS NOT NULL THEN 'it was invalidated: ' || invalidation_reason
                            WHEN wal_status = 'lost' THEN 'WAL it needs has been removed' ELSE '' END,
                       plugin IS DISTINCT FROM 'pgoutput' OR database IS DISTINCT FROM current_database()::text
                FROM pg_catalog.pg_replication_slots WHERE slot_name = ?
                """;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(new State(
                                rows.getLong(1),
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getBoolean(4),
                                rows.getString(5),
                                rows.getBoolean(6)))
                        : Optional.empty();
            }
        }
    }

    /**
     * Makes the slot. Waits for every running write transaction of the cluster.
     *
     * @param statement of a connection without a transaction; cancelled by whoever does not want to wait
     */
    public void create(Statement statement) throws SQLException {
        String made = "SELECT pg_create_logical_replication_slot('" + name.replace("'", "''")
                + "', 'pgoutput', false, false, true) WHERE " + fence.condition();
        try (ResultSet rows = statement.executeQuery(made)) {
            if (!rows.next()) {
                throw Fence.taken();
            }
        }
    }

    /** Stands for the files of all tables: another one tells that a table was made, truncated or rewritten. */
    public String files(Connection connection) throws SQLException {
        return Sql.text(
                        connection,
                        "SELECT md5(string_agg(oid || '/' || relfilenode, ',' ORDER BY oid)) FROM pg_catalog.pg_class "
                                + "WHERE relkind IN ('r', 'm', 't') AND relpersistence = 'p'")
                .orElse("");
    }

    /** Ends whoever streams from the slot, if it is ours, and waits until it is free. */
    public void free(Connection connection) throws SQLException {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (Sql.text(
                            connection,
                            "SELECT pg_terminate_backend(active_pid) FROM pg_catalog.pg_replication_slots WHERE slot_name = ? AND active"
                                    + OURS + " AND " + fence.condition(),
                            name)
                    .isEmpty()) {
                return;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Drops the slot if it is there and ours. */
    public void drop(Connection connection) throws SQLException {
        free(connection);
        Sql.text(
                connection,
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE slot_name = ?"
                        + OURS + " AND " + fence.condition(),
                name);
    }

    /** Makes the publication, without tables, or gives the one that is there the options capture rests on. */
    public void ensurePublication(Connection connection) throws SQLException {
        String quoted = Relation.quote(publication);
        Optional<String> found = Sql.text(
                connection,
                "SELECT (pubinsert AND pubupdate AND pubdelete AND pubtruncate AND NOT pubviaroot AND pubgencols = 's')::text "
                        + "FROM pg_catalog.pg_publication WHERE pubname = ?",
                publication);
        if (found.isEmpty()) {
            Sql.execute(connection, "CREATE PUBLICATION " + quoted + " WITH (" + OPTIONS + ")");
        } else if (!found.get().equals("true")) {
            Sql.execute(connection, "ALTER PUBLICATION " + quoted + " SET (" + OPTIONS + ")");
        }
    }

    public void dropPublication(Connection connection) throws SQLException {
        Sql.execute(connection, "SET client_min_messages = warning");
        Sql.execute(connection, "DROP PUBLICATION IF EXISTS " + Relation.quote(publication));
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
                        publication,
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

    private String alter(String verb, Relation table) {
        return "ALTER PUBLICATION " + Relation.quote(publication) + " " + verb + " TABLE ONLY " + table.sql();
    }

    /** A published table's name. */
    private Optional<Relation> published(Connection connection, int oid) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT n.nspname, c.relname FROM pg_catalog.pg_publication_rel r "
                        + "JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid JOIN pg_catalog.pg_class c ON c.oid = r.prrelid "
                        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE p.pubname = ? AND c.oid = ?::oid")) {
            statement.setString(1, publication);
            statement.setLong(2, Integer.toUnsignedLong(oid));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new Relation(rows.getString(1), rows.getString(2))) : Optional.empty();
            }
        }
    }
}
