package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.phase.SourceSteps;
import dev.freshet.cdc.table.Members;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.trigger.CaptureTriggers;
import dev.freshet.cdc.wal.Publication;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A step that waits for a table's lock while another table takes the name does nothing to that one, whose writers never notice us. */
class NamesakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestBed bed;
    private Connection ours;
    private Publication publication;

    /** What is done to a table as it was read before its name changed hands. */
    private interface Step {
        void run() throws SQLException;
    }

    @BeforeEach
    void create() throws SQLException {
        bed = new TestBed(EmbeddedPostgres.shared(), "namesake");
        ours = bed.connect();
        publication = new Publication(bed.database(), "freshet", Fence.open());
        publication.ensure(ours);
        bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text, w text)");
        bed.execute("INSERT INTO t VALUES (1, 'a', 'b')");
    }

    @AfterEach
    void close() throws SQLException {
        ours.close();
        bed.close();
    }

    @Test
    void isNotPublished() throws Exception {
        // of a source that was on the WAL before: its identity need not be set any more
        bed.execute("ALTER TABLE t REPLICA IDENTITY FULL");
        TableShape shape = TableShape.read(ours, bed.table("public", "t"));
        swapWhile(() -> publication.publish(ours, shape, PATIENCE));
        assertThat(bed.text("SELECT count(*) FROM pg_publication_tables")).isEqualTo("0");
    }

    @Test
    void isNotGivenAnIdentity() throws Exception {
        TableShape shape = TableShape.read(ours, bed.table("public", "t"));
        swapWhile(() -> publication.publish(ours, shape, PATIENCE));
        assertThat(bed.text("SELECT relreplident FROM pg_class WHERE oid = 't'::regclass"))
                .isEqualTo("d");
        assertThat(bed.text("SELECT count(*) FROM pg_publication_tables")).isEqualTo("0");
    }

    @Test
    void isNotTakenForAPublishedOne() throws Exception {
        TableShape shape = TableShape.read(ours, bed.table("public", "t"));
        publication.publish(ours, shape, PATIENCE);
        swapWhile(() -> publication.withdraw(ours, shape.oid(), PATIENCE));
        assertThat(bed.text("SELECT tablename FROM pg_publication_tables")).isEqualTo("former");
        publication.withdraw(ours, shape.oid(), PATIENCE);
        assertThat(bed.text("SELECT count(*) FROM pg_publication_tables")).isEqualTo("0");
    }

    @Test
    void keepsItsIdentity() throws Exception {
        bed.execute("ALTER TABLE t REPLICA IDENTITY FULL");
        int oid = bed.table("public", "t").oid();
        swapWhile(() -> SourceSteps.restoreIdentity(ours, Fence.open(), oid, "n"));
        assertThat(bed.text("SELECT relreplident FROM pg_class WHERE oid = 't'::regclass"))
                .isEqualTo("d");
    }

    @Test
    void hasNoTriggers() throws Exception {
        SourceTable t = bed.table("public", "t");
        Members members = Members.read(ours, t);
        CaptureTriggers triggers = new CaptureTriggers("freshet", Fence.open());
        swapWhile(() -> triggers.install(ours, members, PATIENCE));
        assertThat(bed.leftOnSources()).isEmpty();
    }

    @Test
    void anIdentityIsNotReliedOnThatWasChanged() throws Exception {
        bed.execute("ALTER TABLE t REPLICA IDENTITY FULL");
        TableShape shape = TableShape.read(ours, bed.table("public", "t"));
        bed.execute("ALTER TABLE t REPLICA IDENTITY NOTHING");
        FreshetException refused =
                catchThrowableOfType(FreshetException.class, () -> publication.publish(ours, shape, PATIENCE));
        assertThat(refused.fault().code()).isEqualTo("FR3009");
        bed.execute("UPDATE t SET v = 'c'");
    }

    /** The step waits for the lock when another table, which has no key and other columns, takes the name. */
    private void swapWhile(Step step) throws Exception {
        try (Connection theirs = bed.connect();
                Statement statement = theirs.createStatement()) {
            theirs.setAutoCommit(false);
            statement.execute("ALTER TABLE t RENAME TO former");
            statement.execute("CREATE TABLE t AS SELECT id, v FROM former");
            CompletableFuture<FreshetException> refused =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(FreshetException.class, step::run));
            awaitWaiting(theirs);
            theirs.commit();
            assertThat(refused.get().fault().code()).isEqualTo("FR3007");
        }
        bed.execute("INSERT INTO t VALUES (2, 'a')");
        bed.execute("UPDATE t SET v = 'c'");
        bed.execute("DELETE FROM t");
    }

    private void awaitWaiting(Connection theirs) throws Exception {
        int pid = theirs.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        String waits = "SELECT count(*) FROM pg_stat_activity WHERE " + pid + " = ANY (pg_blocking_pids(pid))";
        while (bed.text(waits).equals("0")) {
            Thread.sleep(1);
        }
    }
}
