package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.scalar.number.FloatInput;

/**
 * Reads an interval as ISO 8601 writes it, {@code P1Y2M3DT4H5M6S} or {@code P0001-02-03T04:05:06} (datetime.c,
 * {@code DecodeISO8601Interval}). Numbers are whatever C takes for one. Confined to one thread; good for one text.
 */
final class IsoIntervalInput {
    private static final double GREATEST = 1.0e15;

    private final String text;
    private final IntervalSum sum = new IntervalSum();
    private int at = 1;
    private long whole;
    private double fraction;
    /** Where the number last read begins. */
    private int start;

    private IsoIntervalInput(String text) {
        this.text = text;
    }

    static IntervalSum of(String text) throws Unreadable {
        if (text.length() < 2 || text.charAt(0) != 'P') {
            throw Unreadable.format();
        }
        IsoIntervalInput input = new IsoIntervalInput(text);
        input.read();
        return input.sum;
    }

    private void read() throws Unreadable {
        boolean ofDate = true;
        boolean hasField = false;
        while (at < text.length()) {
            if (peek() == 'T') {
                ofDate = false;
                hasField = false;
                at++;
                continue;
            }
            number();
            char unit = peek();
            at++;
            if (ofDate ? !dateField(unit) : !timeField(unit)) {
                // an alternative format has no units, and nothing before it
                if (hasField) {
                    throw Unreadable.format();
                }
                if (ofDate ? alternativeDate(unit) : alternativeTime(unit)) {
                    return;
                }
                ofDate = false;
                continue;
            }
            hasField = true;
        }
    }

    private boolean dateField(char unit) throws Unreadable {
        return switch (unit) {
            case 'Y' -> sum.add(Unit.YEAR, whole, fraction);
            case 'M' -> sum.add(Unit.MONTH, whole, fraction);
            case 'W' -> sum.add(Unit.WEEK, whole, fraction);
            case 'D' -> sum.add(Unit.DAY, whole, fraction);
            case 'T', '-', 0 -> false;
            default -> throw Unreadable.format();
        };
    }

    private boolean timeField(char unit) throws Unreadable {
        return switch (unit) {
            case 'H' -> sum.add(Unit.HOUR, whole, fraction);
            case 'M' -> sum.add(Unit.MINUTE, whole, fraction);
            case 'S' -> sum.add(Unit.SECOND, whole, fraction);
            case ':', 0 -> false;
            default -> throw Unreadable.format();
        };
    }

    /** {@code 00010203} or {@code 0001-02-03}; whether that was all. Else a time follows. */
    private boolean alternativeDate(char next) throws Unreadable {
        if (next != '-' && digits() == 8) {
            sum.add(Unit.YEAR, whole / 10_000, 0);
            sum.add(Unit.MONTH, whole / 100 % 100, 0);
            sum.add(Unit.DAY, whole % 100, fraction);
            return next == 0;
        }
        sum.add(Unit.YEAR, whole, fraction);
        if (next != '-') {
            return next == 0;
        }
        number();
        sum.add(Unit.MONTH, whole, fraction);
        if (at == text.length() || peek() == 'T') {
            return at == text.length();
        }
        expect('-');
        number();
        sum.add(Unit.DAY, whole, fraction);
        if (at < text.length() && peek() != 'T') {
            throw Unreadable.format();
        }
        return at == text.length();
    }

    /** {@code 040506} or {@code 04:05:06}; always all. */
    private boolean alternativeTime(char next) throws Unreadable {
        if (next == 0 && digits() == 6) {
            sum.add(Unit.HOUR, whole / 10_000, 0);
            sum.add(Unit.MINUTE, whole / 100 % 100, 0);
            sum.add(Unit.SECOND, whole % 100, 0);
            sum.add(Unit.MICROSECOND, 0, fraction);
            return true;
        }
        sum.add(Unit.HOUR, whole, fraction);
        if (next == 0) {
            return true;
        }
        number();
        sum.add(Unit.MINUTE, whole, fraction);
        if (at == text.length()) {
            return true;
        }
        expect(':');
        number();
        sum.add(Unit.SECOND, whole, fraction);
        if (at < text.length()) {
            throw Unreadable.format();
        }
        return true;
    }

    private void expect(char c) throws Unreadable {
        if (peek() != c) {
            throw Unreadable.format();
        }
        at++;
    }

    private void number() throws Unreadable {
        start = at;
        if (!Cursor.isDigit(peek()) && peek() != '-' && peek() != '.') {
            throw Unreadable.format();
        }
        FloatInput input = FloatInput.of(text.substring(at));
        if (input.text().isEmpty()) {
            throw Unreadable.format();
        }
        double value = Double.parseDouble(input.value());
        boolean overflow = Double.isInfinite(value) && !input.value().endsWith("Infinity");
        boolean underflow = Math.abs(value) < Double.MIN_NORMAL && !input.isZero();
        if (overflow || underflow) {
            throw Unreadable.format();
        }
        if (Double.isNaN(value) || Math.abs(value) > GREATEST) {
            throw Unreadable.field();
        }
        at += input.end();
        whole = (long) value;
        fraction = value - whole;
    }

    /** Digits the number last read begins with. */
    private int digits() {
        int from = text.charAt(start) == '-' ? start + 1 : start;
        int to = from;
        while (to < text.length() && Cursor.isDigit(text.charAt(to))) {
            to++;
        }
        return to - from;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }
}
