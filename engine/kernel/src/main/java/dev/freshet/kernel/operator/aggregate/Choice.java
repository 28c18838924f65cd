package dev.freshet.kernel.operator.aggregate;

import dev.freshet.kernel.row.RowLayout;
import dev.freshet.kernel.type.Kind;
import java.util.OptionalInt;

/** Which rows a call counts: those for which the filter is true and the argument not NULL. Immutable. */
final class Choice {
    private static final int NONE = -1;

    private final int filterSlot;
    private final int nullByte;
    private final int nullMask;

    Choice(RowLayout layout, OptionalInt argument, OptionalInt filter) {
        if (filter.isPresent() && layout.kind(filter.getAsInt()) != Kind.BOOL) {
            throw new IllegalArgumentException("the filter is not a boolean column of " + layout);
        }
        filterSlot = filter.isPresent() ? layout.slot(filter.getAsInt()) : NONE;
        nullByte = argument.isPresent() ? argument.getAsInt() >>> 3 : 0;
        nullMask = argument.isPresent() ? 1 << (argument.getAsInt() & 7) : 0;
    }

    /** Every row. */
    static Choice all(RowLayout layout) {
        return new Choice(layout, OptionalInt.empty(), OptionalInt.empty());
    }

    boolean takes(byte[] bytes, int row) {
        // the slot of a NULL is zero, as that of false
        return (bytes[row + nullByte] & nullMask) == 0 && (filterSlot == NONE || bytes[row + filterSlot] == 1);
    }

    /** Whether it takes every row there is. */
    boolean takesAll() {
        return filterSlot == NONE && nullMask == 0;
    }
}
