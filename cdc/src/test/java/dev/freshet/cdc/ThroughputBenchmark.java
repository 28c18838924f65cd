package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.cdc.spill.SpillSpace;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.cdc.wal.TransactionQueue;
import dev.freshet.cdc.wal.WalStream;
import dev.freshet.cdc.wal.WalTransaction;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.postgres.EmbeddedPostgres;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * How fast changes that wait in the WAL become kernel rows, beside a reader of the same WAL that decodes nothing. A million rows in
 * transactions of a thousand, and a million updates of one row each. {@code -Dfreshet.bench.changes=} says how many instead.
 */
class ThroughputBenchmark {
    private static final int CHANGES = Integer.getInteger("freshet.bench.changes", 1_000_000);
    private static final int RUNS = 2;

    @Test
    void changesBecomeRows() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "throughput")) {
            bed.execute("CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, t text, v numeric(12, 2))");
            SourceTable t = bed.table("public", "t");
            try (Capture capture = bed.open(CaptureMode.AUTO);
                    Follower follower = new Follower(bed, capture, t)) {
                follower.until(CapturePhase.WAL, Duration.ofSeconds(60));
            }
            String insert =
                    "INSERT INTO t SELECT i, i % 1000, 'text of row ' || i, i / 7.0 FROM generate_series(low, low + 999) i";
            String update = "UPDATE t SET n = n + 1, t = 'other text of ' || id WHERE id = low";
            bed.execute(procedure("inserts", insert));
            bed.execute(procedure("updates", update));
            for (int run = 1; run <= RUNS; run++) {
                measure(bed, t, "rows in transactions of 1000", "inserts", CHANGES, 1000, 1);
                measure(bed, t, "updates of one row each", "updates", CHANGES, 1, 2);
                bed.execute("DELETE FROM t");
                bed.execute("VACUUM t");
                skip(bed);
            }
        }
    }

    /** Transactions of a statement each, for {@code low} in steps. */
    private static String procedure(String name, String statement) {
        return "CREATE PROCEDURE " + name + "(most int, step int) LANGUAGE plpgsql AS $$ DECLARE low int; BEGIN"
                + " SET synchronous_commit = off;"
                + " FOR low IN 0 .. most - 1 BY step LOOP " + statement + "; COMMIT; END LOOP; END $$";
    }

    private static void measure(
            TestBed bed, SourceTable t, String title, String procedure, int changes, int step, int rowsEach)
            throws Exception {
        skip(bed);
        bed.execute("SELECT pg_create_logical_replication_slot('bare', 'pgoutput')");
        bed.execute("CALL " + procedure + "(" + changes + ", " + step + ")");
        bed.execute("CHECKPOINT");
        try {
            report(title, "a bare reader", bare(bed, changes), changes);
        } finally {
            bed.execute("SELECT pg_drop_replication_slot('bare')");
        }
        report(title, "capture", captured(bed, t, changes / step, (long) changes * rowsEach), changes);
    }

    /** Nothing that was written so far is to be read again. */
    private static void skip(TestBed bed) throws Exception {
        bed.endStream();
        bed.execute("SELECT pg_replication_slot_advance('" + bed.database() + "', pg_current_wal_insert_lsn())");
    }

    private record Measured(double seconds, double cpuSeconds) {}

    private static void report(String title, String who, Measured measured, int changes) {
        System.out.printf(
                Locale.ROOT,
                "%,d %s: %s %,.0f changes/s, CPU of this process %.1f s%n",
                changes,
                title,
                who,
                changes / measured.seconds(),
                measured.cpuSeconds());
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    /** From the first transaction to the last. */
    private static Measured captured(TestBed bed, SourceTable t, int transactions, long rows) throws Exception {
        CaptureSettings settings = bed.settings(CaptureMode.AUTO);
        Database database = new Database(settings.login());
        Fence fence = Fence.of(settings.names().schema(), settings.epoch());
        TransactionQueue queue = new TransactionQueue(Long.MAX_VALUE, new SpillSpace(ScratchFolder.temporary()));
        Snapshot now = Snapshot.parse(bed.text("SELECT pg_current_snapshot()"));
        Slot slot = new Slot(settings.names().slot(), fence);
        List<String> lost = new CopyOnWriteArrayList<>();
        try (WalStream stream = new WalStream(
                database, slot, settings.names().publication(), fence, Map.of(), queue, () -> now, lost::add)) {
            // the slot was moved by this benchmark, wherever it stands
            stream.position().known(Long.MAX_VALUE);
            stream.register(t, List.of(t.relation()));
            stream.start();
            while (queue.arrivals() == 0) {
                assertThat(lost).isEmpty();
                Thread.onSpinWait();
            }
            long begun = System.nanoTime();
            double cpu = cpuSeconds();
            long found = 0;
            while (true) {
                // as cycles would take them; one writer's transactions commit in the order of their ids
                boolean last = queue.arrivals() >= transactions;
                long next = 0;
                for (WalTransaction transaction : queue.visible(now)) {
                    next = transaction.xid() + 1;
                    for (WalTransaction.Part part : transaction.parts().values()) {
                        assertThat(part.broken()).isEmpty();
                        found += part.rows().size();
                    }
                }
                if (next > 0) {
                    queue.applied(Snapshot.parse(next + ":" + next + ":"));
                }
                if (last) {
                    break;
                }
                queue.awaitArrival(transactions - 1, 20_000_000);
            }
            Measured measured = new Measured((System.nanoTime() - begun) / 1e9, cpuSeconds() - cpu);
            assertThat(found).isEqualTo(rows);
            return measured;
        }
    }

    /** Reads messages and looks at their first byte only. */
    private static Measured bare(TestBed bed, int changes) throws Exception {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, TestBed.USER);
        PGProperty.REPLICATION.set(properties, "database");
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "18");
        try (Connection connection = DriverManager.getConnection(bed.url(), properties);
                PGReplicationStream stream = connection
                        .unwrap(PGConnection.class)
                        .getReplicationAPI()
                        .replicationStream()
                        .logical()
                        .withSlotName("bare")
                        .withStartPosition(LogSequenceNumber.valueOf(0))
                        .withSlotOption("proto_version", 1)
                        .withSlotOption("publication_names", bed.database())
                        .start()) {
            long begun = 0;
            double cpu = 0;
            int found = 0;
            while (found < changes) {
                Optional<ByteBuffer> message = Optional.ofNullable(stream.read());
                if (begun == 0) {
                    begun = System.nanoTime();
                    cpu = cpuSeconds();
                }
                byte kind = message.orElseThrow().get();
                if (kind == 'I' || kind == 'U' || kind == 'D') {
                    found++;
                }
            }
            return new Measured((System.nanoTime() - begun) / 1e9, cpuSeconds() - cpu);
        }
    }
}
