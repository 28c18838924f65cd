package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.postgres.EmbeddedPostgres;
import dev.freshet.postgres.Shutdown;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The slot is a failover slot: a standby that synchronizes slots has it, and goes on from it when it is promoted. */
class FailoverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void goesOnFromThePromotedStandby() throws Exception {
        try (EmbeddedPostgres primary = EmbeddedPostgres.open();
                EmbeddedPostgres standby = EmbeddedPostgres.open();
                TestBed bed = new TestBed(primary, "failover")) {
            bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            follow(bed, primary, standby);
            primary.killPostmaster();
            try (TestBed successor = new TestBed(standby, bed)) {
                successor.execute("SELECT pg_promote(true, 60)");
                successor.takeOver();
                successor.execute("INSERT INTO t VALUES (4, 'before Freshet is back')");
                try (Capture capture = successor.open(CaptureMode.AUTO);
                        Follower follower = new Follower(successor, capture, successor.table("public", "t"))) {
                    // the same slot: nothing fell back, nothing was read twice but what a start reads
                    assertThat(follower.all(CapturePhase.WAL)).isTrue();
                    assertThat(successor.alerts).isEmpty();
                    follower.verifiedCycle();
                    successor.execute("UPDATE t SET v = v || '.'");
                    follower.verifiedCycle();
                    assertThat(follower.resets).isZero();
                    // the commit that the standby never got was seen, and is gone with the primary
                    assertThat(successor.text("SELECT string_agg(id::text, ',' ORDER BY id) FROM t"))
                            .isEqualTo("1,2,4");
                }
            }
            primary.start();
            bed.reconnect();
        }
    }

    /** On the WAL, with a standby that has all but the last commit. */
    private static void follow(TestBed bed, EmbeddedPostgres primary, EmbeddedPostgres standby) throws Exception {
        bed.execute("SELECT pg_create_physical_replication_slot('standby', true)");
        makeStandby(primary, standby, bed);
        bed.reconnect();
        try (Capture capture = bed.open(CaptureMode.AUTO);
                Follower follower = new Follower(bed, capture, bed.table("public", "t"));
                Connection other = DriverManager.getConnection(standby.jdbcUrl(bed.database()));
                Statement statement = other.createStatement()) {
            follower.until(CapturePhase.WAL, PATIENCE);
            bed.execute("INSERT INTO t VALUES (1, 'from the WAL')");
            follower.verifiedCycle();
            bed.execute("INSERT INTO t VALUES (2, 'on the standby')");
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!isSynchronized(statement, bed)) {
                assertThat(System.nanoTime() - end).isNegative();
                // the standby takes the slot over once it has moved on beyond where the standby began
                bed.execute("UPDATE t SET v = v || '+'");
                bed.execute("SELECT pg_logical_emit_message(false, 'noise', repeat('n', 2000000))");
                bed.execute("SELECT pg_log_standby_snapshot()");
                follower.verifiedCycle();
                Thread.sleep(100);
            }
            // from now on the standby gets nothing
            statement.execute("ALTER SYSTEM SET primary_conninfo = ''");
            statement.execute("SELECT pg_reload_conf()");
            while (!bed.text("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'standby' AND active")
                    .equals("0")) {
                assertThat(System.nanoTime() - end).isNegative();
                Thread.sleep(20);
            }
            bed.execute("INSERT INTO t VALUES (3, 'seen, and gone with the primary')");
            follower.verifiedCycle();
            assertThat(follower.count(bed.table("public", "t").relation())).isEqualTo(3);
        }
    }

    private static boolean isSynchronized(Statement standby, TestBed bed) throws SQLException {
        try (var rows = standby.executeQuery(
                "SELECT count(*) = 1 AND (SELECT count(*) = 2 FROM t) FROM pg_replication_slots WHERE slot_name = '"
                        + bed.database() + "' AND synced AND NOT temporary AND invalidation_reason IS NULL")) {
            rows.next();
            return rows.getBoolean(1);
        }
    }

    /** There is no pg_basebackup among the programs: the directory is copied while nobody writes to it. */
    private static void makeStandby(EmbeddedPostgres primary, EmbeddedPostgres standby, TestBed bed)
            throws IOException {
        primary.stop(Shutdown.FAST);
        standby.stop(Shutdown.FAST);
        Path from = primary.directory().resolve("data");
        Path to = standby.directory().resolve("data");
        Files.walkFileTree(to, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path made = to.resolve(from.relativize(directory));
                if (!Files.exists(made)) {
                    Files.copy(directory, made, StandardCopyOption.COPY_ATTRIBUTES);
                    own(directory, made);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                own(file, copy);
                return FileVisitResult.CONTINUE;
            }
        });
        Path settings = to.resolve("postgresql.auto.conf");
        Files.writeString(
                settings,
                "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=postgres dbname=" + bed.database()
                        + "'\nprimary_slot_name = 'standby'\nhot_standby_feedback = on\nsync_replication_slots = on\n",
                StandardOpenOption.APPEND);
        Path signal = Files.writeString(to.resolve("standby.signal"), "");
        own(settings, signal);
        primary.start();
        standby.start();
    }

    private static void own(Path like, Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", Files.getAttribute(like, "unix:uid"));
        Files.setAttribute(file, "unix:gid", Files.getAttribute(like, "unix:gid"));
    }
}
