package dev.freshet.cdc;

import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Login;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.snapshot.CopyOut;
import dev.freshet.cdc.table.TextOutput;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a table holds at a cycle's snapshot, read on connections of its own: capture does not know that it is watched, so a cycle is cut as
 * the engine's would be. TRUNCATE and rewrites are not MVCC, so tables are locked before the cycle takes its snapshot.
 */
final class Oracle implements AutoCloseable {
    private final Connection finder;
    private final Connection reader;
    private final TextOutput text = new TextOutput();

    Oracle(TestBed bed) {
        Database database = new Database(new Login(bed.url(), TestBed.USER, () -> ""));
        finder = database.open("oracle's names");
        reader = database.open("oracle");
    }

    /**
     * Locks tables against TRUNCATE and rewrites, by whatever name they have now; those that are gone are left out. LOCK TABLE refuses foreign
     * tables and materialized views: they are locked by a query, on the other connection, where one can be made.
     */
    void lock(Collection<SourceTable> tables, Collection<Relation> polled) throws SQLException {
        Sql.execute(finder, "BEGIN; SET LOCAL lock_timeout = '500ms'");
        for (Relation relation : polled) {
            Sql.execute(finder, "SAVEPOINT one");
            try {
                // what is wrong with a program is told when the next statement begins
                Sql.execute(finder, "SELECT FROM " + relation.sql() + " LIMIT 0; SELECT");
            } catch (SQLException cannotBeRead) {
                Sql.execute(finder, "ROLLBACK TO SAVEPOINT one");
            }
        }
        for (int attempt = 0; ; attempt++) {
            try {
                // no query yet: the snapshot is to be adopted later, by whoever has the locks
                Sql.execute(reader, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                Sql.execute(reader, "SET LOCAL lock_timeout = '500ms'");
                List<String> names = new ArrayList<>();
                for (SourceTable table : tables) {
                    name(finder, table).ifPresent(names::add);
                }
                if (!names.isEmpty()) {
                    Sql.execute(reader, "LOCK TABLE " + String.join(", ", names) + " IN ACCESS SHARE MODE");
                }
                return;
            } catch (SQLException e) {
                Sql.execute(reader, "ROLLBACK");
                if (!Sql.isLockTrouble(e) || attempt > 60) {
                    Sql.execute(finder, "ROLLBACK");
                    throw e;
                }
            }
        }
    }

    private static Optional<String> name(Connection connection, SourceTable table) throws SQLException {
        return Sql.text(
                connection,
                "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                        + "WHERE c.oid = ?::oid",
                Integer.toUnsignedLong(table.oid()));
    }

    /** Takes on a cycle's snapshot; it stays good when the cycle has given it up. */
    void adopt(String exported) throws SQLException {
        Sql.execute(reader, "SET TRANSACTION SNAPSHOT '" + exported + "'");
    }

    /** A table's rows at the snapshot, with their number. */
    Map<String, Long> read(SourceTable table) throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        text.learn(reader, table.layout().columns());
        Relation relation = table.relation();
        CopyOut.read(
                reader,
                CopyOut.select(relation, table.layout(), text),
                table.layout(),
                batch -> Follower.add(rows, batch));
        return rows;
    }

    /** Ends the snapshot and the locks. */
    void release() throws SQLException {
        Sql.execute(reader, "ROLLBACK");
        Sql.execute(finder, "ROLLBACK");
    }

    @Override
    public void close() {
        Sql.closeQuietly(finder);
        Sql.closeQuietly(reader);
    }
}
