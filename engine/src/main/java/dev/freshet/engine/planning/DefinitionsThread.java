package dev.freshet.engine.planning;

import dev.freshet.engine.definition.Definition;
import dev.freshet.engine.definition.DefinitionFolder;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the definitions folder, plans what has changed, and hands the planned set to the cycle's thread. Planning never stops a cycle.
 * {@link #planAnew} may be called from any thread.
 */
public final class DefinitionsThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsThread.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final DefinitionFolder folder;
    private final SetPlanner planner;
    private final Supplier<List<Definition>> stored;
    private final boolean watch;
    private final Consumer<PlannedSet> planned;
    private final BlockingQueue<Relation> anew = new LinkedBlockingQueue<>();
    private final Thread thread;
    private PlannedSet former = PlannedSet.NONE;
    private volatile boolean closing;
    private String lastTrouble = "";

    /**
     * Plans what the folder holds now, then starts to watch it, if asked to.
     *
     * @param stored what ran before this activity; asked once, on the thread that starts
     */
    public DefinitionsThread(
            DefinitionFolder folder,
            SetPlanner planner,
            Supplier<List<Definition>> stored,
            boolean watch,
            Consumer<PlannedSet> planned) {
        this.folder = folder;
        this.planner = planner;
        this.stored = stored;
        this.watch = watch;
        this.planned = planned;
        thread = Thread.ofPlatform().name("freshet-definitions").daemon().unstarted(this::watchFolder);
    }

    /**
     * Plans what is there and hands it over, on the caller's thread; then watches on its own. What ran before is planned first: where a file
     * does not hold, its former version goes on, and what says the same is planned once.
     */
    public void start() {
        folder.look();
        former = planner.plan(new DefinitionFolder.Content(stored.get(), Map.of()), PlannedSet.NONE, Set.of());
        planNow(Set.of());
        thread.start();
    }

    /** Asks for a stream table to be planned anew: what it reads has changed. */
    public void planAnew(Relation table) {
        anew.add(table);
    }

    private void watchFolder() {
        // what has been seen and could not be planned yet stays until it is
        Set<Relation> again = new HashSet<>();
        boolean changed = false;
        while (!closing) {
            try {
                Optional.ofNullable(anew.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS))
                        .ifPresent(again::add);
                anew.drainTo(again);
                changed |= watch && folder.look();
                if (changed || !again.isEmpty()) {
                    planNow(again);
                    changed = false;
                    again.clear();
                }
                lastTrouble = "";
            } catch (InterruptedException e) {
                return;
            } catch (FreshetException e) {
                // the folder or the database is away for a while: said once, tried again
                if (!lastTrouble.equals(e.fault().primary())) {
                    LOG.warn("{}", e.fault());
                    lastTrouble = e.fault().primary();
                }
            }
        }
    }

    private void planNow(Set<Relation> again) {
        PlannedSet set = planner.plan(folder.content(), former, Set.copyOf(again));
        former = set;
        planned.accept(set);
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
