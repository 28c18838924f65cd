package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a date and time as they are read one after the other: what a number means depends on which fields have been seen
 * (datetime.c, {@code DecodeDate}, {@code DecodeNumber}, {@code DecodeNumberField}, {@code ValidateDate}). Of two digits first comes the
 * month, as in DateStyle MDY. Each method that reads returns the set of fields it found. Confined to one thread.
 */
final class WrittenTime {
    static final int MONTH = 1 << 1;
    static final int YEAR = 1 << 2;
    static final int DAY = 1 << 3;
    static final int ZONE = 1 << 5;
    static final int DAY_OF_YEAR = 1 << 15;
    static final int DATE = YEAR | MONTH | DAY;
    /** Hour, minute, second and its parts always come together. */
    static final int TIME = 1 << 10;

    private static final int MOST_PARTS = 25;
    private static final int[] DAYS_OF_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    int year;
    int month;
    int day;
    int hour;
    int minute;
    int second;
    int micros;
    private int dayOfYear;
    private boolean twoDigitYear;
    private boolean isJulianDay;

    /** A date with separators, the month perhaps a word. */
    int date(String text, int before) throws Unreadable {
        int seen = before;
        int found = 0;
        boolean textMonth = false;
        List<String> numbers = new ArrayList<>();
        for (String part : parts(text)) {
            Keyword word = Cursor.isLetter(part.charAt(0)) ? Keyword.of(part) : Keyword.UNKNOWN;
            if (!Cursor.isLetter(part.charAt(0)) || word.type() == Keyword.Type.IGNORED) {
                numbers.add(part);
            } else if (word.type() != Keyword.Type.MONTH || (seen & MONTH) != 0) {
                throw Unreadable.format();
            } else {
                month = word.value();
                textMonth = true;
                seen |= MONTH;
                found |= MONTH;
            }
        }
        for (String number : numbers) {
            int field = number(number, textMonth, seen);
            if ((seen & field) != 0) {
                throw Unreadable.format();
            }
            seen |= field;
            found |= field;
        }
        if ((seen & ~(DAY_OF_YEAR | ZONE)) != DATE) {
            throw Unreadable.format();
        }
        return found;
    }

    /** Runs of digits and of letters; one character after each is lost, whatever it is. */
    private static List<String> parts(String text) throws Unreadable {
        List<String> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length() && parts.size() < MOST_PARTS) {
            while (at < text.length() && !Cursor.isDigit(text.charAt(at)) && !Cursor.isLetter(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                throw Unreadable.format();
            }
            int from = at;
            boolean digits = Cursor.isDigit(text.charAt(at));
            while (at < text.length()
                    && (digits ? Cursor.isDigit(text.charAt(at)) : Cursor.isLetter(text.charAt(at)))) {
                at++;
            }
            parts.add(text.substring(from, at));
            at++;
        }
        return parts;
    }

    /** A number alone. */
    int number(String text, boolean textMonth, int seen) throws Unreadable {
        Cursor cursor = new Cursor(text);
        int value = cursor.integer();
        if (cursor.at == 0) {
            throw Unreadable.format();
        }
        if (cursor.peek() == '.') {
            if (cursor.at > 2) {
                return concatenated(text, seen | DATE);
            }
            micros = cursor.micros();
        } else if (!cursor.isAtEnd()) {
            throw Unreadable.format();
        }
        int length = text.length();
        if (length == 3 && (seen & DATE) == YEAR && value >= 1 && value <= 366) {
            dayOfYear = value;
            return DAY_OF_YEAR | MONTH | DAY;
        }
        return switch (seen & DATE) {
            case 0 -> length >= 3 ? year(value, length) : month(value);
            case YEAR, DAY -> month(value);
            case MONTH -> textMonth && length >= 3 ? year(value, length) : day(value);
            case YEAR | MONTH -> {
                if (textMonth && length >= 3 && twoDigitYear) {
                    // the first number was the day after all
                    day = year;
                    year = value;
                    twoDigitYear = false;
                    yield DAY;
                }
                yield day(value);
            }
            case MONTH | DAY -> year(value, length);
            case DATE -> concatenated(text, seen);
            default -> throw Unreadable.format();
        };
    }

    private int year(int value, int length) {
        year = value;
        twoDigitYear = length <= 2;
        return YEAR;
    }

    private int month(int value) {
        month = value;
        return MONTH;
    }

    private int day(int value) {
        day = value;
        return DAY;
    }

    /** Digits run together, as in 20261121 or 104500.25. */
    int concatenated(String text, int seen) throws Unreadable {
        String digits = text;
        int point = text.indexOf('.');
        if (point >= 0) {
            micros = (int) Math.rint(leadingFraction(text, point) * TimeRange.SECOND);
            digits = text.substring(0, point);
        } else if ((seen & DATE) != DATE && text.length() >= 6) {
            int length = text.length();
            day = Cursor.atoi(text.substring(length - 2));
            month = Cursor.atoi(text.substring(length - 4, length - 2));
            year = Cursor.atoi(text.substring(0, length - 4));
            twoDigitYear |= length == 6;
            return DATE;
        }
        if ((seen & TIME) == 0 && (digits.length() == 6 || digits.length() == 4)) {
            second = digits.length() == 6 ? Cursor.atoi(digits.substring(4)) : 0;
            minute = Cursor.atoi(digits.substring(2, 4));
            hour = Cursor.atoi(digits.substring(0, 2));
            return TIME;
        }
        throw Unreadable.format();
    }

    private static double leadingFraction(String text, int point) {
        int end = point + 1;
        while (end < text.length() && Cursor.isDigit(text.charAt(end))) {
            end++;
        }
        return end == point + 1 ? 0 : Double.parseDouble("0" + text.substring(point, end));
    }

    /** A time with colons. */
    void time(String text) throws Unreadable {
        ClockTime time = ClockTime.of(text);
        if (time.hour() > Integer.MAX_VALUE) {
            throw Unreadable.field();
        }
        hour = (int) time.hour();
        minute = time.minute();
        second = time.second();
        micros = time.micros();
        if (hour > 24 || timeOfDay() > TimeRange.DAY) {
            throw Unreadable.field();
        }
    }

    void julianDay(int value) throws Unreadable {
        if (value < 0) {
            throw Unreadable.field();
        }
        set(CivilDate.ofDays((long) value - TimeRange.JULIAN_EPOCH));
        isJulianDay = true;
    }

    void timeOfDay(long value) {
        hour = (int) (value / TimeRange.HOUR);
        minute = (int) (value / TimeRange.MINUTE % 60);
        second = (int) (value / TimeRange.SECOND % 60);
        micros = (int) (value % TimeRange.SECOND);
    }

    /** Microseconds; digits run together may be more than a day. */
    long timeOfDay() {
        return hour * TimeRange.HOUR + minute * TimeRange.MINUTE + second * TimeRange.SECOND + micros;
    }

    /** Settles the year, and holds month and day against it. */
    void validate(int seen, boolean bc) throws Unreadable {
        if ((seen & YEAR) != 0 && !isJulianDay) {
            settleYear(bc);
        }
        if ((seen & DAY_OF_YEAR) != 0) {
            set(CivilDate.ofDays(Calendar.newYear(year) + dayOfYear - 1));
        }
        if ((seen & MONTH) != 0 && (month < 1 || month > 12)) {
            throw Unreadable.field();
        }
        if ((seen & DAY) != 0 && (day < 1 || day > 31)) {
            throw Unreadable.field();
        }
        if ((seen & DATE) == DATE && day > DAYS_OF_MONTH[month - 1] - (month == 2 && !isLeap(year) ? 1 : 0)) {
            throw Unreadable.field();
        }
    }

    private void settleYear(boolean bc) throws Unreadable {
        if (bc || !twoDigitYear) {
            if (year <= 0) {
                throw Unreadable.field();
            }
            year = bc ? 1 - year : year;
        } else if (year < 70) {
            year += 2000;
        } else if (year < 100) {
            year += 1900;
        }
    }

    private void set(CivilDate date) {
        year = date.year();
        month = date.month();
        day = date.day();
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
