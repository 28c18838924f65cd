package dev.freshet.engine.cycle;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.definition.Schedule;
import dev.freshet.engine.graph.PlannedTable;
import dev.freshet.engine.planning.PlannedSet;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.Scratch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The duty of the cycle's thread: takes in edited definitions, runs a cycle for whoever is due, waits. {@link #step} does one round, for
 * tests; {@link #run} loops until asked to stop.
 */
public final class CycleLoop {
    private static final Duration POLL_TRIGGERS = Duration.ofMillis(5);
    private static final Duration POLL_WAL = Duration.ofMillis(50);
    private static final long TRIM_EVERY = 5_000;

    private final ChangeSource source;
    private final Store store;
    private final Merging merging;
    private final ReadProgress progress;
    private final Roster roster;
    private final WaitingRoom room;
    private final Reports reports;
    private final Pace pace;
    private final ConcurrentLinkedQueue<PlannedSet> inbox = new ConcurrentLinkedQueue<>();
    private long waiters;
    /** Their frontiers are to be written down, changed or not, when they are due: somebody waits for a refresh. */
    private final Set<Relation> awaited = new HashSet<>();

    private final PlanAgain again;

    private volatile boolean stopping;
    private boolean tookDefinitions;
    private volatile boolean ready;

    /** What the loop is made of. */
    public record Parts(
            ChangeSource source,
            Store store,
            ReadProgress progress,
            Board board,
            Alerts alerts,
            MetricRegistry metrics,
            Duration scheduleDefault,
            Clock clock,
            Consumer<Relation> planAnew,
            Scratch scratch) {}

    public CycleLoop(Parts parts) {
        source = parts.source();
        store = parts.store();
        progress = parts.progress();
        pace = new Pace(parts.clock());
        again = new PlanAgain(parts.planAnew());
        merging = new Merging(store.sink(), store::target, store.lastFrontier(), store.lastCycle());
        reports = new Reports(parts.board(), store, parts.alerts(), parts.metrics());
        room = WaitingRoom.of(parts.scratch());
        roster = new Roster(source, store, reports, parts.scheduleDefault(), room);
        waiters = store.waitRequests();
    }

    /** Hands over what the definitions ask for now; any thread. */
    public void offer(PlannedSet set) {
        inbox.add(set);
    }

    /** Ends {@link #run} after the round it is in; any thread. */
    public void stop() {
        stopping = true;
    }

    /** Loops until {@link #stop}. A fault of the connection or the fence ends it by exception. */
    public void run() throws InterruptedException {
        while (!stopping) {
            step();
            pause();
        }
    }

    /** One round. */
    public void step() {
        for (PlannedSet set = inbox.poll(); set != null; set = inbox.poll()) {
            roster.take(set, pace.now());
            tookDefinitions = true;
            reports.drag(roster.graph());
        }
        Instant now = pace.begin(roster.tables().values());
        if (pace.triesDrops(now)) {
            roster.dropLeft();
        }
        if (pace.looksForWaiters(now)) {
            lookForWaiters();
        }
        Set<Relation> due = new HashSet<>();
        roster.tables().values().stream().filter(t -> t.isDue(now)).forEach(t -> due.add(t.name()));
        if (due.isEmpty() && !pace.isFetchDue(now)) {
            return;
        }
        long started = System.nanoTime();
        Cycle.Outcome outcome = new Cycle(source, merging, progress, roster.tables(), roster.graph(), room)
                .run(due, due.stream().anyMatch(awaited::contains));
        pace.fetched(now);
        settle(outcome, due, now, System.nanoTime() - started);
        Set<Relation> toPlan = roster.toPlan();
        again.ask(toPlan, now);
        ready = tookDefinitions
                && toPlan.isEmpty()
                && roster.tables().values().stream()
                        .noneMatch(t -> t.phase() == StreamTable.Phase.TO_BUILD && !reports.isFailing(t.name()));
    }

    /** Whether the definitions were read and every stream table has been filled, or has failed and said so; any thread. */
    public boolean isReady() {
        return ready;
    }

    private void settle(Cycle.Outcome outcome, Set<Relation> due, Instant now, long nanos) {
        Set<Relation> refreshed = roster.graph().withUpstream(due);
        awaited.removeIf(name -> refreshed.contains(name) && !outcome.waiting().contains(name));
        for (Relation name : refreshed) {
            StreamTable table = roster.tables().get(name);
            if (table != null && outcome.waiting().contains(name)) {
                table.postpone(now.plus(roster.pause(name)));
            } else if (table != null) {
                table.refreshed(now);
            }
        }
        if (outcome.idle()) {
            reports.idle();
            return;
        }
        reports.merged(outcome, roster, nanos);
        roster.settle(outcome, now.plus(Pace.RETRY_AFTER));
        reports.drag(roster.graph());
        if (!outcome.merged().isEmpty() && merging.number() % TRIM_EVERY == 0) {
            store.trimHistory();
        }
    }

    private void lookForWaiters() {
        long requests = store.waitRequests();
        if (requests != waiters) {
            waiters = requests;
            awaited.clear();
            awaited.addAll(roster.tables().keySet());
        }
    }

    private void pause() throws InterruptedException {
        boolean continuous =
                roster.tables().values().stream().anyMatch(table -> table.schedule() instanceof Schedule.Continuous);
        Duration left = pace.untilNext(roster.tables().values());
        if (!inbox.isEmpty() || stopping) {
            return;
        }
        if (continuous) {
            Duration poll = anyTrigger() ? POLL_TRIGGERS : POLL_WAL;
            source.awaitChange(left.compareTo(poll) < 0 ? max(left, Duration.ZERO) : poll);
        } else if (left.isPositive()) {
            // short, so that an edited definition, a waiter and SIGTERM are seen
            Thread.sleep(left.compareTo(POLL_WAL) < 0 ? left : POLL_WAL);
        }
    }

    private boolean anyTrigger() {
        return source.status().stream().flatMap(s -> s.phase().stream()).anyMatch(phase -> phase != CapturePhase.WAL);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** The stream tables there are, for tests. */
    public Collection<PlannedTable> planned() {
        return roster.tables().values().stream().map(StreamTable::planned).toList();
    }
}
