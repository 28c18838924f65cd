package dev.freshet.engine.cycle;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.engine.graph.Dependencies;
import dev.freshet.engine.planning.PlannedSet;
import dev.freshet.kernel.operator.StateSize;
import dev.freshet.kernel.port.DeltaSink;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of what cycles did, once each: the board, the catalog's status, alerts, metrics, the log. Confined to the cycle's thread. */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Board board;
    private final Store store;
    private final Alerts alerts;
    private final CycleMetrics metrics;
    private final Map<Relation, Fault> failing = new HashMap<>();
    /** Those among them that have failed only because one has that they read. */
    private final Set<Relation> dragged = new HashSet<>();

    private final Map<String, String> lastRejection = new HashMap<>();
    private final Set<Relation> announced = new HashSet<>();

    Reports(Board board, Store store, Alerts alerts, MetricRegistry registry) {
        this.board = board;
        this.store = store;
        this.alerts = alerts;
        metrics = new CycleMetrics(registry);
    }

    void idle() {
        metrics.idle();
    }

    /** A definition that does not hold; said again only when it says something else. */
    void rejected(PlannedSet.Rejected rejection) {
        String subject = rejection
                .name()
                .map(Relation::toString)
                .orElse(rejection.fault().place());
        String text = rejection.fault().toString();
        if (text.equals(lastRejection.put(subject, text))) {
            return;
        }
        LOG.warn("{}", rejection.fault());
        // the catalog first: who is alerted looks there
        rejection.name().ifPresent(name -> {
            store.setRejection(name, Optional.of(text));
            if (board.line(name).isEmpty()) {
                board.put(Board.Line.blank(name)
                        .with("failed", Optional.of(rejection.fault().primary())));
            }
        });
        alerts.raise("definition_rejected", rejection.name(), rejection.fault());
    }

    /** A definition that holds; what was said of it before is taken back. */
    void accepted(Relation name) {
        if (lastRejection.remove(name.toString()) != null) {
            store.setRejection(name, Optional.empty());
        }
    }

    boolean isFailing(Relation name) {
        return failing.containsKey(name);
    }

    void swapped(Relation name) {
        accepted(name);
        LOG.info("{} has its new definition", name);
    }

    void dropped(Relation name) {
        announced.remove(name);
        failing.remove(name);
        dragged.remove(name);
        lastRejection.remove(name.toString());
        LOG.info("{} was dropped: its definition is gone", name);
    }

    void retain(Collection<Relation> names) {
        board.retain(names);
    }

    void merged(Cycle.Outcome outcome, Roster roster, long nanos) {
        metrics.cycle(nanos, outcome.merged().size());
        metrics.waiting(WaitingRoom.held(roster.tables().values()));
        outcome.failed().forEach(this::failed);
        outcome.merged().forEach(merged -> {
            StreamTable table = roster.tables().get(merged.table());
            if (table != null) {
                line(table, merged, nanos);
            }
        });
    }

    /** It stays at its last good content; said again only when it says something else. */
    void failed(Relation name, Fault fault) {
        dragged.remove(name);
        tellFailed(name, fault);
    }

    /** Who reads one that has failed stands still with it, and says so, until that one is refreshed again. */
    void drag(Dependencies graph) {
        if (failing.isEmpty()) {
            return;
        }
        Map<Relation, Fault> causes = new TreeMap<>(failing);
        causes.keySet().retainAll(graph.order());
        causes.keySet().removeAll(dragged);
        Map<Relation, Fault> held = new TreeMap<>();
        causes.forEach((cause, fault) -> graph.withDownstream(List.of(cause)).stream()
                .filter(reader -> !causes.containsKey(reader))
                .forEach(reader -> held.putIfAbsent(
                        reader,
                        Fault.of("FR5003", reader + " reads " + cause + ", which has failed")
                                .withDetail(fault.primary()))));
        for (Relation name : List.copyOf(dragged)) {
            if (!held.containsKey(name)) {
                dragged.remove(name);
                failing.remove(name);
                released(name);
            }
        }
        held.forEach((name, fault) -> {
            dragged.add(name);
            tellFailed(name, fault);
        });
    }

    private void released(Relation name) {
        boolean filled = announced.contains(name);
        store.setRecovered(name, filled);
        tellRecovered(name);
        board.line(name).ifPresent(line -> board.put(line.with(filled ? "active" : "initializing", Optional.empty())));
    }

    private void tellRecovered(Relation name) {
        LOG.info("{} has recovered", name);
        alerts.raise("recovered", Optional.of(name), Fault.of("FR5002", name + " is refreshed again"));
    }

    private void tellFailed(Relation name, Fault fault) {
        if (fault.equals(failing.put(name, fault))) {
            return;
        }
        metrics.failed();
        LOG.warn("refresh of {} failed: {}", name, fault);
        store.setFailed(name, fault.toString());
        alerts.raise("refresh_failed", Optional.of(name), fault);
        board.put(board.line(name).orElse(Board.Line.blank(name)).with("failed", Optional.of(fault.primary())));
    }

    private void line(StreamTable table, DeltaSink.Merged merged, long nanos) {
        Relation name = merged.table();
        if (failing.remove(name) != null) {
            dragged.remove(name);
            tellRecovered(name);
        }
        if (announced.add(name)) {
            LOG.info(
                    "{}: {} rows, {}, {}",
                    name,
                    merged.rowCount(),
                    table.planned().isIncremental()
                            ? "incremental"
                            : "full (" + table.planned().modeReason().orElse("") + ")",
                    table.schedule());
        }
        long changed = merged.inserted() + merged.updated() + merged.deleted();
        metrics.rows(merged.changesIn(), merged.inserted(), merged.updated(), merged.deleted());
        Optional<Board.Line> old = board.line(name);
        StateSize state = table.circuit().map(c -> c.state()).orElse(StateSize.NONE);
        board.put(new Board.Line(
                name,
                table.schedule().toString(),
                table.planned().isIncremental() ? "incremental" : "full",
                "active",
                merged.rowCount(),
                old.map(Board.Line::changesIn).orElse(0L) + merged.changesIn(),
                old.map(Board.Line::changesOut).orElse(0L) + changed,
                old.map(Board.Line::cycles).orElse(0L) + 1,
                changed > 0 ? nanos : old.map(Board.Line::cycleNanos).orElse(0L),
                merged.timestamp(),
                state.rows(),
                state.bytes(),
                Optional.empty()));
    }
}
