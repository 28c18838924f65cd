package dev.freshet.kernel.scalar.time;

import dev.freshet.kernel.codec.CivilDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads a date and time as people write them (datetime.c, {@code DecodeDateTime}): the tokens in order, each for what the ones before it
 * left open. Confined to one thread; good for one text.
 */
final class DateTimeInput {
    /** What was read. */
    enum Kind {
        FIELDS,
        EPOCH,
        INFINITY,
        MINUS_INFINITY
    }

    /** A word that says what the next token is. */
    private enum Prefix {
        NONE,
        TIME,
        JULIAN,
        OTHER
    }

    private enum HalfDay {
        NONE,
        AM,
        PM
    }

    // beside those of WrittenTime
    private static final int DAYLIGHT_ZONE = 1 << 6;
    private static final int HALF_DAY = 1 << 9;
    private static final int DAY_OF_WEEK = 1 << 16;
    private static final int ERA = 1 << 18;
    private static final int DAYLIGHT_SAVING = 1 << 28;
    private static final int SECONDS_PER_HOUR = 3_600;

    private final WrittenTime time = new WrittenTime();
    private Kind kind = Kind.FIELDS;
    private int seen;
    private Prefix prefix = Prefix.NONE;
    private HalfDay halfDay = HalfDay.NONE;
    private boolean bc;
    private boolean textMonth;
    private int offset;
    private Optional<ZoneId> zone = Optional.empty();

    private DateTimeInput() {}

    /** Reads a text; {@code room} as for {@link Token#split}. */
    static DateTimeInput of(String text, int room) throws Unreadable {
        DateTimeInput input = new DateTimeInput();
        for (Token token : Token.split(text, room)) {
            int found = input.read(token);
            if ((found & input.seen) != 0) {
                throw Unreadable.format();
            }
            input.seen |= found;
        }
        input.finish();
        return input;
    }

    Kind kind() {
        return kind;
    }

    CivilDate date() {
        return new CivilDate(time.year, time.month, time.day);
    }

    /** Microseconds; may be more than a day. */
    long timeOfDay() {
        return time.timeOfDay();
    }

    /** Microseconds to take from the local time for the time in UTC. */
    long offset(ZoneOffsets session) {
        boolean inSession = zone.isEmpty() && (seen & WrittenTime.ZONE) == 0;
        if (!inSession && zone.isEmpty()) {
            return offset * TimeRange.SECOND;
        }
        ZoneOffsets offsets = zone.map(ZoneOffsets::new).orElse(session);
        return offsets.ofLocal(date().days() * TimeRange.DAY + timeOfDay() - time.micros);
    }

    /** Reads a token; returns the fields found in it. */
    private int read(Token token) throws Unreadable {
        return switch (token.type()) {
            case DATE -> date(token.text());
            case TIME -> {
                // "t" and nothing else may have come before it
                expect(Prefix.NONE, Prefix.TIME);
                time.time(token.text());
                yield WrittenTime.TIME;
            }
            case OFFSET -> {
                offset = ZoneDisplacement.seconds(token.text());
                yield WrittenTime.ZONE;
            }
            case NUMBER -> prefix == Prefix.NONE ? number(token.text()) : prefixed(token.text());
            case WORD, SIGNED_WORD -> word(token.text());
        };
    }

    private void expect(Prefix one, Prefix other) throws Unreadable {
        if (prefix != one && prefix != other) {
            throw Unreadable.format();
        }
        prefix = Prefix.NONE;
    }

    private int date(String text) throws Unreadable {
        if (prefix == Prefix.JULIAN) {
            prefix = Prefix.NONE;
            Cursor cursor = new Cursor(text);
            time.julianDay(cursor.integer());
            offset = ZoneDisplacement.seconds(text.substring(cursor.at));
            return WrittenTime.DATE | WrittenTime.TIME | WrittenTime.ZONE;
        }
        boolean hasDay = (seen & (WrittenTime.MONTH | WrittenTime.DAY)) == (WrittenTime.MONTH | WrittenTime.DAY);
        if (prefix == Prefix.NONE && !hasDay) {
            return time.date(text, seen);
        }
        if (!Cursor.isDigit(text.charAt(0)) && prefix == Prefix.NONE) {
            zone = Optional.of(named(text));
            return WrittenTime.ZONE;
        }
        expect(Prefix.NONE, Prefix.TIME);
        // digits run together, and an offset
        int minus = text.indexOf('-');
        if ((seen & WrittenTime.TIME) != 0 || minus < 0) {
            throw Unreadable.format();
        }
        offset = ZoneDisplacement.seconds(text.substring(minus));
        return time.concatenated(text.substring(0, minus), seen) | WrittenTime.ZONE;
    }

    private static ZoneId named(String name) throws Unreadable {
        Optional<ZoneId> zone = ZoneNames.find(name);
        if (zone.isEmpty()) {
            // with a digit it may be a POSIX rule
            boolean mayBeRule = name.chars().anyMatch(Character::isDigit);
            throw Unreadable.named(mayBeRule ? Unreadable.Problem.AMBIGUOUS_ZONE : Unreadable.Problem.ZONE, name);
        }
        return zone.get();
    }

    private int prefixed(String text) throws Unreadable {
        Cursor cursor = new Cursor(text);
        int value = cursor.integer();
        if (!cursor.isAtEnd() && cursor.peek() != '.') {
            throw Unreadable.format();
        }
        Prefix before = prefix;
        prefix = Prefix.NONE;
        switch (before) {
            case JULIAN -> {
                time.julianDay(value);
                if (cursor.isAtEnd()) {
                    return WrittenTime.DATE;
                }
                time.timeOfDay((long) (cursor.fraction() * TimeRange.DAY));
                return WrittenTime.DATE | WrittenTime.TIME;
            }
            case TIME -> {
                return time.concatenated(text, seen | WrittenTime.DATE);
            }
            case NONE, OTHER -> throw Unreadable.format();
        }
        throw Unreadable.format();
    }

    private int number(String text) throws Unreadable {
        int point = text.indexOf('.');
        if (point >= 0 && (seen & WrittenTime.DATE) == 0) {
            return time.date(text, seen);
        }
        boolean open = (seen & WrittenTime.DATE) == 0 || (seen & WrittenTime.TIME) == 0;
        if (point > 2 || (text.length() >= 6 && open)) {
            return time.concatenated(text, seen);
        }
        return time.number(text, textMonth, seen);
    }

    private int word(String text) throws Unreadable {
        if (ZoneWords.isUtc(text)) {
            offset = 0;
            return WrittenTime.ZONE;
        }
        if (ZoneWords.isAmbiguous(text)) {
            throw Unreadable.named(Unreadable.Problem.AMBIGUOUS_ZONE, text);
        }
        Keyword word = Keyword.of(text);
        switch (word.type()) {
            case IGNORED -> {
                return 0;
            }
            case MONTH -> {
                return month(word.value());
            }
            case DAY_OF_WEEK -> {
                return DAY_OF_WEEK;
            }
            case AM, PM -> {
                halfDay = word.type() == Keyword.Type.AM ? HalfDay.AM : HalfDay.PM;
                return HALF_DAY;
            }
            case AD, BC -> {
                bc = word.type() == Keyword.Type.BC;
                return ERA;
            }
            case DAYLIGHT_SAVING -> {
                offset += SECONDS_PER_HOUR;
                return DAYLIGHT_SAVING | DAYLIGHT_ZONE;
            }
            case TIME, JULIAN, UNIT -> {
                prefix(word.type());
                return 0;
            }
            case EPOCH, INFINITY, MINUS_INFINITY -> {
                kind = word.type() == Keyword.Type.EPOCH
                        ? Kind.EPOCH
                        : word.type() == Keyword.Type.INFINITY ? Kind.INFINITY : Kind.MINUS_INFINITY;
                return WrittenTime.DATE | WrittenTime.TIME | WrittenTime.ZONE;
            }
            case ALL_BALLS -> {
                time.timeOfDay(0);
                offset = 0;
                return WrittenTime.TIME | WrittenTime.ZONE;
            }
            case MOMENT -> throw Unreadable.named(Unreadable.Problem.MOMENT, text);
            case UNKNOWN -> throw Unreadable.format();
        }
        throw Unreadable.format();
    }

    private int month(int value) {
        int found = WrittenTime.MONTH;
        boolean numberWasDay = (seen & WrittenTime.MONTH) != 0
                && !textMonth
                && (seen & WrittenTime.DAY) == 0
                && time.month >= 1
                && time.month <= 31;
        if (numberWasDay) {
            time.day = time.month;
            found = WrittenTime.DAY;
        }
        textMonth = true;
        time.month = value;
        return found;
    }

    private void prefix(Keyword.Type type) throws Unreadable {
        boolean isTime = type == Keyword.Type.TIME;
        if (prefix != Prefix.NONE || (isTime && (seen & WrittenTime.DATE) != WrittenTime.DATE)) {
            throw Unreadable.format();
        }
        prefix = isTime ? Prefix.TIME : type == Keyword.Type.JULIAN ? Prefix.JULIAN : Prefix.OTHER;
    }

    private void finish() throws Unreadable {
        if (prefix != Prefix.NONE) {
            throw Unreadable.format();
        }
        if (kind != Kind.FIELDS) {
            return;
        }
        time.validate(seen, bc);
        if (halfDay != HalfDay.NONE && time.hour > 12) {
            throw Unreadable.field();
        }
        if (halfDay == HalfDay.AM && time.hour == 12) {
            time.hour = 0;
        } else if (halfDay == HalfDay.PM && time.hour != 12) {
            time.hour += 12;
        }
        boolean savingOfNoZone = (seen & DAYLIGHT_SAVING) != 0 && (zone.isPresent() || (seen & WrittenTime.ZONE) == 0);
        if ((seen & WrittenTime.DATE) != WrittenTime.DATE || savingOfNoZone) {
            throw Unreadable.format();
        }
    }
}
