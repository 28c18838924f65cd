package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.function.Registry;

/** Enters the functions of strings, a family at a time. */
public final class TextFunctions {
    private TextFunctions() {}

    public static void register(Registry registry) {
        TextComparisons.register(registry);
        PatternFunctions.register(registry);
        PartFunctions.register(registry);
        WritingFunctions.register(registry);
        CoercionFunctions.register(registry);
    }
}
