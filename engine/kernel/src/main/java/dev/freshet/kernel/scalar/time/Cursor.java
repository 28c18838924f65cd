package dev.freshet.kernel.scalar.time;

/** Reads numbers out of a text as C's {@code strtol} and its kin do. Confined to one thread. */
final class Cursor {
    final String text;
    int at;

    Cursor(String text) {
        this.text = text;
    }

    /** The next character, NUL at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    boolean skip(char c) {
        boolean found = peek() == c && !isAtEnd();
        if (found) {
            at++;
        }
        return found;
    }

    /** An integer, 0 if there is none; beyond the range of int a field that is out of range. */
    int integer() throws Unreadable {
        long value = number();
        if (value != (int) value) {
            throw Unreadable.field();
        }
        return (int) value;
    }

    /** A bigint, 0 if there is none. */
    long number() throws Unreadable {
        int start = at;
        boolean negative = peek() == '-';
        if (negative || peek() == '+') {
            at++;
        }
        int first = at;
        long value = 0;
        boolean overflow = false;
        for (; isDigit(peek()); at++) {
            int digit = peek() - '0';
            overflow |= value < (Long.MIN_VALUE + digit) / 10;
            value = value * 10 - digit;
        }
        if (at == first) {
            at = start;
            return 0;
        }
        if (overflow || (!negative && value == Long.MIN_VALUE)) {
            throw Unreadable.field();
        }
        return negative ? value : -value;
    }

    /** From a point to the end, where nothing else may stand: a fraction. A point alone is zero. */
    double fraction() throws Unreadable {
        String rest = text.substring(at);
        for (int i = 1; i < rest.length(); i++) {
            if (!isDigit(rest.charAt(i))) {
                throw Unreadable.format();
            }
        }
        at = text.length();
        return rest.length() == 1 ? 0 : Double.parseDouble("0" + rest);
    }

    /** {@link #fraction} as microseconds. */
    int micros() throws Unreadable {
        return (int) Math.rint(fraction() * TimeRange.SECOND);
    }

    /** C's atoi of digits: what is not a number is 0, what is too large loses its high bits. */
    static int atoi(String digits) {
        int end = 0;
        while (end < digits.length() && isDigit(digits.charAt(end))) {
            end++;
        }
        if (end == 0) {
            return 0;
        }
        // nineteen digits are a long or saturate
        return end > 18 ? saturated(digits.substring(0, end)) : (int) Long.parseLong(digits, 0, end, 10);
    }

    private static int saturated(String digits) {
        return new java.math.BigInteger(digits)
                .min(java.math.BigInteger.valueOf(Long.MAX_VALUE))
                .intValue();
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
