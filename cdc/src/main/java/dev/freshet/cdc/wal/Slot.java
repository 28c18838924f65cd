package dev.freshet.cdc.wal;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The replication slot: made before Debezium is started, looked at before every start. Stateless. */
public final class Slot {
    private final String name;
    private final Fence fence;

    public Slot(String name, Fence fence) {
        this.name = name;
        this.fence = fence;
    }

    public String name() {
        return name;
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
}
