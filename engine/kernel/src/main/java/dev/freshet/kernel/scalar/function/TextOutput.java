package dev.freshet.kernel.scalar.function;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.scalar.Vector;

/** The output function of a type: how its values become text. Immutable, unless made anew for each call. */
@FunctionalInterface
public interface TextOutput {
    /** Appends the text of a row that is not NULL, in UTF-8. */
    void write(Vector values, int row, ByteSink out);
}
