package dev.freshet.kernel.scalar.time;

import java.util.List;

/**
 * Reads an interval as people write it (datetime.c, {@code DecodeInterval}): from the end, so that a unit is known before its number. Confined
 * to one thread; good for one text.
 */
final class IntervalInput {
    /** What PostgreSQL has for the tokens. */
    private static final int ROOM = 256;

    private static final int ALL_SECONDS = bit(Unit.SECOND) | bit(Unit.MILLISECOND) | bit(Unit.MICROSECOND);
    private static final int TIME = bit(Unit.HOUR) | bit(Unit.MINUTE) | ALL_SECONDS;
    private static final int ALL = TIME | bit(Unit.DAY) | bit(Unit.MONTH) | bit(Unit.YEAR);
    /** More years than any sum of months can hold. */
    private static final long TOO_MANY_YEARS = 1L << 32;

    private final IntervalSum sum = new IntervalSum();
    private int infinity;
    private int seen;
    private Unit unit = Unit.SECOND;
    private boolean unitWanted;
    private boolean ago;

    private IntervalInput() {}

    static IntervalInput of(String text) throws Unreadable {
        IntervalInput input = new IntervalInput();
        List<Token> tokens = Token.split(text, ROOM);
        for (int i = tokens.size() - 1; i >= 0; i--) {
            int found = input.read(tokens.get(i), i == tokens.size() - 1);
            if ((found & input.seen) != 0) {
                throw Unreadable.format();
            }
            input.seen |= found;
        }
        if (input.seen == 0 || input.unitWanted) {
            throw Unreadable.format();
        }
        if (input.ago) {
            input.sum.negate();
        }
        return input;
    }

    /** 1 or −1 for an infinite one. */
    int infinity() {
        return infinity;
    }

    IntervalSum sum() {
        return sum;
    }

    private int read(Token token, boolean isLast) throws Unreadable {
        return switch (token.type()) {
            case TIME -> clock(token.text(), false);
            case OFFSET -> offset(token.text());
            case DATE, NUMBER -> number(token.text());
            case WORD, SIGNED_WORD -> word(token.text(), isLast);
        };
    }

    private int clock(String text, boolean negative) throws Unreadable {
        sum.clock(ClockTime.of(text), negative);
        unit = Unit.DAY;
        unitWanted = false;
        return TIME;
    }

    private int offset(String text) throws Unreadable {
        if (text.indexOf(':') > 0) {
            try {
                return clock(text.substring(1), text.startsWith("-"));
            } catch (Unreadable e) {
                // then it may be a number
                return number(text);
            }
        }
        return number(text);
    }

    private int number(String text) throws Unreadable {
        Cursor cursor = new Cursor(text);
        boolean negative = text.startsWith("-");
        long value = cursor.number();
        double fraction = 0;
        if (cursor.skip('-')) {
            int months = cursor.integer();
            if (months < 0 || months > 11) {
                throw Unreadable.field();
            }
            if (!cursor.isAtEnd()) {
                throw Unreadable.format();
            }
            unit = Unit.MONTH;
            if (Math.abs(value) > TOO_MANY_YEARS) {
                throw Unreadable.field();
            }
            value = value * 12 + (negative ? -months : months);
        } else if (cursor.peek() == '.') {
            fraction = negative ? -cursor.fraction() : cursor.fraction();
        } else if (!cursor.isAtEnd()) {
            throw Unreadable.format();
        }
        if (!sum.add(unit, value, fraction)) {
            throw Unreadable.format();
        }
        unitWanted = false;
        int found = unit == Unit.SECOND && fraction != 0 ? ALL_SECONDS : bit(unit);
        unit = unit == Unit.HOUR ? Unit.DAY : unit;
        return found;
    }

    private int word(String text, boolean isLast) throws Unreadable {
        if (unitWanted) {
            throw Unreadable.format();
        }
        if (text.equals("ago")) {
            if (!isLast) {
                throw Unreadable.format();
            }
            ago = true;
            unit = Unit.NONE;
            return 0;
        }
        Unit named = Unit.ofField(text);
        if (named == Unit.MOMENT) {
            Keyword.Type type = Keyword.of(text).type();
            boolean infinite = type == Keyword.Type.INFINITY || type == Keyword.Type.MINUS_INFINITY;
            if (!infinite || !isLast) {
                throw Unreadable.format();
            }
            infinity = type == Keyword.Type.INFINITY ? 1 : -1;
            unit = Unit.NONE;
            return ALL;
        }
        if (named == Unit.NONE || named == Unit.EPOCH) {
            if (Keyword.of(text).type() == Keyword.Type.IGNORED) {
                unit = Unit.SECOND;
                return 0;
            }
            throw Unreadable.format();
        }
        unit = named;
        unitWanted = true;
        return 0;
    }

    private static int bit(Unit unit) {
        return 1 << unit.ordinal();
    }
}
