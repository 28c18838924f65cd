package dev.freshet.engine.service;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.cycle.Board;
import dev.freshet.engine.cycle.ReadProgress;
import dev.freshet.engine.settings.Settings;
import dev.freshet.engine.wiring.Activity;
import dev.freshet.engine.wiring.Wiring;
import dev.freshet.kernel.port.ChangeSource.SourceStatus;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Freshet's life: stand by until no other instance is active, run, and when the database goes away wait for it and begin anew. What is wrong
 * with the settings, the role or the server's configuration ends it at the start; what comes and goes does not.
 */
public final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration STANDBY_LOOKS_EVERY = Duration.ofSeconds(1);

    /**
     * Of the database being away, restarted or out of step: everything is opened anew. FR4001 is another instance that has taken over, after
     * which this one stands by.
     */
    private static final Set<String> TRANSIENT = Set.of(
            "FR3001", "FR3002", "FR3009", "FR3016", "FR3021", "FR4001", "FR4004", "FR4005", "FR4006", "FR4007",
            "FR4008", "FR4009");

    private final Settings settings;
    private final Board board = new Board();
    private final MetricRegistry metrics;
    private final ReadProgress progress;
    private final AtomicReference<Optional<Activity>> active = new AtomicReference<>(Optional.empty());
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** It could be done once: what stands in the way from here on passes. Of the thread that runs. */
    private boolean begun;

    public Service(Settings settings, MetricRegistry metrics, ReadProgress progress) {
        this.settings = settings;
        this.metrics = metrics;
        this.progress = progress;
    }

    /** What people watch. */
    public Board board() {
        return board;
    }

    /** The sources of the active instance; none while it stands by. */
    public List<SourceStatus> sources() {
        return active.get().map(Activity::sources).orElse(List.of());
    }

    /** Whether all stream tables are filled and followed. */
    public boolean isReady() {
        return active.get().map(Activity::isReady).orElse(false);
    }

    /**
     * Runs until {@link #stop}.
     *
     * @throws FreshetException at the start what makes it impossible; later what is neither the database's nor another instance's doing
     */
    public void run() throws InterruptedException {
        Pauses pauses = new Pauses();
        while (!isStopping()) {
            long activeSince = 0;
            try (Activity activity = standByUntilActive()) {
                active.set(Optional.of(activity));
                activeSince = System.nanoTime();
                LOG.info(
                        "active: {} in {}",
                        settings.definitionsDir(),
                        settings.database().url());
                if (!isStopping()) {
                    activity.run();
                }
            } catch (Stopped e) {
                return;
            } catch (FreshetException e) {
                if (!begun || isFinal(e.fault())) {
                    throw e;
                }
                LOG.warn("{}; beginning anew", e.fault());
                Duration well = Duration.ofNanos(activeSince == 0 ? 0 : System.nanoTime() - activeSince);
                stopping.await(pauses.after(well).toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                active.set(Optional.empty());
            }
        }
    }

    private static boolean isFinal(Fault fault) {
        return !TRANSIENT.contains(fault.code());
    }

    private Activity standByUntilActive() throws InterruptedException {
        boolean said = false;
        while (!isStopping()) {
            Optional<Activity> activity = new Wiring(settings, metrics, board, progress).activate();
            begun = true;
            if (activity.isPresent()) {
                return activity.get();
            }
            if (!said) {
                LOG.info("standing by: another Freshet is active for catalog schema {}", settings.catalogSchema());
                said = true;
            }
            stopping.await(STANDBY_LOOKS_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        throw new Stopped();
    }

    /** Asks it to end after the cycle it is in; any thread. */
    public void stop() {
        stopping.countDown();
        active.get().ifPresent(Activity::stop);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Asked to stop while standing by. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
