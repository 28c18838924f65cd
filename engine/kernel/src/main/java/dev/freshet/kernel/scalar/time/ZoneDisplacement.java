package dev.freshet.kernel.scalar.time;

/** An offset from UTC as written: {@code +02}, {@code -0330}, {@code +01:30:15} (datetime.c, {@code DecodeTimezone}). */
final class ZoneDisplacement {
    private static final int MOST_HOURS = 15;

    private ZoneDisplacement() {}

    /** Seconds east of UTC. */
    static int seconds(String text) throws Unreadable {
        if (!text.startsWith("+") && !text.startsWith("-")) {
            throw Unreadable.format();
        }
        Cursor cursor = new Cursor(text.substring(1));
        int hours = part(cursor);
        int minutes = 0;
        int seconds = 0;
        if (cursor.skip(':')) {
            minutes = part(cursor);
            if (cursor.skip(':')) {
                seconds = part(cursor);
            }
        } else if (cursor.isAtEnd() && text.length() > 3) {
            minutes = hours % 100;
            hours /= 100;
        }
        boolean outside = hours < 0 || hours > MOST_HOURS || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59;
        if (outside) {
            throw Unreadable.named(Unreadable.Problem.DISPLACEMENT, text);
        }
        if (!cursor.isAtEnd()) {
            throw Unreadable.format();
        }
        int offset = (hours * 60 + minutes) * 60 + seconds;
        return text.startsWith("-") ? -offset : offset;
    }

    private static int part(Cursor cursor) throws Unreadable {
        try {
            return cursor.integer();
        } catch (Unreadable e) {
            throw Unreadable.named(Unreadable.Problem.DISPLACEMENT, cursor.text);
        }
    }
}
