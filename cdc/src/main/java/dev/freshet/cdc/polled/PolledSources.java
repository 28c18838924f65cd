package dev.freshet.cdc.polled;

import dev.freshet.cdc.CaptureListener;
import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.catalog.PolledCatalog;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.ChangeSource.SourceStatus;
import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sources that are polled now. Called by the cycle's thread, except {@link #status}; on connections of the caller's. */
public final class PolledSources {
    /** Of the heap. */
    private static final int SHARE = 4;

    private final PolledCatalog catalog;
    private final CaptureListener listener;
    private final Map<Relation, PolledSource> sources = new ConcurrentHashMap<>();
    /** With what is not captured and failed. */
    private final Map<Relation, Patience> guards = new HashMap<>();

    public PolledSources(PolledCatalog catalog, CaptureListener listener) {
        this.catalog = catalog;
        this.listener = listener;
    }

    /** Whether changes of a relation can be had in no other way. */
    public static boolean isPolled(TableShape shape) {
        return shape.kind() == 'f' || shape.kind() == 'm';
    }

    /** Whether it is polled as it is described. */
    public boolean contains(SourceTable table) {
        PolledSource known = sources.get(table.relation());
        return known != null && known.is(table);
    }

    /** Begins to poll a source that is not {@link #contains contained}: new, or another one than had this name before. */
    public void capture(Connection connection, SourceTable table, TableShape shape) throws SQLException {
        Optional<Sight> sight = Sight.of(connection, table.oid());
        if (sight.isEmpty() || !sight.get().relation().equals(table.relation())) {
            throw PollFaults.altered(table.relation(), "it was dropped or renamed")
                    .reason()
                    .exception();
        }
        Optional<PolledSource> former = Optional.ofNullable(sources.get(table.relation()));
        long since = catalog.add(connection, table.oid(), table.relation());
        sources.put(table.relation(), new PolledSource(table, sight.get(), shape.kind() == 'f', since, former));
    }

    /** Nobody reads it any more, or not as something that is polled. */
    public void release(Connection connection, Relation relation) throws SQLException {
        if (sources.remove(relation) != null) {
            catalog.remove(connection, relation);
        }
    }

    /** Polls, in the cycle's transaction. One that is not captured is only seen to be as the snapshot shows it. */
    public Polling poll(PollTransaction in, Collection<SourceTable> wanted) throws SQLException {
        Polling polling = new Polling();
        for (SourceTable table : new LinkedHashSet<>(wanted)) {
            PolledSource source = sources.get(table.relation());
            if (source == null) {
                guard(in, table.relation()).ifPresent(why -> polling.lacks(table, why));
            } else if (source.isPlannedAs(table)) {
                polling.found(source, table, pollOnce(in, source, polling));
            } else {
                polling.lacks(table, PollFaults.altered(table.relation(), "its columns are others"));
            }
        }
        return polling;
    }

    private Poll pollOnce(PollTransaction in, PolledSource source, Polling polling) throws SQLException {
        Optional<Poll> polled = polling.of(source);
        return polled.isPresent() ? polled.get() : pollOne(in, source);
    }

    private Poll pollOne(PollTransaction in, PolledSource source) throws SQLException {
        long others = sources.values().stream()
                .filter(other -> other != source)
                .mapToLong(PolledSource::heapBytes)
                .sum();
        Poll poll = source.poll(in, Runtime.getRuntime().maxMemory() / SHARE, others);
        String error =
                poll instanceof Poll.Missing missing ? missing.why().reason().primary() : "";
        if (!error.equals(source.lastError())) {
            source.lastError(error);
            catalog.error(in.fresh(), source.relation(), error);
        }
        return poll;
    }

    /** For whom runs the query itself: whether S shows what is there. */
    private Optional<Unpolled> guard(PollTransaction in, Relation relation) throws SQLException {
        Optional<Sight> shown = in.shown(relation);
        if (shown.isEmpty()) {
            return Optional.of(PollFaults.altered(relation, "it was dropped or renamed"));
        }
        Patience patience = guards.computeIfAbsent(relation, any -> new Patience());
        long begun = System.nanoTime();
        Optional<Unpolled> pause = patience.pause(begun);
        if (pause.isPresent()) {
            return pause;
        }
        try {
            boolean current = in.attempt(() -> {
                in.lock(relation, patience.limit());
                return in.isCurrent(shown.get());
            });
            guards.remove(relation);
            return current ? Optional.empty() : Optional.of(PollFaults.busy(relation));
        } catch (SQLException e) {
            if (Sql.isConnectionLost(e)) {
                throw e;
            }
            Unpolled why = PollFaults.of(relation, e, in.isCurrent(shown.get()));
            if (why.kind() == Unpolled.Kind.FAILED) {
                patience.failed(why, PollFaults.isLate(e), begun, System.nanoTime());
            }
            return Optional.of(why);
        }
    }

    /** What was polled has been applied. */
    public void applied(Polling polling, Snapshot snapshot) {
        polling.polls().forEach((source, poll) -> {
            source.applied(poll, snapshot);
            if (poll instanceof Poll.Altered) {
                listener.alert(new Alert(
                        Event.SCHEMA_CHANGED,
                        Optional.of(source.relation()),
                        "FR3008",
                        source.relation() + " was altered"));
            }
        });
    }

    /** As {@code freshet.sources} shows them: in no phase. Any thread. */
    public List<SourceStatus> status() {
        return sources.values().stream()
                .map(source -> new SourceStatus(
                        source.relation(),
                        Optional.empty(),
                        source.since(),
                        0,
                        Optional.empty(),
                        Optional.of(source.lastError()).filter(error -> !error.isEmpty())))
                .toList();
    }
}
