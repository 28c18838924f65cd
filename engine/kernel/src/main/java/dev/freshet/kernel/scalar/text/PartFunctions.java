package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.BytesVector;
import dev.freshet.kernel.scalar.LongVector;
import dev.freshet.kernel.scalar.function.Registry;
import dev.freshet.kernel.scalar.function.ScalarFunction;
import dev.freshet.kernel.scalar.function.StrictBinary;
import dev.freshet.kernel.scalar.function.StrictTernary;
import dev.freshet.kernel.scalar.function.StrictUnary;

/** Enters what measures strings, finds something in them and takes parts of them. */
final class PartFunctions {
    private PartFunctions() {}

    static void register(Registry registry) {
        lengths(registry);
        parts(registry);
        trims(registry);
        searches(registry);
    }

    private static void lengths(Registry registry) {
        registry.add(1257, "textlen(text)", measure("length", TextLength::characters));
        registry.add(1317, "length(text)", measure("length", TextLength::characters));
        registry.add(1369, "character_length(text)", measure("length", TextLength::characters));
        registry.add(1381, "char_length(text)", measure("length", TextLength::characters));
        registry.add(1318, "length(character)", measure("length", TextLength::unpadded));
        registry.add(1367, "character_length(character)", measure("length", TextLength::unpadded));
        registry.add(1372, "char_length(character)", measure("length", TextLength::unpadded));
        registry.add(1374, "octet_length(text)", measure("octet_length", TextLength::bytes));
        registry.add(1375, "octet_length(character)", measure("octet_length", TextLength::bytes));
        registry.add(1811, "bit_length(text)", measure("bit_length", TextLength::bits));
        registry.add(1620, "ascii(text)", measure("ascii", CharacterCodes::first));
    }

    private static void parts(Registry registry) {
        registry.add(883, "substr(text,integer)", part("substr", Part::from));
        registry.add(937, "\"substring\"(text,integer)", part("substring", Part::from));
        registry.add(877, "substr(text,integer,integer)", between("substr"));
        registry.add(936, "\"substring\"(text,integer,integer)", between("substring"));
        registry.add(3060, "\"left\"(text,integer)", part("left", Part::left));
        registry.add(3061, "\"right\"(text,integer)", part("right", Part::right));
    }

    private static void trims(Registry registry) {
        registry.add(885, "btrim(text)", Trim.BOTH.ofBlanks());
        registry.add(884, "btrim(text,text)", Trim.BOTH.ofSet());
        registry.add(881, "ltrim(text)", Trim.START.ofBlanks());
        registry.add(875, "ltrim(text,text)", Trim.START.ofSet());
        registry.add(882, "rtrim(text)", Trim.END.ofBlanks());
        registry.add(876, "rtrim(text,text)", Trim.END.ofSet());
    }

    private static void searches(Registry registry) {
        registry.add(868, "strpos(text,text)", position("strpos"));
        registry.add(849, "\"position\"(text,text)", position("position"));
        registry.add(
                2088,
                "split_part(text,text,integer)",
                Collating.deterministic(StrictTernary.<BytesVector, BytesVector, LongVector, BytesVector>function(
                        "split_part", Search::field)));
    }

    private static ScalarFunction measure(String name, StrictUnary.Kernel<BytesVector, LongVector> kernel) {
        return StrictUnary.function(name, kernel);
    }

    private static ScalarFunction part(String name, StrictBinary.Kernel<BytesVector, LongVector, BytesVector> kernel) {
        return StrictBinary.function(name, kernel);
    }

    private static ScalarFunction between(String name) {
        return StrictTernary.<BytesVector, LongVector, LongVector, BytesVector>function(name, Part::between);
    }

    private static ScalarFunction position(String name) {
        return Collating.deterministic(
                StrictBinary.<BytesVector, BytesVector, LongVector>function(name, Search::position));
    }
}
