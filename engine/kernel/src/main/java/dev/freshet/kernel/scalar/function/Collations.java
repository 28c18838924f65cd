package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.type.ColumnType;
import java.util.HashMap;
import java.util.Map;

/**
 * The collations of a database, by {@code pg_collation.oid}. Those that are the same in every database are always there; the default one
 * ({@link ColumnType#COLLATION_DEFAULT}) and the user's are there if whoever plans has read them. Immutable; safe for all threads.
 */
public final class Collations {
    /** What is the same in every database of PostgreSQL 18. */
    public static final Collations SYSTEM = new Collations(Map.of(
            ColumnType.COLLATION_C,
            Collation.libc("C", "C", "C"),
            951,
            Collation.libc("POSIX", "POSIX", "POSIX"),
            962,
            Collation.builtin("ucs_basic", "C"),
            811,
            Collation.builtin("pg_c_utf8", "C.UTF-8"),
            6411,
            Collation.builtin("pg_unicode_fast", "PG_UNICODE_FAST"),
            963,
            Collation.icu("unicode", true)));

    private final Map<Integer, Collation> byOid;

    private Collations(Map<Integer, Collation> byOid) {
        this.byOid = Map.copyOf(byOid);
    }

    /** These and one more. */
    public Collations with(int oid, Collation collation) {
        Map<Integer, Collation> more = new HashMap<>(byOid);
        more.put(oid, collation);
        return new Collations(more);
    }

    /** These and the database's default one ({@code datlocprovider}, {@code datlocale}, {@code datcollate}, {@code datctype}). */
    public Collations withDefault(Collation collation) {
        return with(ColumnType.COLLATION_DEFAULT, collation);
    }

    /** Whether a collation is known, and orders strings by their bytes. */
    public boolean orderByBytes(int oid) {
        Collation known = byOid.get(oid);
        return known != null && known.order() == Collation.Order.BYTES;
    }

    /**
     * The collation of a call.
     *
     * @throws IllegalArgumentException if it is not known, or none could be determined (0)
     */
    Collation byOid(int oid) {
        Collation known = byOid.get(oid);
        if (known != null) {
            return known;
        }
        if (oid == 0) {
            throw new IllegalArgumentException("no collation could be determined");
        }
        if (oid == ColumnType.COLLATION_DEFAULT) {
            // whatever it is, PostgreSQL takes only deterministic ones
            return new Collation("default", Collation.Order.LINGUISTIC, Collation.Letters.OTHER);
        }
        throw new IllegalArgumentException("collation " + oid + " is not known");
    }
}
