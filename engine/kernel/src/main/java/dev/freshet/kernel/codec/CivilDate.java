package dev.freshet.kernel.codec;

/**
 * Days since 2000-01-01 and the proleptic Gregorian calendar, for any year an int holds. Years are astronomical: 0 is 1 BC.
 *
 * <p>Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
public record CivilDate(int year, int month, int day) {
    /** Days from 1970-01-01 to 2000-01-01. */
    public static final int EPOCH_SHIFT = 10_957;

    private static final int DAYS_PER_ERA = 146_097;
    private static final int SHIFT = 719_468;

    /** The date a number of days after 2000-01-01. */
    public static CivilDate ofDays(long days) {
        long z = days + EPOCH_SHIFT + SHIFT;
        long era = Math.floorDiv(z, DAYS_PER_ERA);
        int doe = (int) Math.floorMod(z, (long) DAYS_PER_ERA);
        int yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        int mp = (5 * doy + 2) / 153;
        int month = mp < 10 ? mp + 3 : mp - 9;
        int year = (int) (yoe + era * 400 + (month <= 2 ? 1 : 0));
        return new CivilDate(year, month, doy - (153 * mp + 2) / 5 + 1);
    }

    /** Days since 2000-01-01; a day beyond its month's end counts on. */
    public long days() {
        long y = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(y, 400);
        int yoe = (int) Math.floorMod(y, 400L);
        int mp = month > 2 ? month - 3 : month + 9;
        int doy = (153 * mp + 2) / 5 + day - 1;
        int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        return era * DAYS_PER_ERA + doe - SHIFT - EPOCH_SHIFT;
    }
}
