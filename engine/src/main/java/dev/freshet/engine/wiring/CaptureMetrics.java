package dev.freshet.engine.wiring;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.freshet.cdc.Capture;
import dev.freshet.cdc.CaptureListener;
import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource.SourceStatus;
import dev.freshet.kernel.port.Relation;
import java.util.Locale;

/**
 * Capture's figures: every move of a source and every alert is counted, under the names that they have in {@code freshet_alert} and in
 * {@code freshet.sources}; how many sources are in which phase, and what waits for them. Counters go on when this instance becomes active
 * again, gauges are those of the activity. Any thread.
 */
final class CaptureMetrics implements CaptureListener {
    private final MetricRegistry registry;
    private final CaptureListener next;

    /**
     * @param next is told the same
     */
    CaptureMetrics(MetricRegistry registry, CaptureListener next) {
        this.registry = registry;
        this.next = next;
        // what never happened is 0 and not missing
        for (Event event : Event.values()) {
            registry.counter(name(event));
        }
        for (CapturePhase phase : CapturePhase.values()) {
            registry.counter(name(phase));
        }
    }

    private static String name(Event event) {
        return "freshet." + lower(event);
    }

    /** Of moves to a phase. */
    private static String name(CapturePhase to) {
        return "freshet.sources.moved_to_" + lower(to);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void moved(Relation source, CapturePhase from, CapturePhase to) {
        registry.counter(name(to)).inc();
        next.moved(source, from, to);
    }

    @Override
    public void alert(Alert alert) {
        registry.counter(name(alert.event())).inc();
        next.alert(alert);
    }

    /** Where capture's sources are, and what waits of their changes: in the server, on the heap and in files. */
    void watch(Capture capture, ScratchFolder scratch) {
        for (CapturePhase phase : CapturePhase.values()) {
            gauge(
                    "freshet.sources." + lower(phase),
                    () -> capture.status().stream()
                            .filter(source ->
                                    source.phase().filter(phase::equals).isPresent())
                            .count());
        }
        gauge(
                "freshet.sources.pending_changes",
                () -> capture.status().stream()
                        .mapToLong(SourceStatus::pendingChanges)
                        .sum());
        // one slot serves them all
        gauge(
                "freshet.sources.lag_bytes",
                () -> capture.status().stream()
                        .flatMap(source -> source.lagBytes().stream())
                        .max(Long::compare)
                        .orElse(0L));
        gauge("freshet.waiting.capture_bytes", capture::waitingBytes);
        gauge("freshet.waiting.file_bytes", scratch::bytes);
    }

    /** This activity's, in the place of the last one's. */
    private void gauge(String name, Gauge<Long> value) {
        registry.remove(name);
        registry.register(name, value);
    }
}
