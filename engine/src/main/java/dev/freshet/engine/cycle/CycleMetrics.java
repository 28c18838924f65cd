package dev.freshet.engine.cycle;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The figures of the cycle, under the names the dashboard and SQL use too. */
final class CycleMetrics {
    private static final String WAITING = "freshet.waiting.table_bytes";

    private final Timer cycles;
    private final Counter idle;
    private final Counter changesIn;
    private final Counter inserted;
    private final Counter updated;
    private final Counter deleted;
    private final Counter failures;
    private final Histogram tables;
    private final AtomicLong waiting = new AtomicLong();

    CycleMetrics(MetricRegistry registry) {
        cycles = registry.timer("freshet.cycle.duration");
        idle = registry.counter("freshet.cycle.idle");
        changesIn = registry.counter("freshet.changes_in");
        inserted = registry.counter("freshet.rows_inserted");
        updated = registry.counter("freshet.rows_updated");
        deleted = registry.counter("freshet.rows_deleted");
        failures = registry.counter("freshet.refresh_failed");
        tables = registry.histogram("freshet.cycle.tables");
        registry.remove(WAITING);
        registry.register(WAITING, (Gauge<Long>) waiting::get);
    }

    void cycle(long nanos, int tableCount) {
        cycles.update(nanos, TimeUnit.NANOSECONDS);
        tables.update(tableCount);
    }

    /** Bytes of heap that wait in stream tables for a refresh. */
    void waiting(long bytes) {
        waiting.set(bytes);
    }

    void idle() {
        idle.inc();
    }

    void rows(long in, long insertedRows, long updatedRows, long deletedRows) {
        changesIn.inc(in);
        inserted.inc(insertedRows);
        updated.inc(updatedRows);
        deleted.inc(deletedRows);
    }

    void failed() {
        failures.inc();
    }
}
