package dev.freshet.kernel.scalar.time;

/**
 * A time with colons; with a point after the second number it is minutes and seconds (datetime.c, {@code DecodeTimeCommon}). Seconds may be
 * 60, microseconds a million; hours are not looked at.
 */
record ClockTime(long hour, int minute, int second, int micros) {
    static ClockTime of(String text) throws Unreadable {
        Cursor cursor = new Cursor(text);
        long hour = cursor.number();
        if (!cursor.skip(':')) {
            throw Unreadable.format();
        }
        int minute = cursor.integer();
        int second = 0;
        int micros = 0;
        if (cursor.peek() == '.') {
            micros = cursor.micros();
            if (hour != (int) hour) {
                throw Unreadable.field();
            }
            second = minute;
            minute = (int) hour;
            hour = 0;
        } else if (cursor.skip(':')) {
            second = cursor.integer();
            if (cursor.peek() == '.') {
                micros = cursor.micros();
            }
        }
        if (!cursor.isAtEnd()) {
            throw Unreadable.format();
        }
        if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 60 || micros > TimeRange.SECOND) {
            throw Unreadable.field();
        }
        return new ClockTime(hour, minute, second, micros);
    }
}
