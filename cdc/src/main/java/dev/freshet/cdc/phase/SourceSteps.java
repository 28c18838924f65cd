package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.catalog.SourceRow;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.ShortLock;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.trigger.CaptureTriggers;
import dev.freshet.cdc.wal.Slot;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The single steps of a source's moves, each in transactions of its own. Stateless; on a connection of the caller's in autocommit mode. */
public final class SourceSteps {
    /** One try; the next one comes with the next tick. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Machinery machinery;

    public SourceSteps(Machinery machinery) {
        this.machinery = machinery;
    }

    /** The only place where a phase moves: in the catalog, then in memory, then told. */
    public void move(
            Connection connection, CapturedSource source, CapturePhase expected, CapturePhase next, String entry)
            throws SQLException {
        machinery.catalog().move(connection, source.oid(), expected, next, entry);
        source.moved(next, now(connection), entry);
        machinery.listener().moved(source.relation(), expected, next);
        if (next != CapturePhase.TRIGGER) {
            machinery
                    .listener()
                    .alert(new Alert(
                            Event.CAPTURE_TRANSITION,
                            Optional.of(source.relation()),
                            "FR3010",
                            source.relation() + ": " + expected + " → " + next));
        }
    }

    /** TRIGGER → TRANSITIONING: nothing is done to the source before there is a stream. */
    void approach(Connection connection, CapturedSource source) throws SQLException {
        machinery.slot().ensurePublication(connection);
        move(connection, source, CapturePhase.TRIGGER, CapturePhase.TRANSITIONING, "");
    }

    /**
     * On a live stream: FULL identity, then the publication (never the other way round: the user's UPDATE would fail), then Q. Not while the
     * slot is made, when PostgreSQL would not take notice.
     */
    void publish(Connection connection, CapturedSource source) throws SQLException {
        TableShape shape = TableShape.read(connection, source.oid(), source.relation());
        machinery.slot().ensurePublication(connection);
        if (shape.identity() != 'f') {
            machinery.catalog().rememberIdentity(connection, source.oid(), identityOf(connection, shape));
            ShortLock.run(
                    connection,
                    PATIENCE,
                    "REPLICA IDENTITY FULL on " + shape.relation(),
                    machinery.fence(),
                    List.of("ALTER TABLE ONLY " + shape.relation().sql() + " REPLICA IDENTITY FULL"));
        }
        machinery.stream().register(source.table());
        machinery.slot().publish(connection, shape, PATIENCE);
        String token = machinery.slot().entry(connection, source.oid());
        long q = Sql.number(connection, "SELECT pg_catalog.pg_current_xact_id()::text::int8");
        if (!token.isEmpty()) {
            source.passQ(q, token);
        }
    }

    /** TRANSITIONING → WAL, at the snapshot that was just applied. */
    public void handOver(Connection connection, CapturedSource source) throws SQLException {
        source.leftovers(true);
        move(connection, source, CapturePhase.TRANSITIONING, CapturePhase.WAL, source.publishedAtQ());
        source.lastError("");
    }

    /** After the hand-over: capture by trigger ends at once, its traces when a short lock can be had. */
    void removeTriggers(Connection connection, CapturedSource source) throws SQLException {
        machinery.triggers().silence(connection, source.shape(), PATIENCE);
        machinery.triggers().remove(connection, source.oid(), PATIENCE);
        source.leftovers(false);
    }

    /** The table has another file than its trigger functions were made for: they look twice at every statement until they are told. */
    void refreshFunctions(Connection connection, CapturedSource source) throws SQLException {
        TableShape now = TableShape.read(connection, source.oid(), source.relation());
        if (now.hasLayout(source.table().layout())) {
            machinery.triggers().refresh(connection, now, PATIENCE);
            source.functionFile(now.file());
        }
    }

    /** The WAL is not to be used here: publication and identity as they were before us. */
    void retire(Connection connection, CapturedSource source) throws SQLException {
        machinery.slot().withdraw(connection, source.oid(), PATIENCE);
        String before = machinery
                .catalog()
                .find(connection, source.oid())
                .map(SourceRow::identityBefore)
                .orElse("");
        if (!before.isEmpty()) {
            restoreIdentity(connection, machinery.fence(), source.oid(), before);
            machinery.catalog().rememberIdentity(connection, source.oid(), "");
        }
    }

    /** WAL or TRANSITIONING → TRIGGER: triggers first, then the phase, then the publication. */
    void fallBack(Connection connection, CapturedSource source, String reason) throws SQLException {
        if (source.phase() == CapturePhase.WAL || source.leftovers()) {
            machinery.triggers().install(connection, source.shape(), PATIENCE);
            source.leftovers(false);
        } else {
            machinery.triggers().ensure(connection, source.shape(), PATIENCE);
        }
        source.functionFile(source.shape().file());
        CapturePhase from = source.phase();
        if (from != CapturePhase.TRIGGER) {
            move(connection, source, from, CapturePhase.TRIGGER, "");
        }
        source.recovered();
        source.lastError(reason);
        machinery.catalog().error(connection, source.oid(), reason);
        machinery.listener().alert(new Alert(Event.CAPTURE_FALLBACK, Optional.of(source.relation()), "FR3011", reason));
        machinery.stream().unregister(source.relation());
        // an entry that cannot be taken away now is of no harm: it is there when the source is published again
        machinery.slot().withdraw(connection, source.oid(), PATIENCE);
    }

    /** Takes everything of ours off a table and gives back its identity; the catalog's row goes last. */
    public void cleanUp(Connection connection, int oid, String identityBefore) throws SQLException {
        takeOff(connection, machinery.slot(), machinery.triggers(), machinery.fence(), oid, identityBefore);
        machinery.catalog().remove(connection, oid);
    }

    /** Takes everything of ours off a table, which may be gone, and gives back its identity. */
    public static void takeOff(
            Connection connection, Slot slot, CaptureTriggers triggers, Fence fence, int oid, String identityBefore)
            throws SQLException {
        slot.withdraw(connection, oid, PATIENCE);
        if (TableShape.exists(connection, oid)) {
            restoreIdentity(connection, fence, oid, identityBefore);
        }
        triggers.remove(connection, oid, PATIENCE);
    }

    /** After a restart in the WAL phase: triggers that were not removed in time are, later. */
    public void resume(Connection connection, CapturedSource source) throws SQLException {
        source.leftovers(machinery.triggers().isPresent(connection, source.oid()));
    }

    /**
     * A source comes back from the WAL to triggers, which are in place; it has not been read yet, so nothing is lost.
     *
     * @param asked whether nothing is wrong with it: it was altered, or is captured again
     */
    public void backToTriggers(Connection connection, CapturedSource source, boolean asked) throws SQLException {
        move(connection, source, source.phase(), CapturePhase.TRIGGER, "");
        withdrawIfUnlocked(connection, source);
        if (!asked) {
            String reason = "the slot, the publication or the replica identity is not as it was left";
            source.lastError(reason);
            machinery.catalog().error(connection, source.oid(), reason);
            machinery
                    .listener()
                    .alert(new Alert(Event.CAPTURE_FALLBACK, Optional.of(source.relation()), "FR3011", reason));
        }
    }

    /** Published with an identity or a column list that was changed by hand, its users' UPDATE would fail. */
    private void withdrawIfUnlocked(Connection connection, CapturedSource source) throws SQLException {
        try {
            machinery.slot().withdraw(connection, source.oid(), PATIENCE);
        } catch (FreshetException e) {
            if (Fence.isTaken(e)) {
                throw e;
            }
            // an entry that cannot be taken away now is made anew when the source is published again
        }
    }

    /** A new source's phase begins now. */
    public void stamp(Connection connection, CapturedSource source) throws SQLException {
        source.moved(CapturePhase.TRIGGER, now(connection), "");
    }

    private static void restoreIdentity(Connection connection, Fence fence, int oid, String before)
            throws SQLException {
        if (before.isEmpty()) {
            return;
        }
        TableShape shape = TableShape.read(connection, oid, new Relation("", ""));
        if (shape.identity() != 'f' || !shape.owned()) {
            return;
        }
        String identity = switch (before.charAt(0)) {
            case 'n' -> "NOTHING";
            case 'i' -> "USING INDEX " + Relation.quote(before.substring(1));
            default -> "DEFAULT";
        };
        ShortLock.run(
                connection,
                PATIENCE,
                "restoring the replica identity of " + shape.relation(),
                fence,
                List.of("ALTER TABLE ONLY " + shape.relation().sql() + " REPLICA IDENTITY " + identity));
    }

    /** {@code relreplident}, followed by the index's name where it is one. */
    private static String identityOf(Connection connection, TableShape shape) throws SQLException {
        if (shape.identity() != 'i') {
            return String.valueOf(shape.identity());
        }
        return "i"
                + Sql.text(
                                connection,
                                "SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
                                        + "WHERE i.indrelid = ?::oid AND i.indisreplident",
                                Integer.toUnsignedLong(shape.oid()))
                        .orElse("");
    }

    private static long now(Connection connection) throws SQLException {
        return Sql.number(
                connection,
                "SELECT (extract(epoch FROM clock_timestamp() - timestamptz '2000-01-01 00:00:00+00') * 1000000)::int8");
    }
}
