package dev.freshet.kernel.scalar.time;

import java.util.HashMap;
import java.util.Map;

/** What {@code extract} and {@code date_trunc} can be asked for. */
enum Unit {
    MICROSECOND("us", "usec", "usecond", "useconds", "usecs", "microsecon"),
    MILLISECOND("ms", "msec", "msecond", "mseconds", "msecs", "millisecon"),
    SECOND("s", "sec", "second", "seconds", "secs"),
    MINUTE("m", "min", "mins", "minute", "minutes"),
    HOUR("h", "hour", "hours", "hr", "hrs"),
    DAY("d", "day", "days"),
    WEEK("w", "week", "weeks"),
    MONTH("mon", "mons", "month", "months"),
    QUARTER("qtr", "quarter"),
    YEAR("y", "year", "years", "yr", "yrs"),
    DECADE("dec", "decade", "decades", "decs"),
    CENTURY("c", "cent", "century", "centuries"),
    MILLENNIUM("mil", "mils", "millennia", "millennium"),
    ZONE("timezone"),
    ZONE_HOUR("timezone_h"),
    ZONE_MINUTE("timezone_m"),
    JULIAN,
    ISO_YEAR,
    DAY_OF_WEEK,
    ISO_DAY_OF_WEEK,
    DAY_OF_YEAR,
    EPOCH,
    /** {@code now}, {@code today} and other names of moments, which are known and of no use here. */
    MOMENT,
    /** Not a unit. */
    NONE;

    /** Names are told apart by so many characters; what comes after them is not looked at. */
    private static final int SIGNIFICANT = 10;

    /** datetime.c, {@code deltatktbl}. */
    private static final Map<String, Unit> LENGTHS = lengths();

    /** datetime.c, {@code datetktbl}, which is looked into where the other has nothing. */
    private static final Map<String, Unit> FIELDS = Map.ofEntries(
            Map.entry("mm", MINUTE),
            Map.entry("j", JULIAN),
            Map.entry("jd", JULIAN),
            Map.entry("julian", JULIAN),
            Map.entry("isoyear", ISO_YEAR),
            Map.entry("dow", DAY_OF_WEEK),
            Map.entry("isodow", ISO_DAY_OF_WEEK),
            Map.entry("doy", DAY_OF_YEAR),
            Map.entry("epoch", EPOCH),
            Map.entry("now", MOMENT),
            Map.entry("today", MOMENT),
            Map.entry("tomorrow", MOMENT),
            Map.entry("yesterday", MOMENT),
            Map.entry("allballs", MOMENT),
            Map.entry("infinity", MOMENT),
            Map.entry("+infinity", MOMENT),
            Map.entry("-infinity", MOMENT));

    private final String[] names;

    Unit(String... names) {
        this.names = names;
    }

    private static Map<String, Unit> lengths() {
        Map<String, Unit> lengths = new HashMap<>();
        for (Unit unit : values()) {
            for (String name : unit.names) {
                lengths.put(name, unit);
            }
        }
        return lengths;
    }

    /** What {@code date_trunc} takes a name for, in lower case. */
    static Unit ofLength(String name) {
        return LENGTHS.getOrDefault(significant(name), NONE);
    }

    /** What {@code extract} takes a name for, in lower case. */
    static Unit ofField(String name) {
        Unit length = ofLength(name);
        return length == NONE ? FIELDS.getOrDefault(significant(name), NONE) : length;
    }

    private static String significant(String name) {
        return name.substring(0, Math.min(name.length(), SIGNIFICANT));
    }
}
