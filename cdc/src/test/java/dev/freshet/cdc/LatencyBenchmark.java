package dev.freshet.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.Reading;
import dev.freshet.kernel.port.SourceChange;
import dev.freshet.kernel.port.SourceTable;
import dev.freshet.kernel.row.Batch;
import dev.freshet.kernel.row.Bytes;
import dev.freshet.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * From a commit, as its client has the answer, to its delta in the cycle's hands, with cycles run as for a {@code continuous} stream table; at
 * 1 000 and at 100 transactions a second. And what an idle server gets from us: nothing.
 */
class LatencyBenchmark {
    private static final int SECONDS = Integer.getInteger("freshet.bench.seconds", 20);
    private static final int WRITERS = 2;

    private int written;

    @Test
    void fromCommitToDelta() throws Exception {
        try (TestBed bed = new TestBed(EmbeddedPostgres.shared(), "latency")) {
            bed.execute("CREATE TABLE t (id int PRIMARY KEY, v text)");
            SourceTable t = bed.table("public", "t");
            try (Capture capture = bed.open(CaptureMode.AUTO)) {
                Follower follower = new Follower(bed, capture, t);
                follower.until(CapturePhase.WAL, Duration.ofSeconds(60));
                measure(bed, capture, 1_000, 5, false);
                for (int rate : new int[] {1_000, 100, 1_000, 100}) {
                    measure(bed, capture, rate, SECONDS, true);
                }
                idle(bed, capture);
            }
        }
    }

    private void measure(TestBed bed, Capture capture, int rate, int seconds, boolean report) throws Exception {
        int offset = written;
        int count = rate * seconds;
        AtomicLongArray committed = new AtomicLongArray(count);
        long[] latencies = new long[count];
        long begun = System.nanoTime();
        Thread[] writers = new Thread[WRITERS];
        for (int w = 0; w < WRITERS; w++) {
            int first = w;
            writers[w] = Thread.ofPlatform().start(() -> write(bed, first, count, offset, rate, committed));
        }
        int found = 0;
        int cycles = 0;
        while (found < count) {
            try (Reading reading = capture.begin(List.of())) {
                if (reading.idle()) {
                    capture.awaitChange(Duration.ofMillis(50));
                    continue;
                }
                List<SourceChange> changes = new ArrayList<>();
                reading.changes(changes::add);
                for (SourceChange change : changes) {
                    if (change instanceof SourceChange.Delta(var source, Batch rows)) {
                        long now = System.nanoTime();
                        for (int row = 0; row < rows.size(); row++) {
                            int id = Bytes.getInt(
                                            rows.bytes(),
                                            rows.start(row) + rows.layout().slot(0))
                                    - offset;
                            // the delta may be here before the client has its answer
                            long answered = committed.get(id);
                            latencies[id] = answered == 0 ? 0 : now - answered;
                        }
                        found += rows.size();
                    }
                }
                capture.applied(reading.snapshot());
                cycles++;
            }
            capture.awaitChange(Duration.ofMillis(50));
        }
        written += count;
        double took = (System.nanoTime() - begun) / 1e9;
        for (Thread writer : writers) {
            writer.join();
        }
        Arrays.sort(latencies);
        if (report) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d transactions/s (%,.0f reached): commit to delta p50 %.1f ms, p90 %.1f, p99 %.1f, most %.1f; %.0f cycles/s%n",
                    rate,
                    count / took,
                    latencies[count / 2] / 1e6,
                    latencies[count * 9 / 10] / 1e6,
                    latencies[(int) (count * 99L / 100)] / 1e6,
                    latencies[count - 1] / 1e6,
                    cycles / took);
        }
    }

    private static void write(TestBed bed, int first, int count, int offset, int rate, AtomicLongArray committed) {
        try (Connection connection = bed.connect();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, 'some text')")) {
            long begun = System.nanoTime();
            for (int id = first; id < count; id += WRITERS) {
                long due = begun + id * 1_000_000_000L / rate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                insert.setInt(1, offset + id);
                insert.executeUpdate();
                committed.set(id, System.nanoTime());
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cycles go on, the slot is looked after, and the server's WAL stands still. */
    private static void idle(TestBed bed, Capture capture) throws Exception {
        String position = "SELECT pg_current_wal_insert_lsn() - '0/0'";
        bed.execute("CREATE EXTENSION IF NOT EXISTS pg_walinspect");
        // what autovacuum and the background writer had to say of the load is over
        bed.execute("CHECKPOINT");
        Thread.sleep(2_000);
        String begun = bed.text("SELECT pg_current_wal_insert_lsn()");
        long fewest = Long.MAX_VALUE;
        int cycles = 0;
        for (int i = 0; i < 3; i++) {
            long before = Long.parseLong(bed.text(position));
            long end = System.nanoTime() + 5_000_000_000L;
            while (System.nanoTime() < end) {
                try (Reading reading = capture.begin(List.of())) {
                    if (!reading.idle()) {
                        reading.changes(change -> {});
                        capture.applied(reading.snapshot());
                    }
                }
                capture.awaitChange(Duration.ofMillis(50));
                cycles++;
            }
            fewest = Math.min(fewest, Long.parseLong(bed.text(position)) - before);
        }
        System.out.printf(
                "idle: %d cycles, %d bytes of WAL in the quietest of three times 5 s; in all: %s%n",
                cycles, fewest, records(bed, begun));
        assertThat(fewest).isLessThan(1_000);
    }

    /** What has been written since, by the records' kinds: what PostgreSQL's own processes write is not ours. */
    private static String records(TestBed bed, String since) throws Exception {
        return bed.text(
                "SELECT coalesce(string_agg(kind, ', '), 'none') FROM (SELECT count(*) || ' ' || resource_manager || ' ' || record_type"
                        + " || ' ' || sum(record_length) || ' B' AS kind FROM pg_get_wal_records_info('" + since
                        + "', pg_current_wal_flush_lsn()) GROUP BY resource_manager, record_type) k");
    }
}
