package dev.freshet.kernel.scalar.function;

import java.util.HashMap;
import java.util.Map;

/** Where each family enters its functions while {@link ScalarFunctions} is assembled. Confined to the thread that assembles. */
public final class Registry {
    /** A function under the name and argument types the catalog has it by. */
    record Entry(String signature, ScalarFunction function) {}

    private final Map<Integer, Entry> entries = new HashMap<>();

    Registry() {}

    /**
     * Enters a function.
     *
     * @param oid {@code pg_proc.oid}
     * @param signature {@code oid::regprocedure::text}, such as {@code int4pl(integer,integer)}; a test holds it against the catalog
     */
    public Registry add(int oid, String signature, ScalarFunction function) {
        Entry before = entries.putIfAbsent(oid, new Entry(signature, function));
        if (before != null) {
            throw new IllegalStateException(
                    "pg_proc " + oid + " entered twice: " + before.signature + ", " + signature);
        }
        return this;
    }

    Map<Integer, Entry> entries() {
        return Map.copyOf(entries);
    }
}
