package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.function.Registry;

/** Enters the functions of dates, timestamps and intervals. */
public final class TimeFunctions {
    private TimeFunctions() {}

    public static void register(Registry registry) {
        TimeComparisons.register(registry);
        TimeArithmetic.register(registry);
        TimeCasts.register(registry);
        TimeConstruction.register(registry);
        TimeParts.register(registry);
        TimeFormats.register(registry);
        TimeStretches.register(registry);
    }
}
