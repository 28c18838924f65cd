package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.row.Bytes;
import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.Rows;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import java.util.function.Supplier;

/** Enters {@code LIKE} and {@code ILIKE} of {@code text}, {@code name} and {@code char(n)}, whose padding counts here. */
final class PatternFunctions {
    private PatternFunctions() {}

    static void register(Registry registry) {
        registry.add(850, "textlike(text,text)", like());
        registry.add(851, "textnlike(text,text)", notLike());
        registry.add(1569, "\"like\"(text,text)", like());
        registry.add(1570, "notlike(text,text)", notLike());
        registry.add(858, "namelike(name,text)", like());
        registry.add(859, "namenlike(name,text)", notLike());
        registry.add(1571, "\"like\"(name,text)", like());
        registry.add(1572, "notlike(name,text)", notLike());
        registry.add(1631, "bpcharlike(character,text)", like());
        registry.add(1632, "bpcharnlike(character,text)", notLike());
        registry.add(1633, "texticlike(text,text)", caseless("~~*", Like::like));
        registry.add(1634, "texticnlike(text,text)", caseless("!~~*", Like::notLike));
        registry.add(1635, "nameiclike(name,text)", caseless("~~*", Like::like));
        registry.add(1636, "nameicnlike(name,text)", caseless("!~~*", Like::notLike));
        registry.add(1660, "bpchariclike(character,text)", caseless("~~*", Like::like));
        registry.add(1661, "bpcharicnlike(character,text)", caseless("!~~*", Like::notLike));
        registry.add(1637, "like_escape(text,text)", PerCall.binary("like_escape", LikeEscape::new));
        registry.add(
                3696,
                "starts_with(text,text)",
                Collating.deterministic(StrictBinary.<BytesVector, BytesVector, LongVector>function(
                        "^@", PatternFunctions::startsWith)));
    }

    private static ScalarFunction like() {
        return Collating.deterministic(PerCall.binary("~~", Like::like));
    }

    private static ScalarFunction notLike() {
        return Collating.deterministic(PerCall.binary("!~~", Like::notLike));
    }

    private static ScalarFunction caseless(String symbol, Supplier<Like> like) {
        return (arguments, context) -> new StrictBinary<>(
                symbol,
                new CaselessLike(LetterCase.of(context), like.get()),
                arguments.get(0),
                arguments.get(1),
                context.result());
    }

    private static void startsWith(BytesVector text, BytesVector prefix, LongVector result, Rows rows) {
        for (int r = rows.next(0); r >= 0; r = rows.next(r + 1)) {
            boolean starts = prefix.length[r] <= text.length[r]
                    && Bytes.same(text.base[r], text.from[r], prefix.base[r], prefix.from[r], prefix.length[r]);
            result.values[r] = starts ? 1 : 0;
        }
    }
}
