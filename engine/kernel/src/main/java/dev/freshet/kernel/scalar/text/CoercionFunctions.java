package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictTernary;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Relabel;

/** Enters the casts among {@code text}, {@code varchar(n)}, {@code char(n)} and {@code name}. */
final class CoercionFunctions {
    private CoercionFunctions() {}

    static void register(Registry registry) {
        registry.add(
                669,
                "\"varchar\"(character varying,integer,boolean)",
                StrictTernary.<BytesVector, LongVector, LongVector, BytesVector>function(
                        "varchar", LengthCoercion::varying));
        registry.add(668, "bpchar(character,integer,boolean)", PerCall.ternary("char", LengthCoercion::padded));
        registry.add(401, "text(character)", Trim.END.ofBlanks());
        registry.add(406, "text(name)", same());
        registry.add(408, "bpchar(name)", same());
        registry.add(1401, "\"varchar\"(name)", same());
        registry.add(407, "name(text)", toName(NameCoercion::ofText));
        registry.add(1400, "name(character varying)", toName(NameCoercion::ofText));
        registry.add(409, "name(character)", toName(NameCoercion::ofPadded));
    }

    private static ScalarFunction same() {
        return (arguments, context) -> new Relabel(arguments.getFirst(), context.result());
    }

    private static ScalarFunction toName(StrictUnary.Kernel<BytesVector, BytesVector> kernel) {
        return StrictUnary.function("name", kernel);
    }
}
