package dev.freshet.cdc.wal;

import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.clock.Snapshot;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.SourceTable;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Debezium under supervision, on a thread of its own: the slot is looked at before every start, an engine that ends is started again with
 * growing pauses, and a slot that is gone, or an engine that never comes to life, is reported as lost. Any thread may call.
 *
 * <p>Debezium counts its own retries down by data records only, so an idle stream with a reconnect now and then ends sooner or later: that is
 * why it is supervised.
 */
public final class WalStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WalStream.class);
    private static final int MOST_FAILURES = 5;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    /** An engine that has not shown anything by then hangs: a start takes a few seconds on a busy machine. */
    private static final long MOST_TO_LIFE_NANOS = 30_000_000_000L;

    /** PostgreSQL's own fault, of a slot made while tables were: it comes again with every try. */
    private static final String UNKNOWN_FILE = "could not map filenumber";

    private final Database database;
    private final Slot slot;
    private final String publication;
    private final Fence fence;
    private final Map<String, String> passthrough;
    private final TransactionQueue queue;
    private final Supplier<Snapshot> reference;
    private final Registry sources = new Registry();
    private final Consumer<String> lost;
    private final KnownPosition position = new KnownPosition();
    private final String instance = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong barriers = new AtomicLong();
    private final AtomicLong starts = new AtomicLong();
    private @Nullable Thread supervisor;
    private @Nullable DebeziumEngine<?> engine;
    private boolean closing;
    private boolean halted;
    private volatile boolean live;
    /** When the engine was started or last showed that it reads, nanoseconds. */
    private volatile long begun;
    /** Of the thread that probes. */
    private long beatsSeen;

    private volatile int failures;
    private volatile String probe = "";
    private volatile String lastError = "";

    /**
     * @param lost told once, on the supervisor's thread, when the stream cannot go on
     */
    public WalStream(
            Database database,
            Slot slot,
            String publication,
            Fence fence,
            Map<String, String> passthrough,
            TransactionQueue queue,
            Supplier<Snapshot> reference,
            Consumer<String> lost) {
        this.database = database;
        this.slot = slot;
        this.publication = publication;
        this.fence = fence;
        this.passthrough = passthrough;
        this.queue = queue;
        this.lost = lost;
        this.reference = reference;
    }

    /** Where the slot stands at most, for all that was done here. */
    public KnownPosition position() {
        return position;
    }

    /**
     * From now on rows of a source are decoded; to be called before its transactions matter (before Q).
     *
     * @param members the tables that hold them
     */
    public void register(SourceTable source, Collection<Relation> members) {
        sources.register(source, members);
    }

    public void unregister(SourceTable source) {
        sources.unregister(source);
    }

    /** Starts the supervisor unless it runs. */
    public synchronized void start() {
        if (supervisor == null && !closing) {
            failures = 0;
            halted = false;
            supervisor = Thread.ofPlatform().name("freshet-wal").daemon().start(this::supervise);
        }
    }

    /** Whether a barrier has come back since the engine was started: until then nothing may be in the WAL phase alone. */
    public boolean isLive() {
        return live;
    }

    /** What the engine ended with last, or empty. */
    public String lastError() {
        return lastError;
    }

    /** Writes a barrier and returns its id. It is not transactional, waits for nobody, and is flushed so that it comes at once. */
    public String emitBarrier(Connection connection) throws SQLException {
        String id = instance + "-" + barriers.incrementAndGet();
        Sql.text(connection, "SELECT pg_logical_emit_message(false, '" + MessageReader.PREFIX + "', ?, true)", id);
        return id;
    }

    /** One step on the way to life: looks for the last probe, and sends one if there is none under way. */
    public void probe(Connection connection) throws SQLException, InterruptedException {
        if (live) {
            return;
        }
        synchronized (this) {
            if (supervisor == null || engine == null) {
                return;
            }
        }
        if (probe.isEmpty()) {
            probe = emitBarrier(connection);
        }
        if (queue.takeBarrier(probe, 500_000_000L)) {
            probe = "";
            // while it is streamed from it cannot be dropped: it is the one that was looked at, or it is found here
            Optional<String> other = slot.state(connection).flatMap(position::objection);
            if (other.isPresent()) {
                lost.accept("the replication slot " + slot.name() + " cannot be used: " + other.get());
                return;
            }
            failures = 0;
            lastError = "";
            live = true;
            return;
        }
        if (queue.beats() != beatsSeen) {
            // it catches up
            beatsSeen = queue.beats();
            begun = System.nanoTime();
        } else if (System.nanoTime() - begun > MOST_TO_LIFE_NANOS) {
            begun = System.nanoTime();
            // closing may take as long as the start does, and the keeper has more to do
            Thread.ofVirtual().name("freshet-wal-kick").start(() -> kick("it did not come to life"));
        }
    }

    private void supervise() {
        int outOfReach = 0;
        while (!isStopped()) {
            boolean reached = false;
            try (Connection connection = database.open("slot check")) {
                reached = true;
                Optional<String> problem = inspectSlot(connection);
                if (problem.isPresent()) {
                    report(problem.get());
                    return;
                }
                runEngine(textSettings(connection));
            } catch (SQLException | FreshetException e) {
                lastError = String.valueOf(e.getMessage());
                if (e instanceof FreshetException fault && Fence.isTaken(fault)) {
                    halted();
                    return;
                }
            }
            live = false;
            probe = "";
            if (isStopped()) {
                return;
            }
            // a server that cannot be reached is no fault of the stream's
            if (reached) {
                failures++;
                outOfReach = 0;
            } else {
                outOfReach++;
            }
            LOG.warn("the WAL stream ended ({}), attempt {}: {}", slot.name(), failures, lastError);
            if (failures > MOST_FAILURES || lastError.contains(UNKNOWN_FILE)) {
                report("Debezium ends again and again: " + lastError);
                return;
            }
            pause(Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(failures + outOfReach, 10)));
        }
    }

    /** Another instance has taken over: its slot is left alone. */
    private synchronized void halted() {
        supervisor = null;
        live = false;
    }

    private void report(String reason) {
        synchronized (this) {
            supervisor = null;
        }
        live = false;
        if (!isStopped()) {
            lost.accept(reason);
        }
    }

    private Optional<String> inspectSlot(Connection connection) throws SQLException {
        if (!fence.holds(connection)) {
            throw Fence.taken();
        }
        Optional<Slot.State> state = slot.state(connection);
        if (state.isEmpty()) {
            return Optional.of("the replication slot " + slot.name() + " is gone");
        }
        Optional<String> problem = state.map(Slot.State::problem)
                .filter(text -> !text.isEmpty())
                .or(() -> position.objection(state.get()));
        if (problem.isPresent()) {
            return problem.map(text -> "the replication slot " + slot.name() + " cannot be used: " + text);
        }
        slot.free(connection);
        return Optional.empty();
    }

    /** What a value's text depends on, for the walsender: as on our own connections, whose search path is the role's or the URL's. */
    private static String textSettings(Connection connection) throws SQLException {
        String path =
                Sql.text(connection, "SELECT current_setting('search_path')").orElse("");
        return Database.TEXT_SETTINGS + "; SELECT set_config('search_path', '" + path.replace("'", "''") + "', false)";
    }

    private void runEngine(String textSettings) {
        String id = "freshet_" + instance + "_" + starts.incrementAndGet();
        LongSupplier acknowledged = () -> position.limit(queue.acknowledged());
        AcknowledgedPosition.register(id, acknowledged);
        MessageReader reader = new MessageReader(queue, reference, sources);
        RawTextTask.register(
                id, new TappedConnection.Terms(textSettings, stream -> new MessageTap(stream, reader, acknowledged)));
        try {
            Properties properties = EngineProperties.of(id, database.address(), slot.name(), publication, passthrough);
            DebeziumEngine<RecordChangeEvent<SourceRecord>> created = DebeziumEngine.create(
                            ChangeEventFormat.of(Connect.class))
                    .using(properties)
                    .using((success, message, error) -> {
                        if (!success) {
                            lastError = error == null ? message : message + ": " + rootOf(error);
                        }
                    })
                    .notifying((records, committer) -> {
                        throw new IllegalStateException("a record came though its message was taken: " + records);
                    })
                    .build();
            synchronized (this) {
                if (closing || halted) {
                    return;
                }
                engine = created;
            }
            begun = System.nanoTime();
            created.run();
        } finally {
            reader.end();
            synchronized (this) {
                engine = null;
            }
            AcknowledgedPosition.unregister(id);
            RawTextTask.unregister(id);
        }
    }

    /** Ends the engine that runs, for its supervisor to start another. */
    public void kick(String reason) {
        DebeziumEngine<?> running;
        synchronized (this) {
            running = engine;
        }
        if (running != null) {
            lastError = reason;
            closeEngine(running);
        }
    }

    private static String rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.toString();
    }

    private synchronized boolean isStopped() {
        return closing || halted;
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the engine and its supervisor; {@link #start} begins anew. */
    public void halt() {
        DebeziumEngine<?> running;
        Thread thread;
        synchronized (this) {
            halted = true;
            running = engine;
            thread = supervisor;
        }
        live = false;
        probe = "";
        if (running != null) {
            closeEngine(running);
        }
        if (thread != null && thread != Thread.currentThread()) {
            try {
                if (running != null) {
                    // on its way out by itself; an interrupt would only disturb it
                    thread.join(5_000);
                }
                thread.interrupt();
                thread.join(30_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        synchronized (this) {
            supervisor = null;
        }
    }

    /** An engine cannot be closed while its task starts. */
    private void closeEngine(DebeziumEngine<?> running) {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                running.close();
                return;
            } catch (IOException e) {
                LOG.debug("closing the WAL stream: {}", e.toString());
                return;
            } catch (IllegalStateException e) {
                LOG.debug("closing the WAL stream: {}", e.toString());
                synchronized (this) {
                    if (engine != running) {
                        return;
                    }
                }
                pause(100);
            }
        }
    }

    /** Ends the stream for good; slot and publication stay. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        queue.close();
        halt();
    }
}
