package dev.freshet.cdc.polled;

import dev.freshet.cdc.database.Altered;
import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.port.ChangeSource.Unpolled;
import dev.freshet.kernel.port.ChangeSource.Unpolled.Kind;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;
import java.sql.SQLException;

/** Why a source could not be polled, as people are told. Stateless. */
final class PollFaults {
    private static final String UNPOPULATED = "55000";
    private static final String CANCELED = "57014";

    private PollFaults() {}

    /** A REFRESH, an ALTER or a DROP is at work on it, or was between the snapshot and now. */
    static Unpolled busy(Relation relation) {
        return new Unpolled(
                Kind.BUSY,
                Fault.of("FR3023", relation + " is being refreshed or altered")
                        .withHint("Stream tables that read it wait until that is done."));
    }

    /** It has not the columns that a stream table was planned with, or is gone. */
    static Unpolled altered(Relation relation, String how) {
        return new Unpolled(
                Kind.FAILED,
                Altered.other(relation)
                        .withDetail(how)
                        .withHint("The stream table goes on when its definition holds again."));
    }

    static Unpolled failed(Fault fault) {
        return new Unpolled(Kind.FAILED, fault);
    }

    /**
     * In PostgreSQL's words.
     *
     * @param current whether it is what the snapshot shows; else the next one will tell
     */
    static Unpolled of(Relation relation, SQLException e, boolean current) {
        if (!current) {
            return busy(relation);
        }
        return switch (String.valueOf(e.getSQLState())) {
            case Sql.LOCK_NOT_AVAILABLE, Sql.DEADLOCK -> busy(relation);
            case Sql.INSUFFICIENT_PRIVILEGE ->
                failed(Fault.of("FR3004", "not allowed to read " + relation)
                        .withDetail(Sql.words(e))
                        .withHint("GRANT SELECT ON " + relation.sql()
                                + " to Freshet's role; a foreign table needs a user mapping, too."));
            case UNPOPULATED ->
                failed(Fault.of("FR3024", relation + " could not be read")
                        .withDetail(Sql.words(e))
                        .withHint("REFRESH MATERIALIZED VIEW fills it; the stream table goes on then."));
            case CANCELED ->
                failed(
                        Fault.of("FR3024", relation + " could not be read in time")
                                .withDetail(Sql.words(e))
                                .withHint(
                                        "All stream tables wait while a foreign table is read. It is given more time the next time."));
            default ->
                failed(Fault.of("FR3024", relation + " could not be read")
                        .withDetail(Sql.words(e))
                        .withHint("The stream table goes on when it can be read."));
        };
    }

    static boolean isLate(SQLException e) {
        return CANCELED.equals(e.getSQLState());
    }
}
