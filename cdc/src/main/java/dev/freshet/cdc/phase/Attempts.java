package dev.freshet.cdc.phase;

import dev.freshet.cdc.CaptureListener.Alert;
import dev.freshet.cdc.CaptureListener.Event;
import dev.freshet.cdc.database.Fence;
import dev.freshet.cdc.database.Sql;
import dev.freshet.cdc.table.TableShape;
import dev.freshet.cdc.wal.Publication;
import dev.freshet.kernel.port.CapturePhase;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Tries single steps of sources' ways, and says of those that fail whether they are tried again, and when. The keeper's thread. */
final class Attempts {
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    /** Where only a person can do anything about it. */
    static final long LATER_NANOS = Duration.ofMinutes(1).toNanos();

    private final Machinery machinery;

    /** A step of one source's way. */
    interface Step {
        void run() throws SQLException;
    }

    Attempts(Machinery machinery) {
        this.machinery = machinery;
    }

    /** A step of a source's, in turn with the cycle's thread; what it cannot do now is tried again. */
    void run(Connection open, CapturedSource source, Step step) throws SQLException {
        machinery.turn().lock();
        try {
            if (!source.isForgotten()) {
                step.run();
            }
        } catch (FreshetException e) {
            if (Fence.isTaken(e)) {
                throw e;
            }
            if (Publication.isForeign(e.fault())) {
                foreignPublication(open, source, e.fault());
            } else {
                source.retryAt(System.nanoTime() + RETRY_NANOS);
                source.lastError(e.fault().primary());
            }
        } catch (SQLException e) {
            if (Sql.isConnectionLost(e)) {
                throw e;
            }
            source.retryAt(System.nanoTime() + RETRY_NANOS);
            if (Sql.DUPLICATE_OBJECT.equals(e.getSQLState())) {
                // done before, by a statement whose answer was lost with its connection
                return;
            }
            refused(open, source, e);
        } finally {
            machinery.turn().unlock();
        }
    }

    private void foreignPublication(Connection open, CapturedSource source, Fault fault) throws SQLException {
        source.retryAt(System.nanoTime() + LATER_NANOS);
        if (!fault.primary().equals(source.lastError())) {
            staysOnTriggers(open, source, fault);
        }
    }

    private void refused(Connection open, CapturedSource source, SQLException e) throws SQLException {
        if (!TableShape.exists(open, source.oid())) {
            source.outdated();
        } else if (source.ready().isDone()) {
            obstruct(open, source, Sql.words(e));
            if (source.phase() == CapturePhase.TRANSITIONING) {
                source.lose(Sql.words(e));
            }
        } else {
            source.lastError(Sql.words(e));
            machinery.catalog().error(open, source.oid(), Sql.words(e));
        }
    }

    /** A source stays on triggers, until it is captured anew. */
    void obstruct(Connection open, CapturedSource source, String reason) throws SQLException {
        source.obstruct(reason);
        staysOnTriggers(open, source, Fault.of("FR3013", reason));
    }

    private void staysOnTriggers(Connection open, CapturedSource source, Fault why) throws SQLException {
        source.lastError(why.primary());
        machinery.catalog().error(open, source.oid(), why.primary());
        String hint = why.hint().isEmpty() ? "" : ". " + why.hint();
        machinery
                .listener()
                .alert(new Alert(
                        Event.CAPTURE_NOTICE,
                        Optional.of(source.relation()),
                        why.code(),
                        source.relation() + " stays on triggers: " + why.primary() + hint));
    }
}
