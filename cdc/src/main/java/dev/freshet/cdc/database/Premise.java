package dev.freshet.cdc.database;

import dev.freshet.kernel.port.Fault;
import dev.freshet.kernel.port.Relation;

/**
 * What must be so once a step's statements have their locks, else none of them takes effect. DDL knows tables by name, and a name may be
 * another table's by the time a statement has waited for its lock: what was meant for the one would be done to the other.
 *
 * @param condition a truth value in SQL
 * @param otherwise what is thrown where it does not hold
 */
public record Premise(String condition, Fault otherwise) {
    /** A table still has the name that it is called by. */
    public static Premise named(Relation name, int oid) {
        return new Premise(
                "pg_catalog.to_regclass('" + name.sql().replace("'", "''") + "')::pg_catalog.oid IS NOT DISTINCT FROM "
                        + sql(oid),
                Altered.gone(name).withDetail("The name is another table's by now, or nobody's."));
    }

    /** A table's replica identity is FULL. */
    public static Premise identifiedByAll(Relation name, int oid) {
        return new Premise(
                "EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) " + sql(oid)
                        + " AND c.relreplident OPERATOR(pg_catalog.=) 'f')",
                Fault.of("FR3009", "somebody else sets the replica identity of " + name));
    }

    private static String sql(int oid) {
        return "'" + Integer.toUnsignedString(oid) + "'::pg_catalog.oid";
    }
}
