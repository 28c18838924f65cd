package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;

/** Weeks, decades and what else is read off a date. Years are astronomical: 0 is 1 BC. Days count from 2000-01-01. */
final class Calendar {
    /** 2000-01-01 was a Saturday. */
    private static final int FIRST_ISO_DAY = 5;

    private static final int THURSDAY = 3;

    /** The first and the last month of the Julian calendar as PostgreSQL counts it (timestamp.h, {@code IS_VALID_JULIAN}). */
    private static final int FIRST_MONTH = -4713 * 12 + 10;

    private static final int END_MONTH = 5_874_898 * 12 + 5;

    private Calendar() {}

    /** Whether a month may have dates, some of which may yet be out of range. */
    static boolean isJulian(int year, int month) {
        long months = year * 12L + month - 1;
        return months >= FIRST_MONTH && months < END_MONTH;
    }

    /** 0 for Monday to 6 for Sunday. */
    static int dayOfWeek(long day) {
        return (int) Math.floorMod(day + FIRST_ISO_DAY, 7L);
    }

    /** The Monday of a day's week. */
    static long monday(long day) {
        return day - dayOfWeek(day);
    }

    /** The year that has the Thursday of the week. */
    static int isoYear(long day) {
        return CivilDate.ofDays(monday(day) + THURSDAY).year();
    }

    static int isoWeek(long day) {
        return (int) (monday(day) + THURSDAY - newYear(isoYear(day))) / 7 + 1;
    }

    static int dayOfYear(long day, int year) {
        return (int) (day - newYear(year)) + 1;
    }

    static long newYear(int year) {
        return new CivilDate(year, 1, 1).days();
    }

    /** As people count: there is no year 0. */
    static int counted(int year) {
        return year > 0 ? year : year - 1;
    }

    /** 199 is 1990 to 1999; 0 begins with 1 BC, −1 is 11 BC to 2 BC. */
    static int decade(int year) {
        return Math.floorDiv(year, 10);
    }

    /** 1 is the years 1 to 100; −1 the hundred years before; there is no 0. */
    static int century(int year) {
        return year > 0 ? (year + 99) / 100 : -((99 - (year - 1)) / 100);
    }

    static int millennium(int year) {
        return year > 0 ? (year + 999) / 1000 : -((999 - (year - 1)) / 1000);
    }

    /** The first year of the year's century. */
    static int centuryStart(int year) {
        int century = century(year);
        return century > 0 ? century * 100 - 99 : century * 100 + 1;
    }

    /** The first year of the year's millennium. */
    static int millenniumStart(int year) {
        int millennium = millennium(year);
        return millennium > 0 ? millennium * 1000 - 999 : millennium * 1000 + 1;
    }

    static int quarter(int month) {
        return (month - 1) / 3 + 1;
    }
}
