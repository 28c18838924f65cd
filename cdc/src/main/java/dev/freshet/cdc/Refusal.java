package dev.freshet.cdc;

import dev.freshet.cdc.database.Database;
import dev.freshet.cdc.database.Sql;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.sql.SQLException;

/** What PostgreSQL said when capture was to be set up or ended, as a person is told of it. */
final class Refusal {
    private Refusal() {}

    /** A lost connection is FR3001, whatever it was lost over; a missing privilege comes with the hint what to grant. */
    static FreshetException of(Fault fault, SQLException e) {
        if (Sql.isConnectionLost(e)) {
            return Database.unreachable(e);
        }
        Fault told = fault.withDetail(Sql.words(e));
        if (Sql.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
            told = told.withHint(
                    "Freshet's role needs SELECT and TRIGGER on its sources (or to own them), and CREATE on the database.");
        }
        return new FreshetException(told, e);
    }
}
