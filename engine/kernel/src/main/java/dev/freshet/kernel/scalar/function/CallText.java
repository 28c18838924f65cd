package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.scalar.Expression;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Renders calls for plans: operators infix, functions by name. */
final class CallText {
    private CallText() {}

    static String of(String name, Expression... arguments) {
        if (Character.isLetter(name.charAt(0))) {
            return Arrays.stream(arguments).map(Object::toString).collect(Collectors.joining(", ", name + "(", ")"));
        }
        return arguments.length == 2
                ? "(" + arguments[0] + " " + name + " " + arguments[1] + ")"
                : "(" + name + " " + arguments[0] + ")";
    }
}
