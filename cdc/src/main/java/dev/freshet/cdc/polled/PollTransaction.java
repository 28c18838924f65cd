package dev.freshet.cdc.polled;

import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.snapshot.CopyOut;
import dev.freshet.cdc.table.TextOutput;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cycle's transaction as polled sources are read in it, after its snapshot S was taken. A materialized view cannot be locked before S
 * ({@code LOCK TABLE} refuses it), and a plain REFRESH is not MVCC: its rows are frozen, so S would see those of a REFRESH that it does not
 * see. So the lock is taken after S, without waiting, and then S and a snapshot taken now must show the same name, file and columns:
 * nothing was changed in between, and while the lock is held nothing can be. Confined to the cycle's thread.
 *
 * @param connection in S's transaction
 * @param fresh another one, in autocommit mode
 */
public record PollTransaction(Connection connection, Connection fresh, Snapshot snapshot, TextOutput text) {
    /** Whoever waits for a REFRESH gets a file that S does not show; this is for locks that are gone in a moment. */
    private static final String LOCK_WAIT = "20ms";

    /** Work that may fail and leave the transaction as it was. */
    <T> T attempt(Sql.Work<T> work) throws SQLException {
        return Sql.inSavepoint(connection, () -> {
            T result = work.run();
            Sql.execute(connection, "SET LOCAL statement_timeout = 0");
            return result;
        });
    }

    /** What S shows. */
    Optional<Sight> shown(int oid) throws SQLException {
        return Sight.of(connection, oid);
    }

    /** The same, by name. */
    Optional<Sight> shown(Relation relation) throws SQLException {
        return Sight.of(connection, relation);
    }

    /**
     * Locks a relation (ACCESS SHARE) until the transaction ends; a foreign table's server is reached with it.
     *
     * @param limit of this and each further statement of the {@link #attempt}; zero for none
     */
    void lock(Relation relation, Duration limit) throws SQLException {
        Sql.execute(
                connection,
                "SET LOCAL lock_timeout = '" + LOCK_WAIT + "'; SET LOCAL statement_timeout = " + limit.toMillis()
                        + "; SELECT FROM " + relation.sql() + " LIMIT 0; SET LOCAL lock_timeout TO DEFAULT");
    }

    /** Whether what S showed is what there is. */
    boolean isCurrent(Sight shown) throws SQLException {
        return Sight.of(fresh, shown.oid()).equals(Optional.of(shown));
    }

    /** The rows of a relation that is locked. */
    void read(SourceTable table, Consumer<Batch> rows) throws SQLException {
        text.learn(connection, table.layout().columns());
        CopyOut.read(connection, CopyOut.select(table.relation(), table.layout(), text), table.layout(), rows);
    }

    /**
     * Whether a relation that is kept in the same file holds what it held at an earlier snapshot. Exact, and no row is transferred: what came
     * since has a transaction id at or above that snapshot's xmin (subtransactions too), and if nothing came and as many are there, nothing
     * went.
     */
    boolean holdsTheSame(Relation relation, Snapshot since, long rowsThen) throws SQLException {
        String xmin = Long.toString(since.xmin() & 0xffff_ffffL);
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT count(*) = ? AND count(*) FILTER (WHERE pg_catalog.age(r.xmin) <= pg_catalog.age(?::text::pg_catalog.xid)) = 0 "
                        + "FROM " + relation.sql() + " r")) {
            statement.setLong(1, rowsThen);
            statement.setString(2, xmin);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
