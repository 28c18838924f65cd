package dev.freshet.cdc.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows PostgreSQL's planner expects of a query: known also for a table that was never analysed, from its size. Stateless. */
public final class Estimate {
    private static final Pattern ROWS = Pattern.compile(" rows=(\\d{1,18}) ");

    private Estimate() {}

    /** Rows, for showing how far a read is; 0 where the plan does not tell. */
    public static long rows(Connection connection, String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN " + select)) {
            plan.next();
            Matcher matcher = ROWS.matcher(plan.getString(1));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        }
    }
}
