package dev.freshet.cdc.database;

import dev.freshet.kernel.port.ChangeSource;
import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;

/** What is said of a table that is not what it was planned with: {@link ChangeSource#isAltered}. */
public final class Altered {
    private Altered() {}

    /** FR3007: nothing, or another table, has its name. */
    public static Fault gone(Relation table) {
        return Fault.of("FR3007", "there is no table " + table + " any more");
    }

    /** FR3008: it is there, and another one. */
    public static Fault other(Relation table) {
        return Fault.of("FR3008", table + " is not what it was planned with");
    }
}
