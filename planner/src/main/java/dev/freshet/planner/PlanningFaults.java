package dev.freshet.planner;

import dev.freshet.kernel.port.Fault;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** PostgreSQL's errors on a query: its own words, and the place within the query. */
final class PlanningFaults {
    private PlanningFaults() {}

    /**
     * A fault of the query, or of the connection it was to be planned on.
     *
     * @param prefix what was put before the query in the statement that was refused
     */
    static Fault of(SQLException error, String prefix, String query) {
        String state = error.getSQLState();
        if (state == null || state.startsWith("08") || state.startsWith("57P")) {
            return Fault.of("FR3001", "the database cannot be reached").withDetail(String.valueOf(error.getMessage()));
        }
        if (!(error instanceof PSQLException postgres)
                || !(postgres.getServerErrorMessage() instanceof ServerErrorMessage message)) {
            return Fault.of("FR2001", String.valueOf(error.getMessage()));
        }
        String code = state.equals("42501") ? "FR2002" : "FR2001";
        Fault fault = Fault.of(code, or(message.getMessage()))
                .withDetail(or(message.getDetail()))
                .withHint(or(message.getHint()));
        int position = message.getPosition() - 1 - prefix.length();
        return message.getPosition() > 0 && position >= 0 ? fault.at(place(query, position)) : fault;
    }

    /** Line and column of an offset in code points, both from 1. */
    private static String place(String query, int codePoints) {
        int line = 1;
        int column = 1;
        int at = 0;
        for (int i = 0; i < codePoints && at < query.length(); i++) {
            int codePoint = query.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return line + ":" + column;
    }

    private static String or(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}
