package dev.freshet.cdc.database;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.FreshetException;
import dev.freshet.kernel.port.Relation;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What keeps a former instance from writing once another has taken over: the epoch in the frontier's row. The condition stands in the very
 * statement that acts, not before it, so that an instance that was frozen in between finds itself fenced when it comes back to life; and no
 * row lock is held, so that a frozen one is in nobody's way.
 *
 * @param condition a truth value in SQL
 */
public record Fence(String condition) {
    /** What a fenced statement raises. */
    static final String SQL_STATE = "FR401";

    private static final String CODE = "FR4001";

    /** Of an instance with its epoch. */
    public static Fence of(String schema, long epoch) {
        return new Fence("EXISTS (SELECT FROM " + Relation.quote(schema) + ".frontier WHERE epoch = " + epoch + ")");
    }

    /** Where no instance runs. */
    public static Fence open() {
        return new Fence("true");
    }

    /** Whether we still are who may write. */
    public boolean holds(Connection connection) throws SQLException {
        return Sql.truth(connection, "SELECT " + condition);
    }

    /** FR4001: another instance has taken over; this one must end. */
    public static FreshetException taken() {
        return Fault.of(CODE, "another Freshet has taken over this catalog")
                .withDetail("The epoch of the frontier is no longer the one this instance began with.")
                .withHint(
                        "Run one Freshet a catalog, or give each a catalog.schema, a capture.slot and a capture.publication of its own.")
                .exception();
    }

    /** Whether a fault is {@link #taken}. */
    public static boolean isTaken(FreshetException e) {
        return e.fault().code().equals(CODE);
    }
}
