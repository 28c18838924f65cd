package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictCall;
import dev.freshet.kernel.scalar.function.StrictUnary;
import dev.freshet.kernel.scalar.logic.Coalesce;
import dev.freshet.kernel.scalar.logic.Constant;
import java.util.List;

/** Enters what makes new strings. */
final class WritingFunctions {
    private WritingFunctions() {}

    static void register(Registry registry) {
        compositions(registry);
        paddings(registry);
        digits(registry);
        cases(registry);
    }

    private static void compositions(Registry registry) {
        registry.add(1258, "textcat(text,text)", Joining.ofTexts());
        registry.add(
                1622, "repeat(text,integer)", Writing.<BytesVector, LongVector>binary("repeat", Composition::repeat));
        registry.add(3062, "reverse(text)", Writing.<BytesVector>unary("reverse", Composition::reverse));
        registry.add(
                1405,
                "\"overlay\"(text,text,integer)",
                Writing.<BytesVector, BytesVector, LongVector>ternary("overlay", Composition::overlay));
        registry.add(
                1404,
                "\"overlay\"(text,text,integer,integer)",
                (arguments, context) ->
                        new StrictCall<>("overlay", Composition.overlay(), arguments, context.result()));
        registry.add(3058, "concat(\"any\")", Concatenation.plain());
        registry.add(3059, "concat_ws(text,\"any\")", Concatenation.separated());
        registry.add(2003, "textanycat(text,anynonarray)", Joining::withAny);
        registry.add(2004, "anytextcat(anynonarray,text)", Joining::anyWith);
        registry.add(
                2087,
                "replace(text,text,text)",
                Collating.deterministic(
                        Writing.<BytesVector, BytesVector, BytesVector>ternary("replace", Replacement::replace)));
        registry.add(
                878,
                "translate(text,text,text)",
                Writing.<BytesVector, BytesVector, BytesVector>ternary("translate", Replacement::translate));
        registry.add(1283, "quote_literal(text)", quoteLiteral());
        registry.add(
                1289,
                "quote_nullable(text)",
                (arguments, context) -> new Coalesce(
                        context.result(),
                        List.of(quoteLiteral().apply(arguments, context), Constant.of(context.result(), "NULL"))));
    }

    private static void paddings(Registry registry) {
        registry.add(
                873,
                "lpad(text,integer,text)",
                Writing.<BytesVector, LongVector, BytesVector>ternary("lpad", Padding.LEFT::pad));
        registry.add(879, "lpad(text,integer)", Writing.<BytesVector, LongVector>binary("lpad", Padding.LEFT::pad));
        registry.add(
                874,
                "rpad(text,integer,text)",
                Writing.<BytesVector, LongVector, BytesVector>ternary("rpad", Padding.RIGHT::pad));
        registry.add(880, "rpad(text,integer)", Writing.<BytesVector, LongVector>binary("rpad", Padding.RIGHT::pad));
    }

    private static void digits(Registry registry) {
        registry.add(1621, "chr(integer)", Writing.<LongVector>unary("chr", CharacterCodes::character));
        registry.add(6330, "to_bin(integer)", Digits.ofInteger("to_bin", 32, 1));
        registry.add(6331, "to_bin(bigint)", Digits.ofInteger("to_bin", 64, 1));
        registry.add(6332, "to_oct(integer)", Digits.ofInteger("to_oct", 32, 3));
        registry.add(6333, "to_oct(bigint)", Digits.ofInteger("to_oct", 64, 3));
        registry.add(2089, "to_hex(integer)", Digits.ofInteger("to_hex", 32, 4));
        registry.add(2090, "to_hex(bigint)", Digits.ofInteger("to_hex", 64, 4));
        registry.add(
                2311, "md5(text)", PerCall.<BytesVector, BytesVector>unary("md5", () -> Writing.kernel(Digits.md5())));
    }

    private static void cases(Registry registry) {
        registry.add(870, "lower(text)", inCase("lower", LetterCase::lower));
        registry.add(871, "upper(text)", inCase("upper", LetterCase::upper));
        registry.add(872, "initcap(text)", inCase("initcap", LetterCase::capitals));
    }

    private static ScalarFunction quoteLiteral() {
        return Writing.<BytesVector>unary("quote_literal", Composition::quoted);
    }

    /** Appends a string in another case. */
    @FunctionalInterface
    private interface Mapping {
        void map(LetterCase letters, byte[] bytes, int from, int length, TextArena out);
    }

    private static ScalarFunction inCase(String name, Mapping mapping) {
        return (arguments, context) -> {
            LetterCase letters = LetterCase.of(context);
            StrictUnary.Kernel<BytesVector, BytesVector> kernel = Writing.kernel((text, row, out, rows) -> {
                out.open(LetterCase.room(text.length[row]));
                mapping.map(letters, text.base[row], text.from[row], text.length[row], out);
            });
            return new StrictUnary<>(name, kernel, arguments.getFirst(), context.result());
        };
    }
}
