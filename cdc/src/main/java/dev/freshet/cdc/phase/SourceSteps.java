package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Premise;
import dev.freshet.cdc.database.ShortLock;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.Members;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.trigger.CaptureTriggers;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The single steps of a source's moves, each in transactions of its own. Stateless; on a connection of the caller's in autocommit mode. */
public final class SourceSteps {
    /** One try; the next one comes with the next tick. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Machinery machinery;
    private final Collection<CapturedSource> sources;
    private final Fingerprint.Marks marks;

    /** @param sources those that are captured now; a concurrent view */
    public SourceSteps(Machinery machinery, Collection<CapturedSource> sources) {
        this.machinery = machinery;
        this.sources = sources;
        marks = new Fingerprint.Marks(
                machinery.settings().names().schema(),
                machinery.settings().names().publication());
    }

    /** The only place where a phase moves: in the catalog, then in memory, then told. */
    public void move(
            Connection connection, CapturedSource source, CapturePhase expected, CapturePhase next, String entry)
            throws SQLException {
        machinery.catalog().move(connection, source.oid(), expected, next, entry);
        source.moved(next, now(connection), entry);
        machinery.listener().moved(source.relation(), expected, next);
        machinery
                .listener()
                .alert(new Alert(
                        Event.CAPTURE_TRANSITION,
                        Optional.of(source.relation()),
                        "FR3010",
                        source.relation() + ": " + expected + " → " + next));
    }

    /** TRIGGER → TRANSITIONING: nothing is done to the source before there is a stream. */
    void approach(Connection connection, CapturedSource source) throws SQLException {
        machinery.publication().ensure(connection);
        move(connection, source, CapturePhase.TRIGGER, CapturePhase.TRANSITIONING, "");
    }

    /** On a live stream: FULL identity and the publication at once, then Q. Not while the slot is made, when PostgreSQL would not take notice. */
    void publish(Connection connection, CapturedSource source) throws SQLException {
        Members members = Members.read(connection, source.table());
        if (!members.membership().equals(source.members().membership())) {
            // the next cycle finds that, too
            return;
        }
        machinery.publication().ensure(connection);
        for (TableShape part : members.parts()) {
            if (part.identity() != 'f') {
                machinery.catalog().rememberIdentity(connection, part.oid(), part.fullIdentity(connection));
            }
        }
        machinery.stream().register(source.table(), members.relations());
        for (TableShape part : members.parts()) {
            // making the entry anew would void what another source rests on
            if (part.identity() != 'f'
                    || !isStreamedForAnother(source, part.oid())
                    || !machinery.publication().publishesAll(connection, part.oid())) {
                machinery.publication().publish(connection, part, PATIENCE);
            }
        }
        String token = Fingerprint.read(connection, source.oid(), marks)
                .map(Fingerprint::published)
                .orElse("");
        long q = Sql.number(connection, "SELECT pg_catalog.pg_current_xact_id()::text::int8");
        if (!token.isEmpty()) {
            source.passQ(q, token);
        }
    }

    /** Whether another source needs what the stream brings of a table. */
    private boolean isStreamedForAnother(CapturedSource source, int part) {
        return sources.stream()
                .anyMatch(other -> other.oid() != source.oid()
                        && (other.phase() == CapturePhase.WAL || other.q() > 0)
                        && other.members().membership().parts().contains(part));
    }

    /** What the catalog shows of a source now. */
    public Optional<Fingerprint> look(Connection connection, CapturedSource source) throws SQLException {
        return Fingerprint.read(connection, source.oid(), marks);
    }

    /** TRANSITIONING → WAL, at the snapshot that was just applied. */
    public void handOver(Connection connection, CapturedSource source) throws SQLException {
        source.leftovers(true);
        move(connection, source, CapturePhase.TRANSITIONING, CapturePhase.WAL, source.publishedAtQ());
        source.lastError("");
    }

    /** After the hand-over: capture by trigger ends at once, its traces when a short lock can be had. */
    void removeTriggers(Connection connection, CapturedSource source) throws SQLException {
        machinery.triggers().silence(connection, source.oid(), PATIENCE);
        machinery.triggers().remove(connection, source.oid(), PATIENCE);
        source.leftovers(false);
    }

    /** A table has another file than its trigger functions were made for: they look twice at every statement until they are told. */
    void refreshFunctions(Connection connection, CapturedSource source) throws SQLException {
        Members now = Members.read(connection, source.table());
        if (now.membership().equals(source.members().membership())) {
            machinery.triggers().refresh(connection, now, PATIENCE);
            source.members(now);
        }
    }

    /** The WAL is not to be used here: publication and identities as they were before us. */
    void retire(Connection connection, CapturedSource source) throws SQLException {
        for (int part : source.members().membership().parts()) {
            giveBack(connection, part);
        }
    }

    /** WAL or TRANSITIONING → TRIGGER, on the members that are by now: triggers first, then the phase, then the publication. */
    void fallBack(Connection connection, CapturedSource source, String reason) throws SQLException {
        Members members;
        try {
            members = Members.read(connection, source.table());
            if (source.phase() == CapturePhase.WAL || source.leftovers()) {
                machinery.triggers().install(connection, members, PATIENCE);
            } else {
                machinery.triggers().ensure(connection, members, PATIENCE);
            }
        } catch (FreshetException e) {
            if (ChangeSource.isAltered(e.fault()) || CaptureTriggers.isUncapturable(e.fault())) {
                source.outdated();
                return;
            }
            throw e;
        }
        source.leftovers(false);
        source.members(members);
        CapturePhase from = source.phase();
        if (from != CapturePhase.TRIGGER) {
            move(connection, source, from, CapturePhase.TRIGGER, "");
        }
        boolean regrouped = source.isRegrouped();
        source.recovered();
        String lasting = regrouped ? "" : reason;
        source.lastError(lasting);
        machinery.catalog().error(connection, source.oid(), lasting);
        machinery
                .listener()
                .alert(new Alert(
                        regrouped ? Event.CAPTURE_NOTICE : Event.CAPTURE_FALLBACK,
                        Optional.of(source.relation()),
                        "FR3011",
                        regrouped ? source.relation() + ": " + reason : reason));
        machinery.stream().unregister(source.table());
        for (TableShape part : members.parts()) {
            // an entry that cannot be taken away now is of no harm: it is there when the source is published again
            if (!isStreamedForAnother(source, part.oid())) {
                machinery.publication().withdraw(connection, part.oid(), PATIENCE);
            }
        }
    }

    /** Takes what is of ours off tables that are members of no source any more. */
    void tidy(Connection connection) throws SQLException {
        for (int table : leftTables(connection)) {
            giveBack(connection, table);
        }
        for (CapturedSource source : sources) {
            if (source.phase() != CapturePhase.WAL && source.ready().isDone()) {
                machinery.triggers().removeFormer(connection, source.members(), PATIENCE);
            }
        }
    }

    /** Takes everything of a source's away, and what no other needs off its members; the catalog's row goes last. */
    public void cleanUp(Connection connection, int source) throws SQLException {
        for (int table : leftTables(connection)) {
            giveBack(connection, table);
        }
        machinery.triggers().remove(connection, source, PATIENCE);
        machinery.catalog().remove(connection, source);
    }

    private List<Integer> leftTables(Connection connection) throws SQLException {
        return machinery
                .catalog()
                .leftTables(connection, machinery.publication().isOurs());
    }

    private void giveBack(Connection connection, int table) throws SQLException {
        machinery.publication().withdraw(connection, table, PATIENCE);
        String before = machinery.catalog().identities(connection).get(table);
        if (before != null) {
            restoreIdentity(connection, machinery.fence(), table, before);
            machinery.catalog().forgetIdentity(connection, table);
        }
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
            machinery.publication().withdraw(connection, source.oid(), PATIENCE);
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

    /** Gives a table its former identity back, if it is there and still has ours. */
    public static void restoreIdentity(Connection connection, Fence fence, int oid, String before) throws SQLException {
        if (!TableShape.exists(connection, oid)) {
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
                List.of("ALTER TABLE ONLY " + shape.relation().sql() + " REPLICA IDENTITY " + identity),
                List.of(Premise.named(shape.relation(), oid)));
    }

    private static long now(Connection connection) throws SQLException {
        return Sql.number(
                connection,
                "SELECT (extract(epoch FROM clock_timestamp() - timestamptz '2000-01-01 00:00:00+00') * 1000000)::int8");
    }
}
