package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.format.NumberFormats;
import dev.freshet.kernel.scalar.number.ComparisonFunctions;
import dev.freshet.kernel.scalar.number.FloatCasts;
import dev.freshet.kernel.scalar.number.FloatFunctions;
import dev.freshet.kernel.scalar.number.IntegerCasts;
import dev.freshet.kernel.scalar.number.IntegerFunctions;
import dev.freshet.kernel.scalar.numeric.NumericCasts;
import dev.freshet.kernel.scalar.numeric.NumericFunctions;
import dev.freshet.kernel.scalar.text.TextFunctions;
import dev.freshet.kernel.scalar.time.TimeFunctions;
import dev.freshet.kernel.scalar.uuid.UuidFunctions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions of PostgreSQL that have an exact kernel, by the OID of {@code pg_proc}. An operator is found by its {@code oprcode}. What is
 * not here is not approximated: the planner refuses it by name or leaves it to PostgreSQL.
 *
 * <p>Immutable; safe for all threads.
 */
public final class ScalarFunctions {
    private static final Map<Integer, Registry.Entry> BY_OID = assemble();

    private ScalarFunctions() {}

    /** One line a family. */
    private static Map<Integer, Registry.Entry> assemble() {
        Registry registry = new Registry();
        ComparisonFunctions.register(registry);
        FloatCasts.register(registry);
        FloatFunctions.register(registry);
        IntegerCasts.register(registry);
        IntegerFunctions.register(registry);
        NumberFormats.register(registry);
        NumericCasts.register(registry);
        NumericFunctions.register(registry);
        TextFunctions.register(registry);
        TimeFunctions.register(registry);
        UuidFunctions.register(registry);
        return registry.entries();
    }

    /** The function, if it has an exact kernel. */
    public static Optional<ScalarFunction> byOid(int pgProcOid) {
        return Optional.ofNullable(BY_OID.get(pgProcOid)).map(Registry.Entry::function);
    }

    /** The signature as {@code regprocedure} prints it, for plans. */
    public static Optional<String> signature(int pgProcOid) {
        return Optional.ofNullable(BY_OID.get(pgProcOid)).map(Registry.Entry::signature);
    }

    /** All OIDs that have a kernel. */
    public static Set<Integer> oids() {
        return BY_OID.keySet();
    }
}
