package dev.freshet.engine.wiring;

import com.codahale.metrics.MetricRegistry;
import dev.freshet.cdc.Capture;
import dev.freshet.cdc.spill.ScratchFolder;
import dev.freshet.engine.cycle.Board;
import dev.freshet.engine.cycle.CycleLoop;
import dev.freshet.engine.cycle.ReadProgress;
import dev.freshet.engine.definition.DefinitionFolder;
import dev.freshet.engine.planning.DefinitionsThread;
import dev.freshet.engine.planning.SetPlanner;
import dev.freshet.engine.settings.Settings;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import dev.freshet.kernel.port.ViewPlanner;
import dev.freshet.planner.PostgresPlanner;
import dev.freshet.sink.catalog.Activation;
import dev.freshet.sink.catalog.Catalog;
import dev.freshet.sink.catalog.CatalogSettings;
import dev.freshet.sink.merge.MergeSink;
import dev.freshet.sink.table.StreamTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts capture, planner and sink together. The one class that names them all.
 *
 * <p>{@link #activate} makes this process the active one of its catalog; what comes of it is an {@link Activity}, which runs until it fails
 * or is stopped. After a failure everything is put together anew: what is in memory belongs to one activity.
 */
public final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    /** Beyond any pause that collecting garbage or a busy machine makes; who is merely slow loses an activity, and no row. */
    private static final Duration FROZEN_AFTER = Duration.ofSeconds(15);

    /** How long a session that was ended may take to let go of its locks. */
    private static final Duration SESSION_ENDS_WITHIN = Duration.ofSeconds(2);

    private final Settings settings;
    private final Sessions sessions;
    private final MetricRegistry metrics;
    private final Board board;
    private final ReadProgress progress;

    /** For who only plans. */
    public Wiring(Settings settings) {
        this(settings, new MetricRegistry(), new Board(), ReadProgress.SILENT);
    }

    public Wiring(Settings settings, MetricRegistry metrics, Board board, ReadProgress progress) {
        this.settings = settings;
        this.metrics = metrics;
        this.board = board;
        this.progress = progress;
        sessions = new Sessions(settings.database());
    }

    /** The planner of definitions, for who wants no more than their plans. */
    public SetPlanner planner() {
        ViewPlanner planner = new PostgresPlanner(() -> sessions.open("planner"));
        return new SetPlanner(planner, this::defaultSchema, this::taken);
    }

    private Map<Relation, Fault> taken(Set<Relation> names) {
        try (Connection connection = sessions.openOrFail("planner")) {
            StreamTables tables = new StreamTables(connection, settings.catalogSchema());
            Map<Relation, Fault> taken = new HashMap<>();
            for (Relation name : names) {
                tables.foreign(name).ifPresent(kind -> taken.put(name, StreamTables.taken(name, kind)));
            }
            return taken;
        } catch (SQLException e) {
            throw new FreshetException(
                    Fault.of("FR3001", "the database cannot be reached").withDetail(String.valueOf(e.getMessage())), e);
        }
    }

    /** Where this connection would make a table that is named without a schema. */
    private String defaultSchema() {
        try (Connection connection = sessions.openOrFail("planner");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT coalesce(current_schema(), 'public')")) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new FreshetException(
                    Fault.of("FR3001", "the database cannot be reached").withDetail(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * Becomes the active instance.
     *
     * @return empty while another instance is
     * @throws FreshetException FR3001, FR4002, FR4003, or capture's faults; nothing is left open then
     */
    public Optional<Activity> activate() {
        Connection connection = sessions.openOrFail("merge");
        boolean handedOver = false;
        try {
            CatalogSettings catalogSettings = new CatalogSettings(settings.catalogSchema(), owner());
            Activation activation = new Activation(catalogSettings);
            if (!activation.tryLock(connection)) {
                if (activation.endFrozen(connection, FROZEN_AFTER)) {
                    LOG.warn(
                            "the active Freshet has not shown any life for {} s: its sessions were ended",
                            FROZEN_AFTER.toSeconds());
                }
                return Optional.empty();
            }
            claim(connection, "the replication slot", settings.capture().slot());
            claim(connection, "the publication", settings.capture().publication());
            activation.install(connection);
            long epoch = activation.takeOver(connection);
            Activity activity = assemble(connection, catalogSettings, epoch);
            handedOver = true;
            return Optional.of(activity);
        } catch (SQLException e) {
            throw new FreshetException(
                    Fault.of("FR3001", "the database cannot be reached").withDetail(String.valueOf(e.getMessage())), e);
        } finally {
            if (!handedOver) {
                closeQuietly(connection);
            }
        }
    }

    /** Two instances with one slot would each take it for lost, and make it anew, for ever. */
    private void claim(Connection connection, String kind, String name) throws SQLException {
        long deadline = System.nanoTime() + SESSION_ENDS_WITHIN.toNanos();
        while (!Activation.tryClaim(connection, kind + " " + name)) {
            // of an instance that has just ended the server may have let go of one lock and not yet of the next
            if (System.nanoTime() - deadline > 0) {
                throw Fault.of("FR1008", "another Freshet of this database uses " + kind + " " + name)
                        .withDetail("Its catalog.schema is not " + settings.catalogSchema() + ".")
                        .withHint("Give each a capture.slot and a capture.publication of its own.")
                        .exception();
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private Activity assemble(Connection connection, CatalogSettings catalogSettings, long epoch) {
        int mergePid = mergePid(connection);
        AlertChannel alerts = new AlertChannel(sessions);
        ScratchFolder scratch = new ScratchFolder(settings.stateDir());
        CaptureMetrics figures = new CaptureMetrics(metrics, alerts);
        Capture source;
        try {
            source = CaptureOpening.open(settings, scratch, epoch, figures);
        } catch (FreshetException e) {
            alerts.close();
            throw e;
        }
        figures.watch(source, scratch);
        MergeSink sink = new MergeSink(connection, settings.catalogSchema(), epoch);
        CatalogStore store = new CatalogStore(sink, new Catalog(connection, catalogSettings, epoch));
        AtomicReference<DefinitionsThread> definitions = new AtomicReference<>();
        CycleLoop loop = new CycleLoop(new CycleLoop.Parts(
                source,
                store,
                progress,
                board,
                alerts,
                metrics,
                settings.scheduleDefault(),
                Clock.systemUTC(),
                table -> definitions.get().planAnew(table),
                scratch));
        DefinitionsThread thread = new DefinitionsThread(
                new DefinitionFolder(settings.definitionsDir()),
                planner(),
                store::definitions,
                settings.definitionsWatch(),
                loop::offer);
        definitions.set(thread);
        Heartbeat heartbeat = new Heartbeat(sessions, mergePid);
        return new Activity(loop, thread, source, () -> {
            heartbeat.close();
            alerts.close();
            sink.close();
        });
    }

    private static int mergePid(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection to PostgreSQL", e);
        }
    }

    private static String owner() {
        return "pid " + ProcessHandle.current().pid();
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // it is of no use either way
        }
    }
}
