package dev.freshet.it.service;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.cycle.ReadProgress;
import dev.freshet.engine.service.Service;
import dev.freshet.engine.settings.SettingsReader;
import dev.freshet.kernel.port.Relation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The service in this JVM. {@link #close} stops it and throws what it failed with. */
public final class InProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MetricRegistry metrics = new MetricRegistry();
    private final Service service;
    private final Thread thread;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private InProcess(Conf conf) {
        service = new Service(SettingsReader.read(conf.file(), Map.of()), metrics, ReadProgress.SILENT);
        thread = Thread.ofPlatform().name("freshet-cycle").start(this::serve);
    }

    /** Starts it; returns at once. */
    public static InProcess start(Conf conf) {
        return new InProcess(conf);
    }

    /** Starts it and waits until every stream table is filled. */
    public static InProcess ready(Conf conf) throws InterruptedException {
        InProcess started = start(conf);
        boolean ready = false;
        try {
            started.awaitReady();
            ready = true;
        } finally {
            if (!ready) {
                started.close();
            }
        }
        return started;
    }

    private void serve() {
        try {
            service.run();
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    public boolean isReady() {
        return service.isReady();
    }

    /** What a counter or a gauge of whole numbers says. */
    public long figure(String name) {
        return switch (metrics.getMetrics().get(name)) {
            case Counter counter -> counter.getCount();
            case Gauge<?> gauge when gauge.getValue() instanceof Long value -> value;
            case null, default -> throw new AssertionError("no figure " + name);
        };
    }

    /** From the snapshot to the commit, of a stream table's last cycle that changed something; milliseconds. */
    public double lastCycle(String schema, String name) {
        return service.board().line(new Relation(schema, name)).orElseThrow().cycleNanos() / 1e6;
    }

    /** Waits until every stream table is filled. */
    public void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!service.isReady()) {
            requireWell();
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not ready within " + PATIENCE);
            }
            Thread.sleep(10);
        }
    }

    /** Throws what the service has failed with. */
    public void requireWell() {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError("the service failed", failed);
        }
    }

    @Override
    public void close() throws InterruptedException {
        service.stop();
        if (!thread.join(PATIENCE)) {
            throw new AssertionError("the service has not stopped within " + PATIENCE);
        }
        requireWell();
    }
}
