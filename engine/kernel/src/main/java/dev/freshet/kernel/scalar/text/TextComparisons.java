package dev.freshet.kernel.scalar.text;

import dev.freshet.kernel.scalar.function.Registry;

/** Enters the comparisons of {@code text}, {@code name} and {@code char(n)}. {@code varchar} is compared as {@code text}. */
final class TextComparisons {
    private TextComparisons() {}

    static void register(Registry registry) {
        texts(registry);
        names(registry);
        bpchars(registry);
        patterns(registry);
        extremes(registry);
    }

    private static void texts(Registry registry) {
        registry.add(67, "texteq(text,text)", TextComparison.EQUAL.ofText());
        registry.add(157, "textne(text,text)", TextComparison.NOT_EQUAL.ofText());
        registry.add(740, "text_lt(text,text)", TextComparison.LESS.ofText());
        registry.add(741, "text_le(text,text)", TextComparison.LESS_OR_EQUAL.ofText());
        registry.add(742, "text_gt(text,text)", TextComparison.GREATER.ofText());
        registry.add(743, "text_ge(text,text)", TextComparison.GREATER_OR_EQUAL.ofText());
    }

    private static void names(Registry registry) {
        registry.add(62, "nameeq(name,name)", TextComparison.EQUAL.ofText());
        registry.add(659, "namene(name,name)", TextComparison.NOT_EQUAL.ofText());
        registry.add(655, "namelt(name,name)", TextComparison.LESS.ofText());
        registry.add(656, "namele(name,name)", TextComparison.LESS_OR_EQUAL.ofText());
        registry.add(657, "namegt(name,name)", TextComparison.GREATER.ofText());
        registry.add(658, "namege(name,name)", TextComparison.GREATER_OR_EQUAL.ofText());
        registry.add(240, "nameeqtext(name,text)", TextComparison.EQUAL.ofText());
        registry.add(245, "namenetext(name,text)", TextComparison.NOT_EQUAL.ofText());
        registry.add(241, "namelttext(name,text)", TextComparison.LESS.ofText());
        registry.add(242, "nameletext(name,text)", TextComparison.LESS_OR_EQUAL.ofText());
        registry.add(244, "namegttext(name,text)", TextComparison.GREATER.ofText());
        registry.add(243, "namegetext(name,text)", TextComparison.GREATER_OR_EQUAL.ofText());
        registry.add(247, "texteqname(text,name)", TextComparison.EQUAL.ofText());
        registry.add(252, "textnename(text,name)", TextComparison.NOT_EQUAL.ofText());
        registry.add(248, "textltname(text,name)", TextComparison.LESS.ofText());
        registry.add(249, "textlename(text,name)", TextComparison.LESS_OR_EQUAL.ofText());
        registry.add(251, "textgtname(text,name)", TextComparison.GREATER.ofText());
        registry.add(250, "textgename(text,name)", TextComparison.GREATER_OR_EQUAL.ofText());
    }

    private static void bpchars(Registry registry) {
        registry.add(1048, "bpchareq(character,character)", TextComparison.EQUAL.ofBpchar());
        registry.add(1053, "bpcharne(character,character)", TextComparison.NOT_EQUAL.ofBpchar());
        registry.add(1049, "bpcharlt(character,character)", TextComparison.LESS.ofBpchar());
        registry.add(1050, "bpcharle(character,character)", TextComparison.LESS_OR_EQUAL.ofBpchar());
        registry.add(1051, "bpchargt(character,character)", TextComparison.GREATER.ofBpchar());
        registry.add(1052, "bpcharge(character,character)", TextComparison.GREATER_OR_EQUAL.ofBpchar());
    }

    private static void patterns(Registry registry) {
        registry.add(2160, "text_pattern_lt(text,text)", TextComparison.LESS.ofPatternText());
        registry.add(2161, "text_pattern_le(text,text)", TextComparison.LESS_OR_EQUAL.ofPatternText());
        registry.add(2164, "text_pattern_gt(text,text)", TextComparison.GREATER.ofPatternText());
        registry.add(2163, "text_pattern_ge(text,text)", TextComparison.GREATER_OR_EQUAL.ofPatternText());
        registry.add(2174, "bpchar_pattern_lt(character,character)", TextComparison.LESS.ofPatternBpchar());
        registry.add(2175, "bpchar_pattern_le(character,character)", TextComparison.LESS_OR_EQUAL.ofPatternBpchar());
        registry.add(2178, "bpchar_pattern_gt(character,character)", TextComparison.GREATER.ofPatternBpchar());
        registry.add(2177, "bpchar_pattern_ge(character,character)", TextComparison.GREATER_OR_EQUAL.ofPatternBpchar());
    }

    private static void extremes(Registry registry) {
        registry.add(458, "text_larger(text,text)", TextExtreme.LARGER.ofText());
        registry.add(459, "text_smaller(text,text)", TextExtreme.SMALLER.ofText());
        registry.add(1063, "bpchar_larger(character,character)", TextExtreme.LARGER.ofBpchar());
        registry.add(1064, "bpchar_smaller(character,character)", TextExtreme.SMALLER.ofBpchar());
    }
}
