package dev.freshet.kernel.scalar.time;

import java.util.HashMap;
import java.util.Map;

/**
 * A word in a date or time (datetime.c, {@code datetktbl}).
 *
 * @param type what kind of word
 * @param value month 1 to 12, day of the week 0 to 6; 0 for others
 */
record Keyword(Type type, int value) {
    enum Type {
        MONTH,
        DAY_OF_WEEK,
        AM,
        PM,
        AD,
        BC,
        /** {@code t} before the time. */
        TIME,
        /** {@code j} before a Julian day. */
        JULIAN,
        /** The name of another unit. */
        UNIT,
        DAYLIGHT_SAVING,
        /** {@code at} and {@code on}. */
        IGNORED,
        EPOCH,
        INFINITY,
        MINUS_INFINITY,
        /** 00:00:00 UTC. */
        ALL_BALLS,
        /** {@code now}, {@code today} and their like. */
        MOMENT,
        UNKNOWN
    }

    static final Keyword UNKNOWN = new Keyword(Type.UNKNOWN, 0);

    /** So many characters tell words apart. */
    private static final int SIGNIFICANT = 10;

    private static final Map<String, Keyword> WORDS = new HashMap<>();

    static {
        enter(
                "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september"
                        + "|oct october|nov november|dec december",
                Type.MONTH,
                1);
        enter(
                "sun sunday|mon monday|tue tues tuesday|wed wednesday weds|thu thur thurs thursday|fri friday|sat saturday",
                Type.DAY_OF_WEEK,
                0);
        enter("am", Type.AM, 0);
        enter("pm", Type.PM, 0);
        enter("ad", Type.AD, 0);
        enter("bc", Type.BC, 0);
        enter("t", Type.TIME, 0);
        enter("j jd julian", Type.JULIAN, 0);
        enter("d dow doy h isodow isoyear m mm s y", Type.UNIT, 0);
        enter("dst", Type.DAYLIGHT_SAVING, 0);
        enter("at on", Type.IGNORED, 0);
        enter("epoch", Type.EPOCH, 0);
        enter("infinity +infinity", Type.INFINITY, 0);
        enter("-infinity", Type.MINUS_INFINITY, 0);
        enter("allballs", Type.ALL_BALLS, 0);
        enter("now today tomorrow yesterday", Type.MOMENT, 0);
    }

    /** Words of one value between blanks, values one up from the first between bars. */
    private static void enter(String words, Type type, int first) {
        int value = first;
        for (String same : words.split("\\|")) {
            Keyword keyword = new Keyword(type, value++);
            for (String word : same.split(" ")) {
                WORDS.put(word, keyword);
            }
        }
    }

    /** A word in lower case. */
    static Keyword of(String word) {
        return WORDS.getOrDefault(word.substring(0, Math.min(word.length(), SIGNIFICANT)), UNKNOWN);
    }
}
