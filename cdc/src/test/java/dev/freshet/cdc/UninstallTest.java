package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** After {@code uninstall} a database is as it was before capture, whatever phase its sources were in. */
class UninstallTest {
    private static final String EVERYTHING = """
            SELECT string_agg(what, E'\\n' ORDER BY what) FROM (
              SELECT 'relation ' || c.oid::regclass || ' ' || relkind::text || ' identity ' || relreplident::text || ' ' ||
                     COALESCE((SELECT string_agg(i.indexrelid::regclass::text, ',') FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident), '') AS what
              FROM pg_class c WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace, 'pg_toast'::regnamespace) UNION ALL
              SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass FROM pg_trigger UNION ALL
              SELECT 'function ' || oid::regprocedure FROM pg_proc WHERE pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) UNION ALL
              SELECT 'publication ' || pubname FROM pg_publication UNION ALL
              SELECT 'publishes ' || prrelid::regclass FROM pg_publication_rel UNION ALL
              SELECT 'slot ' || slot_name FROM pg_replication_slots WHERE database = current_database() UNION ALL
              SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_t%') found
            """;

    @Test
    void leavesNothingByTrigger() throws Exception {
        leavesNothing(CaptureMode.TRIGGER, CapturePhase.TRIGGER);
    }

    @Test
    void leavesNothingInTransition() throws Exception {
        leavesNothing(CaptureMode.AUTO, CapturePhase.TRANSITIONING);
    }

    @Test
    void leavesNothingFromTheWal() throws Exception {
        leavesNothing(CaptureMode.AUTO, CapturePhase.WAL);
    }

    private static void leavesNothing(CaptureMode mode, CapturePhase phase) throws SQLException, InterruptedException {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "gone")) {
            bed.execute("CREATE TABLE by_key (id int PRIMARY KEY, v text)");
            bed.execute("CREATE TABLE by_index (id int NOT NULL UNIQUE, v text)");
            bed.execute("ALTER TABLE by_index REPLICA IDENTITY USING INDEX by_index_id_key");
            bed.execute("CREATE TABLE nothing (id int)");
            bed.execute("ALTER TABLE nothing REPLICA IDENTITY NOTHING");
            bed.execute("CREATE TABLE whole (id int)");
            bed.execute("ALTER TABLE whole REPLICA IDENTITY FULL");
            bed.execute("CREATE TABLE dropped (id int)");
            bed.execute("CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)");
            bed.execute("CREATE TABLE part_by_key PARTITION OF parts FOR VALUES FROM (0) TO (10)");
            bed.execute("CREATE TABLE part_nothing PARTITION OF parts FOR VALUES FROM (10) TO (20)");
            bed.execute("ALTER TABLE part_nothing REPLICA IDENTITY NOTHING");
            bed.execute("CREATE TABLE part_leaves PARTITION OF parts DEFAULT");
            bed.execute("CREATE TABLE parent (id int)");
            bed.execute("CREATE TABLE child (id int NOT NULL UNIQUE) INHERITS (parent)");
            bed.execute("ALTER TABLE child REPLICA IDENTITY USING INDEX child_id_key");
            bed.execute("CREATE MATERIALIZED VIEW polled AS SELECT 1 AS id");
            String before = bed.text(EVERYTHING);
            try (Capture capture = bed.open(mode);
                    Follower follower = new Follower(
                            bed,
                            capture,
                            bed.table("public", "by_key"),
                            bed.table("public", "by_index"),
                            bed.table("public", "nothing"),
                            bed.table("public", "whole"),
                            bed.table("public", "polled"),
                            bed.table("public", "dropped"),
                            bed.table("public", "parts"),
                            bed.table("public", "part_by_key"),
                            bed.table("public", "parent"))) {
                follower.verifiedCycle();
                follower.until(phase, Duration.ofSeconds(60));
            }
            bed.execute("DROP TABLE dropped");
            bed.execute("ALTER TABLE parts DETACH PARTITION part_leaves");
            assertThat(bed.text(EVERYTHING)).isNotEqualTo(before);
            Capture.uninstall(bed.settings(mode));
            assertThat(bed.text(EVERYTHING)).isEqualTo(before.replaceAll("relation dropped .*\n", ""));
            // and once more, where there is nothing
            Capture.uninstall(bed.settings(mode));
            // users' writes go on
            bed.execute("INSERT INTO by_key VALUES (1, 'a')");
            bed.execute("UPDATE by_key SET v = 'b'");
            bed.execute("INSERT INTO parts VALUES (1), (11)");
            bed.execute("UPDATE part_by_key SET id = 2");
        }
    }

    /** A table that leaves its source is given back what it had, while the source and another one that reads it go on. */
    @Test
    void formerMembersAreTidiedUp() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "former")) {
            bed.execute("CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)");
            bed.execute("CREATE TABLE stays PARTITION OF parts FOR VALUES FROM (0) TO (10)");
            bed.execute("CREATE TABLE leaves PARTITION OF parts FOR VALUES FROM (10) TO (20)");
            bed.execute("CREATE TABLE alone PARTITION OF parts FOR VALUES FROM (20) TO (30)");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower =
                            new Follower(bed, capture, bed.table("public", "parts"), bed.table("public", "alone"))) {
                follower.until(CapturePhase.WAL, Duration.ofSeconds(60));
                assertThat(identities(bed)).isEqualTo("alone f, leaves f, stays f");
                assertThat(published(bed)).isEqualTo("alone, leaves, stays");
                bed.execute("ALTER TABLE parts DETACH PARTITION leaves");
                bed.execute("ALTER TABLE parts DETACH PARTITION alone");
                long end = System.nanoTime() + 30_000_000_000L;
                while (!(identities(bed).equals("alone f, leaves d, stays f")
                        && published(bed).equals("alone, stays")
                        && bed.leftOnSources().isEmpty()
                        && follower.all(CapturePhase.WAL))) {
                    assertThat(System.nanoTime() - end)
                            .as(identities(bed) + published(bed))
                            .isNegative();
                    bed.execute("INSERT INTO alone SELECT COALESCE(max(id), 0) + 1 FROM alone");
                    bed.execute("INSERT INTO leaves SELECT COALESCE(max(id), 0) + 1 FROM leaves");
                    follower.verifiedCycle();
                    Thread.sleep(20);
                }
            }
        }
    }

    private static String identities(TestBed bed) throws SQLException {
        return bed.text("SELECT string_agg(relname || ' ' || relreplident::text, ', ' ORDER BY relname) FROM pg_class "
                + "WHERE relname IN ('stays', 'leaves', 'alone')");
    }

    private static String published(TestBed bed) throws SQLException {
        return bed.text(
                "SELECT string_agg(prrelid::regclass::text, ', ' ORDER BY prrelid::regclass::text) FROM pg_publication_rel");
    }

    @Test
    void releasedSourcesAreCleanedUpWhileOthersGoOn() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "release")) {
            bed.execute("CREATE TABLE goes (id int PRIMARY KEY)");
            bed.execute("CREATE TABLE stays (id int PRIMARY KEY)");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower =
                            new Follower(bed, capture, bed.table("public", "goes"), bed.table("public", "stays"))) {
                follower.until(CapturePhase.WAL, Duration.ofSeconds(60));
                follower.release(bed.table("public", "goes").relation());
                long end = System.nanoTime() + 20_000_000_000L;
                while (!bed.text("SELECT count(*) FROM freshet.source_state").equals("1")) {
                    assertThat(System.nanoTime() - end).isNegative();
                    bed.execute("INSERT INTO stays SELECT COALESCE(max(id), 0) + 1 FROM stays");
                    follower.verifiedCycle();
                    Thread.sleep(20);
                }
                assertThat(bed.text("SELECT relreplident FROM pg_class WHERE oid = 'goes'::regclass"))
                        .isEqualTo("d");
                assertThat(bed.text("SELECT string_agg(prrelid::regclass::text, ',') FROM pg_publication_rel"))
                        .isEqualTo("stays");
                assertThat(follower.resets).isZero();
            }
        }
    }
}
