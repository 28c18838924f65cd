package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.type.ColumnType;
import java.time.ZoneId;

/**
 * What a call knows beside its arguments.
 *
 * @param result the type PostgreSQL's analysis gave the result
 * @param inputCollation {@code pg_collation.oid} the function compares by, 0 for none
 * @param zone the session's {@code TimeZone} when the query was planned
 * @param collations those of the database
 * @param zones which zones the database knows as the JDK does
 */
public record CallContext(ColumnType result, int inputCollation, ZoneId zone, Collations collations, Zones zones) {
    /** In a database whose time zones are taken to be the JDK's. */
    public CallContext(ColumnType result, int inputCollation, ZoneId zone, Collations collations) {
        this(result, inputCollation, zone, collations, Zones.TRUSTED);
    }

    /** In a database of which nothing is known: by its default collation nothing is ordered. */
    public CallContext(ColumnType result, int inputCollation, ZoneId zone) {
        this(result, inputCollation, zone, Collations.SYSTEM);
    }

    /**
     * The collation the function compares by.
     *
     * @throws IllegalArgumentException if there is none, or it is not known
     */
    public Collation collation() {
        return collations.byOid(inputCollation);
    }

    /**
     * Refuses a call that would need the rules of a library to tell whether strings are equal.
     *
     * @throws IllegalArgumentException naming the collation
     */
    public void requireDeterministic() {
        Collation collation = collation();
        if (collation.order() == Collation.Order.NONDETERMINISTIC) {
            throw new IllegalArgumentException("collation \"" + collation.name() + "\" is not deterministic");
        }
    }

    /**
     * Refuses a call that would need the rules of a library to order strings.
     *
     * @throws IllegalArgumentException naming the collation
     */
    public void requireByteOrder() {
        Collation collation = collation();
        if (collation.order() != Collation.Order.BYTES) {
            throw new IllegalArgumentException(
                    "collation \"" + collation.name() + "\" orders strings otherwise than by their bytes");
        }
    }
}
