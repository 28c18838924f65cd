package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.ByteSink;
import dev.freshet.kernel.codec.CivilDate;
import dev.freshet.kernel.scalar.format.FormatPiece;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes times by a picture (formatting.c, {@code DCH_to_char}). Reused from row to row; confined to one thread. */
final class TimeWriter {
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    private static final List<String> ROMAN =
            List.of("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII");
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final int NAME_WIDTH = 9;
    private static final int ROMAN_WIDTH = 4;
    private static final int ABBREVIATION = 3;

    private final TimePicture picture;
    private long day;
    private int year;
    private int month;
    private int dayOfMonth;
    private long hour;
    private int minute;
    private int second;
    private int micros;
    private long offset;
    private boolean isInterval;

    TimeWriter(TimePicture picture) {
        this.picture = picture;
    }

    /** A local time and the seconds its clock is ahead of UTC. */
    void timestamp(long local, long offsetSeconds, ByteSink out) {
        day = Math.floorDiv(local, TimeRange.DAY);
        CivilDate date = CivilDate.ofDays(day);
        year = date.year();
        month = date.month();
        dayOfMonth = date.day();
        offset = offsetSeconds;
        isInterval = false;
        time(Math.floorMod(local, TimeRange.DAY));
        write(out);
    }

    /** A finite interval, whose parts may be negative. */
    void interval(long time, int days, int months, ByteSink out) {
        year = months / 12;
        month = months % 12;
        dayOfMonth = days;
        isInterval = true;
        time(time);
        write(out);
    }

    private void time(long time) {
        hour = time / TimeRange.HOUR;
        minute = (int) (time / TimeRange.MINUTE % 60);
        second = (int) (time / TimeRange.SECOND % 60);
        micros = (int) (time % TimeRange.SECOND);
    }

    private void write(ByteSink out) {
        for (TimePicture.Piece piece : picture.pieces()) {
            String text = switch (piece) {
                case TimePicture.Text copied -> copied.text();
                case TimePicture.Field field -> field(field);
            };
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.put(utf8, 0, utf8.length);
        }
    }

    private String field(TimePicture.Field f) {
        return switch (f.field()) {
            case MERIDIAN_DOTTED -> letters(f, hour % 24 >= 12 ? "P.M." : "A.M.");
            case MERIDIAN -> letters(f, hour % 24 >= 12 ? "PM" : "AM");
            case ERA_DOTTED -> letters(f, year <= 0 ? "B.C." : "A.D.");
            case ERA -> letters(f, year <= 0 ? "BC" : "AD");
            case DAY_NAME -> name(f, DAYS.get(Calendar.dayOfWeek(day)));
            case DAY_ABBREVIATION ->
                letters(f, DAYS.get(Calendar.dayOfWeek(day)).substring(0, ABBREVIATION));
            case MONTH_NAME -> name(f, MONTHS.get(month - 1));
            case MONTH_ABBREVIATION -> letters(f, MONTHS.get(month - 1).substring(0, ABBREVIATION));
            case ROMAN_MONTH -> padded(f, letters(f, ROMAN.get(month - 1)), ROMAN_WIDTH);
            case OFFSET -> offset(f);
            case OFFSET_HOURS -> sign() + digits(Math.abs(offset) / 3600, 2);
            case OFFSET_MINUTES -> digits(Math.abs(offset) / 60 % 60, 2);
            // of a timestamp without time zone, the only one that gets here
            case ZONE_ABBREVIATION, FIXED -> "";
            case CENTURY, YEAR_WITH_COMMA, YEAR, YEAR_3, YEAR_2, YEAR_1, ISO_YEAR, ISO_YEAR_3, ISO_YEAR_2, ISO_YEAR_1 ->
                ordinal(f, year(f));
            case HOUR_24 -> number(f, hour, hour >= 0 ? 2 : 3);
            case HOUR_12 -> number(f, hour % 12 == 0 ? 12 : hour % 12, hour >= 0 ? 2 : 3);
            case MINUTE -> number(f, minute, minute >= 0 ? 2 : 3);
            case SECOND -> number(f, second, second >= 0 ? 2 : 3);
            case TENTHS -> ordinal(f, digits(micros / 100_000, 1));
            case HUNDREDTHS -> ordinal(f, digits(micros / 10_000, 2));
            case MILLISECONDS -> ordinal(f, digits(micros / 1_000, 3));
            case TENTHS_OF_MILLISECONDS -> ordinal(f, digits(micros / 100, 4));
            case HUNDREDTHS_OF_MILLISECONDS -> ordinal(f, digits(micros / 10, 5));
            case MICROSECONDS -> ordinal(f, digits(micros, 6));
            case SECONDS_OF_DAY -> ordinal(f, digits(hour * 3600 + minute * 60L + second, 0));
            case MONTH -> number(f, month, month >= 0 ? 2 : 3);
            case DAY -> number(f, dayOfMonth, 2);
            case DAY_OF_YEAR -> number(f, Calendar.dayOfYear(day, year), 3);
            case ISO_DAY_OF_YEAR -> number(f, isoDayOfYear(), 3);
            case DAY_OF_WEEK -> ordinal(f, digits((Calendar.dayOfWeek(day) + 1) % 7 + 1, 0));
            case ISO_DAY_OF_WEEK -> ordinal(f, digits(Calendar.dayOfWeek(day) + 1, 0));
            case WEEK_OF_YEAR -> number(f, (Calendar.dayOfYear(day, year) - 1) / 7 + 1, 2);
            case WEEK_OF_MONTH -> ordinal(f, digits((dayOfMonth - 1) / 7 + 1, 0));
            case ISO_WEEK -> number(f, Calendar.isoWeek(day), 2);
            case QUARTER -> ordinal(f, digits(Calendar.quarter(month), 0));
            case JULIAN_DAY -> ordinal(f, digits(day + TimeRange.JULIAN_EPOCH, 0));
        };
    }

    private String year(TimePicture.Field f) {
        int width = f.fill() ? 0 : shown(year) >= 0 ? 4 : 5;
        return switch (f.field()) {
            case CENTURY -> {
                int century = year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
                boolean plain = f.fill() || century > 99 || century < -99;
                yield digits(century, plain ? 0 : century >= 0 ? 2 : 3);
            }
            case YEAR_WITH_COMMA -> digits(shown(year) / 1000, 0) + "," + digits(shown(year) % 1000, 3);
            case YEAR -> digits(shown(year), width);
            case YEAR_3 -> digits(shown(year) % 1000, width - 1);
            case YEAR_2 -> digits(shown(year) % 100, width - 2);
            case YEAR_1 -> digits(shown(year) % 10, 1);
            case ISO_YEAR -> digits(shown(Calendar.isoYear(day)), width);
            case ISO_YEAR_3 -> digits(shown(Calendar.isoYear(day)) % 1000, width - 1);
            case ISO_YEAR_2 -> digits(shown(Calendar.isoYear(day)) % 100, width - 2);
            default -> digits(shown(Calendar.isoYear(day)) % 10, 1);
        };
    }

    /** A year as it is written, the era elsewhere. */
    private int shown(int of) {
        return isInterval || of > 0 ? of : 1 - of;
    }

    private int isoDayOfYear() {
        return (int) (day - Calendar.monday(Calendar.newYear(Calendar.isoYear(day)) + 3)) + 1;
    }

    private String offset(TimePicture.Field f) {
        String hours = sign() + digits(Math.abs(offset) / 3600, f.fill() ? 0 : 2);
        return offset % 3600 == 0 ? hours : hours + ":" + digits(Math.abs(offset) / 60 % 60, 2);
    }

    private String sign() {
        return offset >= 0 ? "+" : "-";
    }

    private static String name(TimePicture.Field f, String name) {
        return padded(f, letters(f, name), NAME_WIDTH);
    }

    private static String padded(TimePicture.Field f, String name, int width) {
        return f.fill() || name.length() >= width ? name : name + " ".repeat(width - name.length());
    }

    private static String letters(TimePicture.Field f, String name) {
        return switch (f.letters()) {
            case UPPER -> name.toUpperCase(Locale.ROOT);
            case TITLE -> name;
            case LOWER -> name.toLowerCase(Locale.ROOT);
        };
    }

    private static String number(TimePicture.Field f, long value, int width) {
        return ordinal(f, digits(value, f.fill() ? 0 : width));
    }

    /** C's {@code %0*d}: the width counts the sign. */
    private static String digits(long value, int width) {
        String digits = Long.toString(Math.abs(value));
        int zeros = width - digits.length() - (value < 0 ? 1 : 0);
        return (value < 0 ? "-" : "") + "0".repeat(Math.max(zeros, 0)) + digits;
    }

    private static String ordinal(TimePicture.Field f, String digits) {
        return switch (f.ordinal()) {
            case NONE -> digits;
            case UPPER -> digits + FormatPiece.ordinal(digits).toUpperCase(Locale.ROOT);
            case LOWER -> digits + FormatPiece.ordinal(digits);
        };
    }
}
