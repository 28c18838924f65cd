package dev.freshet.kernel.codec;

import dev.freshet.kernel.row.RowWriter;
import java.nio.charset.StandardCharsets;

/** Reads back what {@link DateTimeText} writes, and time zone offsets. Not a reader of what people type. */
final class DateTimeReader {
    private final String text;
    private int at;

    private DateTimeReader(byte[] bytes, int from, int length) {
        text = new String(bytes, from, length, StandardCharsets.US_ASCII);
    }

    static int date(byte[] bytes, int from, int length) {
        DateTimeReader reader = new DateTimeReader(bytes, from, length);
        return switch (reader.text) {
            case "infinity" -> DateTimeText.DATE_INFINITY;
            case "-infinity" -> DateTimeText.DATE_MINUS_INFINITY;
            default -> (int) reader.days();
        };
    }

    /** Microseconds since 2000-01-01; a zone's offset, if there is one, is taken off. */
    static long timestamp(byte[] bytes, int from, int length) {
        DateTimeReader reader = new DateTimeReader(bytes, from, length);
        return switch (reader.text) {
            case "infinity" -> Long.MAX_VALUE;
            case "-infinity" -> Long.MIN_VALUE;
            default -> reader.instant();
        };
    }

    static void interval(byte[] bytes, int from, int length, RowWriter writer, int column) {
        DateTimeReader reader = new DateTimeReader(bytes, from, length);
        switch (reader.text) {
            case "infinity" -> writer.setInterval(column, Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
            case "-infinity" -> writer.setInterval(column, Long.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE);
            default -> reader.interval(writer, column);
        }
    }

    private long days() {
        boolean bc = text.endsWith(" BC");
        int year = (int) digits();
        skip('-');
        int month = (int) digits();
        skip('-');
        int day = (int) digits();
        return new CivilDate(bc ? 1 - year : year, month, day).days();
    }

    private long instant() {
        long days = days();
        skip(' ');
        long micros = time();
        if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
            int sign = text.charAt(at++) == '-' ? -1 : 1;
            long offset = digits() * 3600;
            if (peek(':')) {
                skip(':');
                offset += digits() * 60;
            }
            if (peek(':')) {
                skip(':');
                offset += digits();
            }
            micros -= sign * offset * 1_000_000;
        }
        return days * DateTimeText.MICROS_PER_DAY + micros;
    }

    /** {@code HH:MM:SS[.ffffff]} in microseconds; hours have any number of digits. */
    private long time() {
        long micros = digits() * 3_600_000_000L;
        skip(':');
        micros += digits() * 60_000_000L;
        skip(':');
        micros += digits() * 1_000_000L;
        if (peek('.')) {
            at++;
            long unit = 100_000;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                micros += (text.charAt(at++) - '0') * unit;
                unit /= 10;
            }
        }
        return micros;
    }

    private void interval(RowWriter writer, int column) {
        long micros = 0;
        int days = 0;
        int months = 0;
        for (String word = word(); !word.isEmpty(); word = word()) {
            if (word.indexOf(':') >= 0) {
                boolean negative = word.charAt(0) == '-';
                at -= word.length();
                if (negative || word.charAt(0) == '+') {
                    at++;
                }
                long size = time();
                micros = negative ? -size : size;
                skipBlank();
                continue;
            }
            int value = Integer.parseInt(word);
            switch (word()) {
                case "year", "years" -> months += value * 12;
                case "mon", "mons" -> months += value;
                case "day", "days" -> days = value;
                default -> throw malformed();
            }
        }
        writer.setInterval(column, micros, days, months);
    }

    private String word() {
        skipBlank();
        int from = at;
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        return text.substring(from, at);
    }

    private void skipBlank() {
        while (peek(' ')) {
            at++;
        }
    }

    private long digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (from == at) {
            throw malformed();
        }
        return Long.parseLong(text, from, at, 10);
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private void skip(char c) {
        if (!peek(c)) {
            throw malformed();
        }
        at++;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException("not a date or time as PostgreSQL prints it: " + text);
    }
}
