package dev.freshet.sink;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors as faults: its words stay, the code tells where in Freshet it happened. */
public final class Faults {
    private Faults() {}

    /** A fault with PostgreSQL's message, detail and hint. */
    public static Fault of(String code, String doing, SQLException error) {
        Fault fault = Fault.of(code, doing + ": " + primary(error));
        if (error instanceof PSQLException postgres
                && postgres.getServerErrorMessage() instanceof ServerErrorMessage server) {
            String detail = server.getDetail();
            String hint = server.getHint();
            fault = fault.withDetail(detail == null ? "" : detail).withHint(hint == null ? "" : hint);
        }
        return fault;
    }

    public static FreshetException exception(String code, String doing, SQLException error) {
        return new FreshetException(of(code, doing, error), error);
    }

    /** Whether the connection is gone or the server is, rather than a statement refused. */
    public static boolean isConnectionLost(SQLException error) {
        String state = error.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }

    private static String primary(SQLException error) {
        if (error instanceof PSQLException postgres
                && postgres.getServerErrorMessage() instanceof ServerErrorMessage server) {
            String message = server.getMessage();
            return message == null ? "" : message;
        }
        String message = error.getMessage();
        return message == null ? error.toString() : message;
    }
}
