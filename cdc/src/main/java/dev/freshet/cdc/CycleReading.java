package dev.freshet.cdc;

import dev.freshet.cdc.database.Altered;
import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.phase.CapturedSource;
import dev.freshet.cdc.polled.Polling;
import dev.freshet.cdc.snapshot.CopyOut;
import dev.freshet.cdc.snapshot.CycleTransaction;
import dev.freshet.cdc.snapshot.CycleTransaction.Taken;
import dev.freshet.cdc.snapshot.Estimate;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.table.TextOutput;
import dev.freshet.cdc.table.Views;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceChange;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.port.View;
import dev.freshet.kernel.row.RowLayout;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** One cycle's view of the database: reads in its transaction, then {@link ChangeCut} cuts the changes at its snapshot. */
final class CycleReading implements ChangeSource.Reading {
    private final CycleTransaction transaction;
    private final Taken taken;
    private final boolean idle;
    private final Polling polling;
    private final ChangeCut cut;
    private final TextOutput text;
    private final Set<Relation> altered = new HashSet<>();
    private boolean open = true;
    private boolean cutDone;

    CycleReading(
            CycleTransaction transaction, Taken taken, boolean idle, Polling polling, ChangeCut cut, TextOutput text) {
        this.transaction = transaction;
        this.taken = taken;
        this.idle = idle;
        this.polling = polling;
        this.cut = cut;
        this.text = text;
    }

    @Override
    public Snapshot snapshot() {
        return taken.snapshot();
    }

    @Override
    public long timestamp() {
        return taken.timestamp();
    }

    @Override
    public boolean idle() {
        return idle;
    }

    @Override
    public Set<View> redefined(Collection<View> views) {
        requireOpen();
        try {
            return Views.redefined(transaction.connection(), views);
        } catch (SQLException e) {
            throw failed(Fault.of("FR3021", "the views' definitions could not be read"), e);
        }
    }

    /** Whether a source's whole content was to be read here, so that it is followed from here on. */
    boolean readsWhole(CapturedSource source) {
        return taken.locked().contains(source.relation());
    }

    /** Whether it turned out not to be what it was planned with. */
    boolean foundAltered(CapturedSource source) {
        return altered.contains(source.relation());
    }

    @Override
    public Map<SourceTable, ChangeSource.Unpolled> unpolled() {
        return polling.lacking();
    }

    @Override
    public Map<Relation, Fault> unlocked() {
        return taken.unlocked();
    }

    Polling polling() {
        return polling;
    }

    boolean isCut() {
        return cutDone;
    }

    ChangeCut cut() {
        return cut;
    }

    @Override
    public void readWhole(SourceTable table, ChangeSource.RowConsumer rows) {
        requireOpen();
        if (polling.has(table.relation())) {
            polling.readWhole(table.relation(), rows);
            return;
        }
        if (!taken.locked().contains(table.relation())) {
            throw new IllegalArgumentException(table.relation() + " was not locked when the reading began");
        }
        try {
            readLocked(table, rows);
        } catch (FreshetException e) {
            if (ChangeSource.isAltered(e.fault())) {
                altered.add(table.relation());
            }
            throw e;
        }
    }

    private void readLocked(SourceTable table, ChangeSource.RowConsumer rows) {
        try {
            Connection connection = transaction.connection();
            TableShape shape = TableShape.read(connection, table);
            if (!shape.relation().equals(table.relation())) {
                throw Altered.gone(table.relation())
                        .withDetail("It is " + shape.relation() + " now.")
                        .exception();
            }
            text.learn(connection, table.layout().columns());
            copyOut(connection, CopyOut.select(table.relation(), table.layout(), text), table.layout(), rows);
        } catch (SQLException e) {
            throw failed(Fault.of("FR3021", table.relation() + " could not be read"), e);
        }
    }

    private static void copyOut(Connection connection, String select, RowLayout layout, ChangeSource.RowConsumer rows)
            throws SQLException {
        rows.expect(Estimate.rows(connection, select));
        CopyOut.read(connection, select, layout, rows::rows);
    }

    @Override
    public void readQuery(String query, RowLayout layout, ChangeSource.RowConsumer rows) {
        requireOpen();
        try {
            Connection connection = transaction.connection();
            text.learn(connection, layout.columns());
            Sql.inSavepoint(connection, () -> {
                copyOut(connection, CopyOut.select(query, layout, text), layout, rows);
                return true;
            });
        } catch (SQLException e) {
            Fault fault = Fault.of("FR3020", "the query failed");
            // one query's failure is no reason for the others not to be read
            throw Sql.isConnectionLost(e) ? failed(fault, e) : told(fault, e);
        }
    }

    @Override
    public String export() {
        requireOpen();
        try {
            return Sql.text(transaction.connection(), "SELECT pg_catalog.pg_export_snapshot()")
                    .orElseThrow();
        } catch (SQLException e) {
            throw failed(Fault.of("FR3021", "the snapshot could not be exported"), e);
        }
    }

    @Override
    public void changes(Consumer<SourceChange> told) {
        requireOpen();
        if (idle) {
            close();
            return;
        }
        try {
            Connection connection = transaction.connection();
            cut.readInTransaction(connection);
            transaction.end();
            open = false;
            cut.finish(connection, told);
            cutDone = true;
            polling.changes().forEach(told);
        } catch (SQLException e) {
            throw failed(Fault.of("FR3021", "the changes could not be read"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Fault.of("FR3016", "interrupted while waiting for the WAL").exception();
        }
    }

    private FreshetException failed(Fault fault, SQLException e) {
        close();
        if (Sql.isConnectionLost(e)) {
            return Database.unreachable(e);
        }
        return told(fault, e);
    }

    private static FreshetException told(Fault fault, SQLException e) {
        Fault told = Sql.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                ? Fault.of("FR3004", fault.primary() + ": a privilege is missing")
                        .withHint("GRANT SELECT to Freshet's role; where row-level security hides rows from it, "
                                + "let it own the table or ALTER ROLE … BYPASSRLS.")
                : fault;
        return new FreshetException(told.withDetail(Sql.words(e)), e);
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException("the reading's snapshot has been given up");
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            transaction.rollback();
        }
    }
}
