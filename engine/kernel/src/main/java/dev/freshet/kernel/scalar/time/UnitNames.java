package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.EvaluationError;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * The units a call is asked for. They are a text like any other, but nearly always the same one: the last is remembered. Owned by one
 * node.
 */
final class UnitNames {
    /** What an identifier is cut to, in bytes. */
    private static final int MOST_BYTES = 63;

    private final Function<String, Unit> table;
    private final String type;
    private byte[] asked = {};
    private String name = "";
    private Unit unit = Unit.NONE;

    /**
     * Units of a type.
     *
     * @param table {@link Unit#ofLength} or {@link Unit#ofField}
     * @param type the type as messages name it
     */
    UnitNames(Function<String, Unit> table, String type) {
        this.table = table;
        this.type = type;
    }

    /** The unit a row asks for. */
    Unit at(BytesVector names, int row) {
        int from = names.from[row];
        int to = from + names.length[row];
        if (!Arrays.equals(names.base[row], from, to, asked, 0, asked.length)) {
            asked = Arrays.copyOfRange(names.base[row], from, to);
            name = lowered(asked);
            unit = table.apply(name);
        }
        return unit;
    }

    /** Why the unit last asked for cannot be had. */
    EvaluationError refusal() {
        return unit == Unit.NONE ? notRecognized() : notSupported("");
    }

    EvaluationError notSupported(String detail) {
        return new EvaluationError("0A000", "unit \"" + name + "\" not supported for type " + type, detail);
    }

    EvaluationError notRecognized() {
        return new EvaluationError("22023", "unit \"" + name + "\" not recognized for type " + type);
    }

    /** As identifiers are: only A to Z in lower case, cut between characters (scansup.c, {@code downcase_truncate_identifier}). */
    private static String lowered(byte[] utf8) {
        byte[] lower = utf8.clone();
        for (int i = 0; i < lower.length; i++) {
            if (lower[i] >= 'A' && lower[i] <= 'Z') {
                lower[i] += 'a' - 'A';
            }
        }
        int length = lower.length;
        if (length > MOST_BYTES) {
            length = MOST_BYTES;
            while ((lower[length] & 0xc0) == 0x80) {
                length--;
            }
        }
        return new String(lower, 0, length, StandardCharsets.UTF_8);
    }
}
